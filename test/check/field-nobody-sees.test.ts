import { placesOf, problemsOf } from '../support/check.ts';
import { policy } from '../support/policies.ts';

const GOOD = `type Query @classified(as: PUBLIC) { ship: Ship }
type Ship @key(fields: "id") @classified(as: OFFICIAL) { id: ID name: String }`;

test('a protected field that no rule shows to anybody is a warning', () => {
  const policies = policy('published', 'principal, action, resource in Category::"PUBLIC"');
  const found = problemsOf({ port: { sdl: GOOD, policies } }).filter(({ rule }) => rule === 'field-nobody-sees');
  expect(found.map(({ what }) => what.split(' ')[0])).toEqual(['Ship.id', 'Ship.name']);
  expect(found.every(({ severity }) => severity === 'warning')).toBe(true);
  expect(placesOf(problemsOf({ port: { sdl: GOOD } }), 'field-nobody-sees')).toEqual([]);
});
