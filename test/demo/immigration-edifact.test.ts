import fc from 'fast-check';
import { isUsable, type ServiceCharacters } from '../../demo/immigration/edifact/characters.ts';
import { type Segment, serialize, tokenize } from '../../demo/immigration/edifact/segments.ts';
import { readMessage } from '../../demo/immigration/message.ts';

const TODAY = '2026-11-23';
const SIGNS = Array.from('!"#$%&\'()*+,-./:;<=>?@[]^_{|}~\n');

const characters: fc.Arbitrary<ServiceCharacters> = fc
  .shuffledSubarray(SIGNS, { minLength: 6, maxLength: 6 })
  .map(([component = '', element = '', decimal = '', release = '', reserved = '', terminator = '']) => ({
    component,
    element,
    decimal,
    release,
    reserved,
    terminator,
  }))
  .filter(isUsable);

const value = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: fc.constantFrom(...SIGNS, 'A', '1', ' ', '\r') }),
);
const segment: fc.Arbitrary<Segment> = fc.record({
  tag: fc.stringMatching(/^[A-Z]{3}$/),
  elements: fc.array(fc.array(value, { minLength: 1, maxLength: 4 }), { maxLength: 5 }),
});

test('segments written with any service characters are read again as they were', () => {
  fc.assert(
    fc.property(fc.array(segment, { maxLength: 20 }), characters, (segments, service) => {
      const read = tokenize(serialize(segments, service));
      expect(read.kind).toBe('segments');
      const plain = read.kind === 'segments' ? read.segments.map(({ tag, elements }) => ({ tag, elements })) : [];
      expect(plain).toEqual(segments);
    }),
    { numRuns: 500 },
  );
});

test('blanks, line ends and small tags change nothing', () => {
  const plain = tokenize("UNB+UNOA:4'BGM+745'");
  const loose = tokenize(" \r\nunb +UNOA:4'\r\n \t bg\nm+745\r\n'");
  const parts = (read: typeof plain) =>
    read.kind === 'segments' ? read.segments.map(({ tag, elements }) => [tag, elements]) : read;
  expect(parts(loose)).toEqual(parts(plain));
});

test('UNA that gives one character two tasks, or a letter one, is refused', () => {
  for (const una of ["UNA::.? '", 'UNAA+.? $', 'UNA:+', 'UNA']) {
    expect(readMessage(Buffer.from(`${una}UNB+UNOA:4'`), TODAY)).toMatchObject({
      kind: 'putAside',
      reason: 'UNA_UNUSABLE',
    });
  }
});

const LIST = [
  'UNB+UNOA:4+A+B+261123:0800+1',
  'UNH+M1+PAXLST:D:12B:UN:IATA',
  'BGM+745',
  'TDT+20+Q9412',
  'LOC+125+NBO',
  'DTM+189:2611231200:201',
  'LOC+87+EBB',
  'DTM+232:2611231300:201',
  'NAD+FL+++ABEDORO:DAUDI',
  'DOC+P+X1',
  'LOC+91+UTO',
  'CNT+42:1',
  'UNT+11+M1',
  'UNZ+1+1',
];

test('any bytes, and any disorder of a real list, end in a known outcome', () => {
  const outcome = (bytes: Uint8Array) =>
    expect(['PAXLST', 'PNRGOV', 'putAside']).toContain(readMessage(bytes, TODAY).kind);
  const text = `${LIST.join("'")}'`;
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) =>
      outcome(Buffer.concat([Buffer.from("UNA:+.? '"), bytes])),
    ),
  );
  fc.assert(fc.property(fc.nat({ max: text.length }), (length) => outcome(Buffer.from(text.slice(0, length)))));
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...LIST, "FTX+''", 'XYZ+++', 'NAD+FL'), { maxLength: 60 }), (segments) =>
      outcome(Buffer.from(segments.join("'"))),
    ),
  );
});

test('a list of 50 MB is put aside unread, and one that is nothing but separators does not fill memory', () => {
  const huge = Buffer.alloc(50 * 1024 * 1024, 'A');
  expect(readMessage(huge, TODAY)).toEqual({ kind: 'putAside', reason: 'TOO_LARGE', bytes: null });
  expect(readMessage(Buffer.alloc(9 * 1024 * 1024, ':'), TODAY)).toMatchObject({
    kind: 'putAside',
    reason: 'TOO_MANY_PARTS',
  });
  expect(readMessage(Buffer.alloc(9 * 1024 * 1024, "A'"), TODAY)).toMatchObject({
    kind: 'putAside',
    reason: 'TOO_MANY_PARTS',
  });
});

test('a message in binary, in another type, or in none is put aside with its reason', () => {
  expect(readMessage(Buffer.from([]), TODAY)).toMatchObject({ reason: 'EMPTY' });
  expect(readMessage(Buffer.from("UNB+UNOA:4'\u0000"), TODAY)).toMatchObject({ reason: 'ILLEGAL_CHARACTER' });
  expect(readMessage(Buffer.from("UNB+UNOA:4'"), TODAY)).toMatchObject({ reason: 'NO_MESSAGE' });
  expect(readMessage(Buffer.from("UNB+UNOA:4'UNH+1+INVOIC:D:96A'UNT+2+1'"), TODAY)).toMatchObject({
    reason: 'TYPE_NOT_SUPPORTED',
  });
});
