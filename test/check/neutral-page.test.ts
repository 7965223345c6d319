import { placesOf, problemsOf } from '../support/check.ts';

const places = (denial: string) =>
  placesOf(
    problemsOf({
      watch: {
        sdl: `type Query @classified(as: PUBLIC) { alerts: AlertConnection all: [Alert!] }
type AlertConnection @classified(as: PUBLIC) {
  edges: [AlertEdge!]
}
type AlertEdge @classified(as: PUBLIC) { node: Alert }
type Alert @classified(as: LAW_ENFORCEMENT, denial: ${denial}) @record(attributes: "isCovert") { id: ID isCovert: Boolean }`,
      },
    }),
    'neutral-page',
  );

test('records whose denial must read as if there were none are not paged; others may be', () => {
  expect(places('NEUTRAL')).toEqual(['watch.graphql:4']);
  expect(places('OPEN')).toEqual([]);
});
