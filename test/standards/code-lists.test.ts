import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import {
  alpha3Of,
  COUNTRIES_EDITION,
  isCountryCode,
  isMrzStateCode,
  mrzStateCode,
} from '../../standards/codes/countries.ts';
import { readCsv } from '../../standards/codes/csv.ts';
import { findLocation, LOCATIONS_EDITION } from '../../standards/codes/locations.ts';
import { readCodeList } from '../../standards/codes/published.ts';

const EDITION = { version: '2024-1', asOf: '2024-07-01' };

test('every list says which edition it is', () => {
  for (const edition of [COUNTRIES_EDITION, LOCATIONS_EDITION]) {
    expect(edition).toEqual({
      list: expect.any(String),
      version: expect.stringMatching(/./),
      asOf: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
    });
  }
});

test('states are those of ISO 3166-1 and, for documents, what ICAO adds', () => {
  const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
  const alpha2 = letters.flatMap((one) => letters.map((other) => one + other)).filter(isCountryCode);
  expect(alpha2).toHaveLength(249);
  expect(new Set(alpha2.map(alpha3Of)).size).toBe(249);
  const added = 'D GBD GBN GBO GBP GBS RKS EUE UNO UNA UNK XOM XXA XXB XXC XXX XPO UTO'.split(' ');
  expect(added.filter((code) => !isMrzStateCode(code) || isCountryCode(code))).toEqual([]);
  expect(['UG', 'UGA', 'DE', 'DEU', 'D', 'UTO', 'ZZ', 'ZZZ', ''].map(mrzStateCode)).toEqual([
    'UGA',
    'UGA',
    'D',
    'D',
    'D',
    'UTO',
    undefined,
    undefined,
    undefined,
  ]);
  expect(isMrzStateCode('__proto__')).toBe(false);
});

test('a place is found by UN/LOCODE, and an airport by its IATA code too', () => {
  expect(['EBB', 'UGEBB'].map((code) => findLocation(code)?.name)).toEqual(['Entebbe', 'Entebbe']);
  expect(['BUS', 'XXX', ''].map(findLocation)).toEqual([undefined, undefined, undefined]);
});

test('rows that are no codes of the list are left out, one warning each', () => {
  const text =
    '\uFEFFcountry,location,name,function\nUG,EBB,Entebbe,4\nUG,ebb,Small,4\nUG,KLA\nUG,EBB,Again,4\nUG,BUS,,3\nUG,MAL,"Ma ""la"" ba, town",B\n';
  const read = readCodeList(text, EDITION);
  expect(read?.list).toEqual({
    kind: 'un-locode',
    list: 'UN/LOCODE',
    ...EDITION,
    codes: [
      { code: 'UGEBB', name: 'Entebbe', properties: { function: '4' } },
      { code: 'UGMAL', name: 'Ma "la" ba, town', properties: { function: 'B' } },
    ],
  });
  expect(read?.defects).toEqual([
    { code: 'COLUMN_COUNT', line: 4 },
    { code: 'BAD_CODE', line: 3 },
    { code: 'REPEATED_CODE', line: 5 },
    { code: 'NO_NAME', line: 6 },
  ]);
  expect(readCodeList('some,other\n1,2\n', EDITION)).toBeUndefined();
});

test('CSV written with quotes is read again as it was; any text ends in rows and defects', () => {
  const field = fc.string({ unit: fc.constantFrom('a', 'B', '"', ',', '\n', ' ', 'é') });
  const table = fc.array(
    fc.array(field, { minLength: 3, maxLength: 3 }).filter((row) => row.some((each) => each !== '')),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(table, (rows) => {
      const quoted = rows.map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(','));
      const read = readCsv(['one,two,three', ...quoted].join('\n'));
      expect(read.defects).toEqual([]);
      expect(read.rows.map(({ values }) => [...values.values()])).toEqual(rows);
    }),
  );
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r') }), (text) => void readCsv(text)));
  expect(readCsv(`a,b\n"${'x'.repeat(8_000_000)}`).rows).toEqual([]);
  expect(readCsv(`a,b\n"${'""'.repeat(2_000_000)}`).rows).toEqual([]);
});

const FILES = new URL('../../../shared/data/codes/', import.meta.url);

(existsSync(FILES) ? test : test.skip)('every published list is read', () => {
  const names = readdirSync(FILES).filter((name) => /^(locode_|hs).*\.csv$/.test(name));
  const counts = names.map((name) => [
    name,
    readCodeList(readFileSync(new URL(name, FILES), 'utf8'), EDITION)?.list.codes.length,
  ]);
  expect(Object.fromEntries(counts)).toMatchObject({ 'hs2022.csv': 6940, 'hs_sections.csv': 21, 'locode_UG.csv': 40 });
  expect(counts.filter(([, count]) => !count)).toEqual([]);
});
