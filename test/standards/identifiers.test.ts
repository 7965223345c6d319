import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { isAirWaybillNumber } from '../../standards/identifiers/awb.ts';
import { containerCheckDigit, isContainerNumber } from '../../standards/identifiers/container.ts';
import { flightNumber } from '../../standards/identifiers/flight.ts';
import { gs1CheckDigit, isGln, isGtin, isSscc } from '../../standards/identifiers/gs1.ts';
import { isImoNumber } from '../../standards/identifiers/imo.ts';
import { travelDocumentText, vehicleText } from '../../standards/identifiers/keys.ts';
import { isLei } from '../../standards/identifiers/lei.ts';
import { isMrn, mrnCheckDigit } from '../../standards/identifiers/mrn.ts';
import { isPostalItemId } from '../../standards/identifiers/s10.ts';
import { vinVerdict } from '../../standards/identifiers/vin.ts';
import { isWagonNumber } from '../../standards/identifiers/wagon.ts';

const isVin = (text: string) => vinVerdict(text).isCheckDigitRight;

/** Vectors of the standards themselves: each function, what it accepts and what it refuses. */
const VECTORS: ReadonlyArray<readonly [string, (text: string) => boolean, readonly string[], readonly string[]]> = [
  ['container', isContainerNumber, ['CSQU3054383'], ['CSQU3054384', 'CSQX3054383', 'CSQU305438', '']],
  ['GTIN', isGtin, ['4006381333931', '96385074'], ['4006381333932', '963850741']],
  ['GLN', isGln, ['5412345000013'], ['5412345000014']],
  ['SSCC', isSscc, ['106141412345678908'], ['106141412345678907']],
  ['IMO number', isImoNumber, ['9074729'], ['9074728', 'IMO9074729']],
  ['VIN', isVin, ['1M8GDM9AXKP042788', '11111111111111111'], ['1M8GDM9A0KP042788', '1M8GDM9AXKP04278I']],
  ['air waybill', isAirWaybillNumber, ['020-12345675', '02012345675'], ['020-12345676']],
  ['postal item', isPostalItemId, ['RR473124829GB'], ['RR473124820GB']],
  ['LEI', isLei, ['5493001KJTIIGC8Y1R12'], ['5493001KJTIIGC8Y1R13']],
  ['wagon', isWagonNumber, ['218124712173'], ['218124712174', '2181247121']],
];

test.each(VECTORS)('a %s with the right check digit is accepted and others are not', (_, isRight, right, wrong) => {
  expect(right.filter((text) => !isRight(text))).toEqual([]);
  expect(wrong.filter((text) => isRight(text))).toEqual([]);
});

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));

/** Algorithms that promise to find any single wrong digit, and how a right identifier is made. */
const PROMISES: ReadonlyArray<readonly [string, (text: string) => boolean, fc.Arbitrary<string>]> = [
  ['SSCC', isSscc, digits(17).map((text) => text + gs1CheckDigit(text))],
  ['wagon', isWagonNumber, digits(12).filter(isWagonNumber)],
  [
    'LEI',
    isLei,
    digits(2)
      .map((text) => `5493001KJTIIGC8Y1R${text}`)
      .filter(isLei),
  ],
];

test.each(PROMISES)('any single wrong digit of a %s is found', (_, isRight, rights) => {
  fc.assert(
    fc.property(rights, fc.nat(), fc.integer({ min: 1, max: 9 }), (text, at, by) => {
      const place = at % text.length;
      const digit = text.charAt(place);
      fc.pre(/\d/.test(digit));
      const wrong = text.slice(0, place) + String((Number(digit) + by) % 10) + text.slice(place + 1);
      expect(isRight(text)).toBe(true);
      expect(isRight(wrong)).toBe(false);
    }),
  );
});

test('a container number with one wrong digit passes only where two remainders are both written 0', () => {
  fc.assert(
    fc.property(digits(6), fc.nat({ max: 5 }), fc.integer({ min: 1, max: 9 }), (serial, at, by) => {
      const right = `CSQU${serial}${containerCheckDigit(`CSQU${serial}`)}`;
      const place = 4 + at;
      const wrong = right.slice(0, place) + String((Number(right.charAt(place)) + by) % 10) + right.slice(place + 1);
      expect(isContainerNumber(right)).toBe(true);
      if (isContainerNumber(wrong)) expect(right.slice(-1)).toBe('0');
    }),
  );
});

test('an MRN is judged in its form of 18 characters alone', () => {
  expect(isMrn(`26UG123ABCDEFGHIJ${mrnCheckDigit('26UG123ABCDEFGHIJ')}`)).toBe(true);
  expect(isMrn('26UG123ABCDEFGHIJX')).toBe(false);
  expect(() => mrnCheckDigit('26UG')).toThrow(RangeError);
});

test('keys of documents, vehicles and flights are the same however they are written', () => {
  const passport = { documentNumber: 'l898902-c3', issuingState: 'D<<', documentType: 'PD' };
  expect(travelDocumentText(passport)).toBe('P:D:L898902C3');
  expect(travelDocumentText({ ...passport, issuingState: 'DEU' })).toBe('P:D:L898902C3');
  expect(vehicleText({ registrationNationalityCode: 'ug', registrationId: 'UAX 123-B' })).toBe('UG:UAX123B');
  expect(['AA 0123', 'aa123', '9W0012', 'KQA412A'].map(flightNumber)).toEqual(['AA123', 'AA123', '9W12', 'KQA412A']);
});

const SHARED = new URL('../../../shared/data/codes/check_digit_vectors.json', import.meta.url);
interface Vectors {
  readonly [kind: string]: { readonly [name: string]: readonly string[] };
}

(existsSync(SHARED) ? test : test.skip)('every published vector holds', () => {
  const vectors = JSON.parse(readFileSync(SHARED, 'utf8')) as Vectors;
  const held: ReadonlyArray<readonly [string, string, (text: string) => boolean, boolean]> = [
    ['iso6346', 'valid', isContainerNumber, true],
    ['iso6346', 'invalid', isContainerNumber, false],
    ['mrn', 'valid', isMrn, true],
    ['mrn', 'invalid', isMrn, false],
    ['gs1', 'gtin13_valid', isGtin, true],
    ['gs1', 'gln_valid', isGln, true],
    ['gs1', 'sscc_valid', isSscc, true],
    ['gs1', 'invalid', (text) => isGtin(text) || isGln(text) || isSscc(text), false],
    ['imo', 'valid', isImoNumber, true],
    ['imo', 'invalid', isImoNumber, false],
    ['vin', 'valid', isVin, true],
    ['vin', 'invalid_check', isVin, false],
    ['vin', 'invalid_form', (text) => vinVerdict(text).hasForm, false],
    ['awb', 'valid', isAirWaybillNumber, true],
    ['awb', 'invalid', isAirWaybillNumber, false],
    ['s10', 'valid', isPostalItemId, true],
    ['s10', 'invalid', isPostalItemId, false],
    ['lei', 'valid', isLei, true],
    ['lei', 'invalid', isLei, false],
  ];
  for (const [kind, name, isRight, expected] of held) {
    const texts = vectors[kind]?.[name] ?? [];
    expect([kind, name, texts.length > 0, texts.map(isRight)]).toEqual([kind, name, true, texts.map(() => expected)]);
  }
});
