import { placesOf, problemsOf } from '../support/check.ts';

test('a field without a label, its own or its type’s, is told with its place', () => {
  const sdl = `type Query @classified(as: PUBLIC) { ship: Ship }
type Ship {
  id: ID @classified(as: PUBLIC)
  name: String
}`;
  const problems = problemsOf({ port: { sdl } });
  expect(placesOf(problems, 'field-without-label')).toEqual(['port.graphql:5']);
  expect(problems[0]).toMatchObject({ severity: 'error' });
  expect(problems[0]?.mend).toMatch(/@classified/);
});
