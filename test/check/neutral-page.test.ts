import { placesOf, problemsOf } from '../support/check.ts';

const places = (denial: string, more = '', others = {}, edge = 'AlertEdge') =>
  placesOf(
    problemsOf({
      ...others,
      watch: {
        sdl: `type Query @classified(as: PUBLIC) { alerts: AlertConnection all: [Alert!] }
type AlertConnection @classified(as: PUBLIC) {
  edges: [${edge}!]
}
type ${edge} @classified(as: PUBLIC) { node: Alert }
type Alert @classified(as: LAW_ENFORCEMENT, denial: ${denial}) @record(attributes: "isCovert"${more}) { id: ID isCovert: Boolean }`,
      },
    }),
    'neutral-page',
  );

test('records whose denial must read as if there were none are not paged; others may be', () => {
  expect(places('NEUTRAL')).toEqual(['watch.graphql:4']);
  expect(places('OPEN')).toEqual([]);
  expect(places('NEUTRAL', '', {}, 'AlertPlace')).toEqual(['watch.graphql:4']);
});

test('they may be paged by the agency that leaves out by itself what is not there for the caller', () => {
  expect(places('NEUTRAL', ', restricted: true')).toEqual([]);
  expect(places('NEUTRAL', ', restricted: false')).toEqual(['watch.graphql:4']);
  // What another says as well is not held to what this agency is told.
  const sdl = 'type Alert @classified(as: LAW_ENFORCEMENT, denial: NEUTRAL) { isCovert: Boolean }';
  expect(places('NEUTRAL', ', restricted: true', { roads: { sdl } })).toEqual(['watch.graphql:4']);
});
