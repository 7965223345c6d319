import { placesOf, problemsOf } from '../support/check.ts';

test('a protected field that cannot be null is told, a published one is not', () => {
  const sdl = `type Query @classified(as: PUBLIC) { ship: Ship }
type Ship @classified(as: PUBLIC) {
  id: ID!
  owner: String! @classified(as: COMMERCIAL)
}`;
  expect(placesOf(problemsOf({ port: { sdl } }), 'protected-non-null')).toEqual(['port.graphql:5']);
});
