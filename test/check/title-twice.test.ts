import { placesOf, problemsOf, readable } from '../support/check.ts';

const GOOD = `type Query @classified(as: PUBLIC) { ship: Ship }
type Ship @key(fields: "id") @classified(as: OFFICIAL) { id: ID name: String }`;

test('two rules of one title are told: a person could not tell them apart', () => {
  const policies = readable('port').replaceAll(/Rule \d of/g, 'A rule of');
  expect(placesOf(problemsOf({ port: { sdl: GOOD, policies } }), 'title-twice')).toEqual([
    'port.cedar:2',
    'port.cedar:3',
  ]);
});

test('rules with titles of their own are not', () => {
  expect(placesOf(problemsOf({ port: { sdl: GOOD } }), 'title-twice')).toEqual([]);
});
