import { placesOf, problemsOf, readable } from '../support/check.ts';
import { policy } from '../support/policies.ts';

const GOOD = `type Query @classified(as: PUBLIC) { ship: Ship }
type Ship @key(fields: "id") @classified(as: OFFICIAL) { id: ID name: String }`;

test('a rule of more than eight lines is told', () => {
  const long = policy('long', 'principal in Role::"reader", action, resource', `true\n${'  && true\n'.repeat(9)}`);
  expect(
    placesOf(problemsOf({ port: { sdl: GOOD, policies: `${readable('port')}\n${long}` } }), 'policy-too-long'),
  ).toEqual(['port.cedar:4']);
  expect(placesOf(problemsOf({ port: { sdl: GOOD } }), 'policy-too-long')).toEqual([]);
});
