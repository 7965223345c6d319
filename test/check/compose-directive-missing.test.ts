import { placesOf, problemsOf, UNLINKED } from '../support/check.ts';

const SDL = 'type Query @classified(as: PUBLIC) { ship: String }';

test('labels that would vanish when the graph is composed are told', () => {
  expect(
    placesOf(problemsOf({ port: { sdl: SDL, links: UNLINKED } }), 'compose-directive-missing').length,
  ).toBeGreaterThan(0);
  expect(placesOf(problemsOf({ port: { sdl: SDL } }), 'compose-directive-missing')).toEqual([]);
});
