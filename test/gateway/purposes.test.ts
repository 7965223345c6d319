import { readFileSync } from 'node:fs';
import { purposesOf } from '../../gateway/identity/purposes.ts';

const json = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../schema/${path}`, import.meta.url), 'utf8'));
const GOOD = { name: 'AUDIT', title: 'Examining.', needsCase: false };

test('the closed list has its thirteen purposes; those that need a case name an agency of the register', () => {
  const purposes = purposesOf(json('purposes.json'));
  const agencies = (json('agencies.json') as ReadonlyArray<{ name: string }>).map(({ name }) => name);
  expect(purposes.size).toBe(13);
  const owned = [...purposes.values()].filter(({ caseOwner }) => caseOwner !== undefined);
  expect(owned.map(({ name }) => name)).toEqual(['CRIME_INVESTIGATION', 'SERIOUS_CRIME_TERROR']);
  for (const { caseOwner } of owned) expect(agencies).toContain(caseOwner);
});

test.each([
  ['no list', { AUDIT: true }, 'must be a list'],
  ['a text', ['AUDIT'], 'entry 1: must be an object'],
  ['a name in small letters', [{ ...GOOD, name: 'audit' }], 'entry 1: "name"'],
  ['no title', [{ ...GOOD, title: '' }], 'entry 1: "title"'],
  ['needsCase that is no boolean', [GOOD, { ...GOOD, needsCase: 'no' }], 'entry 2: "needsCase"'],
  ['a case nobody keeps', [{ ...GOOD, needsCase: true }], 'entry 1: "caseOwner"'],
  ['a keeper of no case', [{ ...GOOD, caseOwner: 'x' }], 'entry 1: "caseOwner"'],
  ['one name twice', [GOOD, GOOD], 'entry 2: the name is taken'],
])('a closed list that is %s is refused, and where is said', (_, list, problem) => {
  expect(() => purposesOf(list)).toThrow(problem);
});
