import { placesOf, problemsOf, readable } from '../support/check.ts';

const GOOD = `type Query @classified(as: PUBLIC) { ship: Ship }
type Ship @key(fields: "id") @classified(as: OFFICIAL) { id: ID name: String }`;

test('two rules of one title are told: a person could not tell them apart', () => {
  // All rules of these tests have the same title.
  expect(placesOf(problemsOf({ port: { sdl: GOOD } }), 'title-twice').length).toBeGreaterThan(0);
});

test('rules with titles of their own are not', () => {
  const policies = readable('port')
    .split('A rule of the tests.')
    .reduce((text, part, at) => `${text}Rule number ${at} of the tests.${part}`);
  expect(placesOf(problemsOf({ port: { sdl: GOOD, policies } }), 'title-twice')).toEqual([]);
});
