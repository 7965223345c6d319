import { policiesOf, policy } from '../support/policies.ts';
import { type RuledAgency, startRuled } from '../support/ruled.ts';

const READER = { roles: ['reader'] };
const ALL = 'action in [Action::"disclose", Action::"use", Action::"join", Action::"derive"]';
const PERMITTED = [
  policy('published', `principal, action, resource in Category::"PUBLIC"`),
  policy('shown', `principal in Role::"reader", ${ALL}, resource`, 'context.purpose == "RISK_ASSESSMENT"'),
];
const forbidden = (action: string, field: string) =>
  policy('kept', `principal, ${action}, resource == Field::"${field}"`, 'true', 'forbid');

/** Ships and trucks of the port; the watch adds alerts to whatever is a craft. */
function agencies(ofPort: readonly string[], ofWatch: readonly string[]): readonly RuledAgency[] {
  return [
    {
      name: 'port',
      types: `type Query @classified(as: PUBLIC) {
          crafts(owner: String @reads(field: "Craft.owner")): [Craft!] ship: Ship }
        interface Craft @key(fields: "id") { id: ID! owner: String dues(above: Int @reads(field: "Ship.debt")): Int }
        type Ship implements Craft @key(fields: "id") @classified(as: OFFICIAL) {
          id: ID! @classified(as: PUBLIC) owner: String debt: Int dues(above: Int @reads(field: "Ship.owner")): Int }
        type Truck implements Craft @key(fields: "id") @classified(as: OFFICIAL) {
          id: ID! @classified(as: PUBLIC) owner: String dues(above: Int @reads(field: "Truck.owner")): Int }`,
      resolvers: {
        Query: {
          crafts: () => [{ __typename: 'Ship', id: 's', owner: 'S', dues: 1 }],
          ship: () => ({ id: 's', owner: 'S', dues: 1 }),
        },
        Craft: { __resolveType: () => 'Ship' },
      },
      policies: policiesOf('port', ...PERMITTED, ...ofPort),
    },
    {
      name: 'watch',
      types: `type Craft @key(fields: "id") @interfaceObject @classified(as: OFFICIAL) {
        id: ID! @classified(as: PUBLIC) owner: String @external alert: String
        rating: String @requires(fields: "owner") @derived(from: "owner") }`,
      resolvers: { Craft: { __resolveReference: (key: object) => ({ ...key, alert: 'none', rating: 'good' }) } },
      policies: policiesOf('watch', ...PERMITTED, ...ofWatch),
    },
  ];
}

const ADDED = '{ crafts { id alert ... on Ship { ofShip: alert } } ship { alert } }';

test('a field that an agency adds to an interface is released in every type that is one', async () => {
  await using graph = await startRuled(agencies([], []));
  expect((await graph.ask(READER, ADDED)).data).toEqual({
    crafts: [{ id: 's', alert: 'none', ofShip: 'none' }],
    ship: { alert: 'none' },
  });
});

test.each(['Craft.alert', 'Ship.alert'])('what its agency forbids of it holds by whatever way (%s)', async (field) => {
  await using graph = await startRuled(agencies([], [forbidden('action', field)]));
  const { data, text } = await graph.ask(READER, ADDED);
  expect(data).toEqual({ crafts: [{ id: 's', alert: null, ofShip: null }], ship: null });
  expect(text).not.toContain('none');
  expect(graph.calls['watch']).toEqual([]);
});

test('an argument that reads an interface’s field reads it of every type that is one', async () => {
  await using graph = await startRuled(agencies([forbidden('action == Action::"use"', 'Truck.owner')], []));
  expect((await graph.ask(READER, '{ crafts(owner: "S") { id } }')).data).toEqual({ crafts: null });
  expect((await graph.ask(READER, '{ crafts { id } }')).data).toEqual({ crafts: [{ id: 's' }] });
});

test('an argument of a type’s field reads what it reads at the interface as well', async () => {
  await using graph = await startRuled(agencies([forbidden('action == Action::"use"', 'Ship.debt')], []));
  expect((await graph.ask(READER, '{ ship { dues(above: 1) } }')).data).toEqual({ ship: null });
  expect((await graph.ask(READER, '{ ship { dues } }')).data).toEqual({ ship: { dues: 1 } });
});

test('an input of an interface goes to who derives from it where every type’s may', async () => {
  await using graph = await startRuled(agencies([forbidden('action == Action::"derive"', 'Truck.owner')], []));
  expect((await graph.ask(READER, '{ crafts { id rating } }')).data).toEqual({ crafts: [{ id: 's', rating: null }] });
  expect(JSON.stringify(graph.calls['watch'])).not.toContain('owner');
});
