import { placesOf, problemsOf } from '../support/check.ts';

const graph = (argument: string) => ({
  port: {
    sdl: `type Query @classified(as: PUBLIC) { ship(${argument}): Ship }
type Ship @key(fields: "code") @classified(as: COMMERCIAL) { code: ID owner: String }`,
  },
});

test('an argument that finds records by a protected field says which it reads', () => {
  const places = (argument: string) => placesOf(problemsOf(graph(argument)), 'argument-without-reads');
  expect(places('code: ID')).toEqual(['port.graphql:2']);
  expect(places('owner: String')).toEqual(['port.graphql:2']);
  expect(places('code: ID @reads(field: "Ship.code", how: MATCH)')).toEqual([]);
  expect(places('first: Int, after: String')).toEqual([]);
});
