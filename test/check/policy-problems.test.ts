import { placesOf, problemsOf } from '../support/check.ts';

const GOOD = `type Query @classified(as: PUBLIC) { ship: Ship }
type Ship @key(fields: "id") @classified(as: OFFICIAL) { id: ID name: String }`;

test('a rule that a gateway would refuse is told with file, line and what to write', () => {
  const problems = problemsOf({ port: { sdl: GOOD, policies: 'permit (principal, action, resource);' } });
  expect(placesOf(problems, 'policy-problems').length).toBeGreaterThan(0);
  expect(problems[0]).toMatchObject({ file: 'port.cedar', line: 1, severity: 'error' });
});
