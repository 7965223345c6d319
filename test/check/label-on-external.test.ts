import { placesOf, problemsOf } from '../support/check.ts';

test('a label on another agency’s field is told', () => {
  const port = {
    sdl: `type Query @classified(as: PUBLIC) { ship: Ship }
type Ship @key(fields: "id") @classified(as: OFFICIAL) { id: ID name: String }`,
  };
  const watch = {
    sdl: `type Ship @key(fields: "id") @classified(as: OFFICIAL) {
  id: ID
  name: String @external @classified(as: PUBLIC)
  made: String @requires(fields: "name") @derived(from: "name")
}`,
  };
  expect(placesOf(problemsOf({ port, watch }), 'label-on-external')).toEqual(['watch.graphql:4']);
});
