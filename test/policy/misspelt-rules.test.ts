import { policiesOf, policy } from '../support/policies.ts';
import { startRuled } from '../support/ruled.ts';

const FOR_RISK = 'context.purpose == "RISK_ASSESSMENT"';
const READ = policy(
  'read',
  'principal in Role::"reader", action in [Action::"disclose", Action::"join"], resource',
  FOR_RISK,
);
const forbidding = (scope: string) => policy('kept', scope, 'true', 'forbid');

/** A port and a watch that both know ships; the port says more of what it keeps. */
function start(ofPort: string) {
  return startRuled([
    {
      name: 'port',
      types: `type Query @classified(as: OFFICIAL) { ship: Ship }
        type Ship @key(fields: "id") @classified(as: OFFICIAL) { id: ID owner: String tax: String @policy(policies: [["tax"]]) }`,
      resolvers: { Query: { ship: () => ({ id: 'S', owner: 'O', tax: 'T' }) } },
      policies: policiesOf('port', READ, ofPort),
    },
    {
      name: 'watch',
      types: 'type Ship @key(fields: "id") @classified(as: OFFICIAL) { id: ID alert: String }',
      resolvers: { Ship: { __resolveReference: (key: object) => ({ ...key, alert: 'A' }) } },
      policies: policiesOf('watch', READ),
    },
  ]);
}

test.each([
  ['a field that is misspelt', 'principal, action, resource == Field::"Ship.ownr"', 'Ship.ownr" does not exist'],
  ['a field of another agency', 'principal, action, resource == Field::"Ship.alert"', 'Ship.alert" is not decided by'],
  ['a country by its name', 'principal in Country::"Uganda", action, resource', 'Uganda" is no country'],
])('a rule that forbids %s forbids nothing: a graph with it is not served', async (_what, scope, told) => {
  await expect(start(forbidding(scope))).rejects.toThrow(told);
});

test.each([
  ['principal, action, resource == Field::"Ship.owner"', { id: 'S', owner: null, alert: 'A', tax: null }],
  ['principal, action == Action::"satisfy", resource == Field::"tax"', { id: 'S', owner: 'O', alert: 'A', tax: null }],
  ['principal in Country::"KE", action, resource', { id: 'S', owner: 'O', alert: 'A', tax: null }],
])('a rule that names what there is holds (%s)', async (scope, ship) => {
  await using graph = await start(forbidding(scope));
  expect((await graph.ask({ roles: ['reader'], country: 'UG' }, '{ ship { id owner alert tax } }')).data).toEqual({
    ship,
  });
});
