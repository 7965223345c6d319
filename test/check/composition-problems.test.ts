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

test('what the gateway would refuse when it reads the graph is told as well', () => {
  for (const argument of ['@reads(field: "Ship.nobody")', '@reads(field: "nothing")']) {
    const sdl = `type Query @classified(as: PUBLIC) { ship(name: String ${argument}): Ship }
type Ship @classified(as: OFFICIAL) { name: String }`;
    expect(placesOf(problemsOf({ port: { sdl } }), 'composition-problems')).toHaveLength(1);
  }
});
