import { existsSync, readFileSync, statSync } from 'node:fs';
import { registerFile, writeRegister } from '../../demo/bureau/register.ts';
import { writeNightsRegister } from '../../demo/generator/bureau.ts';
import { dayOf } from '../../demo/generator/day.ts';
import { story } from '../../demo/generator/story.ts';
import { readCsv } from '../../standards/codes/csv.ts';
import { passable } from '../support/folder.ts';

const DAY = { movements: 800, seed: 3, from: Date.parse('2026-11-23T08:00:00+03:00') };

const rowsOf = (file: string) => readCsv(readFileSync(file, 'utf8')).rows.map(({ values }) => values);
const columnOf = (file: string, column: string) => rowsOf(file).map((values) => values.get(column) ?? '');

test('the register knows nearly every certificate that the day cites, as of the night before, the story’s among them', () => {
  using folder = passable();
  const file = registerFile(folder.path);
  writeNightsRegister(file, DAY);
  const cited = [...dayOf(DAY)].flatMap(({ declarations }) =>
    declarations.flatMap(({ items }) =>
      items.flatMap(({ documents }) => documents.filter(({ code }) => code === 'C002')),
    ),
  );
  const known = new Set(columnOf(file, 'certificate_no'));
  expect(cited.length).toBeGreaterThan(50);
  expect(known.size).toBeGreaterThan(cited.length * 0.9);
  expect(known.size).toBeLessThan(cited.length);
  expect(known.has(story(DAY.from).conformityCertificate)).toBe(true);
  expect(new Set(columnOf(file, 'status'))).toEqual(new Set(['VALID', 'EXPIRED', 'WITHDRAWN']));
  expect(statSync(file).mtime).toEqual(new Date('2026-11-23T02:00:00+03:00'));
});

test('the same day again leaves the file as it is, and another adds to it', () => {
  using folder = passable();
  const file = registerFile(folder.path);
  writeNightsRegister(file, DAY);
  const [text, { ino }] = [readFileSync(file, 'utf8'), statSync(file)];
  writeNightsRegister(file, DAY);
  expect([readFileSync(file, 'utf8'), statSync(file).ino]).toEqual([text, ino]);
  writeNightsRegister(file, { ...DAY, seed: 4 });
  expect(columnOf(file, 'certificate_no')).toEqual(expect.arrayContaining(rowsOfText(text)));
  expect(existsSync(`${file}.${process.pid}.new`)).toBe(false);
});

test('what a cell holds stays whole: commas, quotes, lines', () => {
  using folder = passable();
  const file = registerFile(folder.path);
  const certificate = {
    certificate_no: 'A-1',
    status: 'VALID',
    standard: 'US EAS 28',
    hs_heading: '0902',
    valid_until: '',
    exporter: 'Tea, "best"\nLtd',
    importer: '',
    inspector: '',
  };
  writeRegister(file, [certificate]);
  // Written again from what was read.
  writeRegister(file, [{ ...certificate, certificate_no: 'A-2' }]);
  expect(columnOf(file, 'exporter')).toEqual([certificate.exporter, certificate.exporter]);
});

function rowsOfText(text: string): readonly string[] {
  return readCsv(text).rows.map(({ values }) => values.get('certificate_no') ?? '');
}
