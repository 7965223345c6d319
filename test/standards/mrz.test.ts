import fc from 'fast-check';
import { passportZone, personOf } from '../../demo/generator/immigration-people.ts';
import { mrzCheckDigit, readMrz } from '../../standards/identifiers/mrz.ts';

/** Specimens of ICAO Doc 9303 parts 4 to 7. */
const TD3 = ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'];
const TD1 = ['I<UTOD231458907<<<<<<<<<<<<<<<', '7408122F1204159UTO<<<<<<<<<<<6', 'ERIKSSON<<ANNA<MARIA<<<<<<<<<<'];
const TD2 = ['I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<', 'D231458907UTO7408122F1204159<<<<<<<6'];
const MRVA = ['V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L8988901C4XXX4009078F96121096ZE184226B<<<<<<'];
const MRVB = ['V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<', 'L8988901C4XXX4009078F9612109<<<<<<<<'];

function wrongIn(lines: readonly string[]): readonly string[] {
  return (readMrz(lines)?.verdicts ?? []).flatMap(({ field, isValid }) => (isValid ? [] : [field]));
}

test.each([
  ['TD3', TD3, 'L898902C3', 5],
  ['TD1', TD1, 'D23145890', 4],
  ['TD2', TD2, 'D23145890', 4],
  ['MRVA', MRVA, 'L8988901C', 3],
  ['MRVB', MRVB, 'L8988901C', 3],
] as const)('the specimen of %s is read, and every check digit is right', (format, lines, number, digits) => {
  const zone = readMrz(lines);
  expect(zone).toMatchObject({
    format,
    documentNumber: number,
    issuingState: 'UTO',
    isIssuingStateKnown: true,
    surname: 'ERIKSSON',
    givenNames: 'ANNA MARIA',
    sex: 'F',
  });
  expect(zone?.verdicts).toHaveLength(digits);
  expect(wrongIn(lines)).toEqual([]);
});

test('a wrong date of birth is found by its own digit and by the composite one, not by the others', () => {
  expect(wrongIn([TD3[0] ?? '', (TD3[1] ?? '').replace('7408122', '7408132')])).toEqual(['birthDate', 'composite']);
});

test('a state that does not exist is another verdict than the check digits', () => {
  const zone = readMrz([(TD3[0] ?? '').replace('UTO', 'QQQ'), TD3[1] ?? '']);
  expect(zone?.isIssuingStateKnown).toBe(false);
  expect(zone?.verdicts.every(({ isValid }) => isValid)).toBe(true);
  expect(readMrz([(TD3[0] ?? '').replace('UTO', 'D<<'), TD3[1] ?? ''])).toMatchObject({
    issuingState: 'D',
    isIssuingStateKnown: true,
  });
});

test('a number longer than nine characters goes on in the optional data of an identity card', () => {
  const number = 'D23145890734';
  const digit = mrzCheckDigit(number);
  const first = `I<UTO${number.slice(0, 9)}<${number.slice(9)}${digit}`.padEnd(30, '<');
  const second = '7408122F1204159UTO<<<<<<<<<<<';
  const composite = mrzCheckDigit(first.slice(5) + second.slice(0, 7) + second.slice(8, 15) + second.slice(18));
  const zone = readMrz([first, second + composite, TD1[2] ?? '']);
  expect(zone?.documentNumber).toBe(number);
  expect(zone?.verdicts.map(({ isValid }) => isValid)).toEqual([true, true, true, true]);
});

test('what has not the form of a zone is none', () => {
  for (const lines of [
    [],
    [''],
    TD3.slice(0, 1),
    [...TD3, ...TD3],
    ['é'.repeat(44), 'é'.repeat(44)],
    ['A'.repeat(44), 'A'.repeat(36)],
  ]) {
    expect(readMrz(lines)).toBeUndefined();
  }
});

test('any lines give a zone or none, never an error', () => {
  const line = fc.oneof(fc.string(), fc.stringMatching(/^[A-Z0-9<]{30}$/), fc.stringMatching(/^[A-Z0-9<]{44}$/));
  fc.assert(fc.property(fc.array(line, { maxLength: 4 }), (lines) => void readMrz(lines)));
});

test('a passport of the demo verifies, and any single wrong digit of its number is found', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 99_999_999 }),
      fc.nat({ max: 7 }),
      fc.integer({ min: 1, max: 9 }),
      (serial, at, by) => {
        const number = `X${String(serial).padStart(8, '0')}`;
        const [first, second] = passportZone(personOf(number, '2026-11-23'));
        expect(readMrz([first, second])?.documentNumber).toBe(number);
        expect(wrongIn([first, second])).toEqual([]);
        const place = at + 1;
        const wrong =
          second.slice(0, place) + String((Number(second.charAt(place)) + by) % 10) + second.slice(place + 1);
        expect(wrongIn([first, wrong])).toContain('documentNumber');
      },
    ),
  );
});
