import { mayBeMinor } from '../../subgraphs/immigration/data/minor.ts';

test.each([
  ['2008-11-27', '2026-11-26', true],
  ['2008-11-27', '2026-11-27', false],
  ['2008-11-28', '2026-11-27', true],
  ['2008-02-29', '2026-02-28', true],
  ['2008-02-29', '2026-03-01', false],
])('who was born on %s may be under age on %s: %s', (birthDate, today, isMinor) => {
  expect(mayBeMinor(birthDate, today)).toBe(isMinor);
});

test.each([
  ['2008', '2026-12-30', true],
  ['2008', '2026-12-31', false],
  ['2008-11', '2026-11-29', true],
  ['2008-11', '2026-12-01', false],
  ['08-11-27', '2026-11-27', true],
  ['unknown', '2026-11-27', true],
  [null, '2026-11-27', true],
])('of %s the latest that it can be counts on %s: %s', (birthDate, today, isMinor) => {
  expect(mayBeMinor(birthDate, today)).toBe(isMinor);
});
