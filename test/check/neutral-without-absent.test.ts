import { placesOf, problemsOf } from '../support/check.ts';

const graph = (label: string, type = 'Band') => ({
  port: {
    sdl: `enum Band { NONE HIT }
type Query @classified(as: PUBLIC) { ship: Ship }
type Ship @classified(as: OFFICIAL) { name: String band: ${type} @classified(as: OFFICIAL, ${label}) }`,
  },
});

test('a neutral enum or number says what it reads when denied, in a value of its type', () => {
  const places = (label: string, type?: string) => placesOf(problemsOf(graph(label, type)), 'neutral-without-absent');
  expect(places('denial: NEUTRAL')).toEqual(['port.graphql:4']);
  expect(places('denial: NEUTRAL, absent: "MAYBE"')).toEqual(['port.graphql:4']);
  expect(places('denial: NEUTRAL', 'Int')).toEqual(['port.graphql:4']);
  expect(places('denial: NEUTRAL, absent: "NONE"')).toEqual([]);
  expect(places('denial: NEUTRAL, absent: "0"', 'Int')).toEqual([]);
  expect(places('denial: NEUTRAL', 'String')).toEqual([]);
});
