import { placesOf, problemsOf } from '../support/check.ts';

test('what does not compose is told with its place', () => {
  const port = {
    sdl: `type Query @classified(as: PUBLIC) { ship: Ship }
type Ship @classified(as: OFFICIAL) { name: String }`,
  };
  const watch = { sdl: 'type Ship @classified(as: OFFICIAL) { name: Int }' };
  const problems = problemsOf({ port, watch });
  expect(placesOf(problems, 'composition-problems').length).toBeGreaterThan(0);
  expect(problems.every(({ severity }) => severity === 'error')).toBe(true);
});
