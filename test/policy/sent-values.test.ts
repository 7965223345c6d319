import { policiesOf, policy } from '../support/policies.ts';
import { type Ruled, startRuled } from '../support/ruled.ts';

const FOR_RISK = 'context.purpose == "RISK_ASSESSMENT"';
const READER = { roles: ['reader'] };
const PUBLISHED = policy(
  'published',
  'principal, action in [Action::"disclose", Action::"use"], resource in Category::"PUBLIC"',
);
const SHOWN = policy(
  'shown',
  'principal in Role::"reader", action == Action::"disclose", resource in Category::"COMMERCIAL"',
  FOR_RISK,
);
const REDUCED = policy(
  'reduced',
  'principal in Role::"reader", action == Action::"discloseMasked", resource in Category::"PERSONAL"',
  FOR_RISK,
);
const sent = (action: 'join' | 'derive', field: string, to: string) =>
  policy(
    `${action}-${field.toLowerCase().replace('.', '-')}-${to}`,
    `principal, action == Action::"${action}", resource == Field::"${field}"`,
    `context has to && context.to == "${to}"`,
  );

/** The port has ships; the watch knows alerts by their id, the registry flags by their code; the watch rates owners. */
function start(...ofPort: readonly string[]): Promise<Ruled> {
  return startRuled([
    {
      name: 'port',
      types: `type Query @classified(as: PUBLIC) { ship: Ship }
        type Ship @key(fields: "id") @key(fields: "code") @classified(as: PUBLIC) {
          id: ID @classified(as: COMMERCIAL) code: ID @classified(as: PERSONAL, mask: LAST4)
          owner: String @classified(as: COMMERCIAL) }`,
      resolvers: { Query: { ship: () => ({ id: 'SHIP-1', code: 'CODE-1', owner: 'OWNER-1' }) } },
      policies: policiesOf('port', PUBLISHED, SHOWN, REDUCED, ...ofPort),
    },
    {
      name: 'watch',
      types: `type Ship @key(fields: "id") @classified(as: PUBLIC) {
        id: ID @classified(as: COMMERCIAL) owner: String @external
        alert: String rating: String @requires(fields: "owner") @derived(from: "owner") }`,
      resolvers: { Ship: { __resolveReference: (key: object) => ({ ...key, alert: 'none', rating: 'good' }) } },
      policies: policiesOf('watch', PUBLISHED, SHOWN, sent('join', 'Ship.id', 'watch')),
    },
    {
      name: 'registry',
      types: `type Ship @key(fields: "code") @classified(as: PUBLIC) {
        code: ID @classified(as: PERSONAL, mask: LAST4) flag: String }`,
      resolvers: { Ship: { __resolveReference: (key: object) => ({ ...key, flag: 'UG' }) } },
      policies: policiesOf('registry', PUBLISHED, REDUCED, sent('join', 'Ship.code', 'registry')),
    },
  ]);
}

test('a key goes to another agency by its owner’s permit', async () => {
  await using graph = await start(sent('join', 'Ship.id', 'watch'));
  expect((await graph.ask(READER, '{ ship { alert } }')).data).toEqual({ ship: { alert: 'none' } });
  expect((await graph.ask(READER, '{ ship { id alert } }')).data).toEqual({ ship: { id: 'SHIP-1', alert: 'none' } });
});

test.each([
  ['that nobody asks for', '{ ship { alert } }'],
  ['that the caller is shown', '{ ship { id alert } }'],
  ['that the caller is shown by another name', '{ ship { alert: id flag: alert } }'],
])('a key %s stays where it is without that permit', async (_what, query) => {
  await using graph = await start(sent('join', 'Ship.id', 'registry'));
  const { text, errors } = await graph.ask(READER, query);
  expect(errors).toEqual(['PLAN_NOT_PERMITTED']);
  expect(text).not.toContain('SHIP-1');
  expect(graph.calls['watch']).toEqual([]);
  expect(String(graph.faults[0])).toContain('join Ship.id to watch');
});

test('a key that the caller is shown in part only is not sent whole by that', async () => {
  await using graph = await start(sent('join', 'Ship.code', 'watch'));
  expect((await graph.ask(READER, '{ ship { code flag } }')).errors).toEqual(['PLAN_NOT_PERMITTED']);
  expect(graph.calls['registry']).toEqual([]);
  await using other = await start(sent('join', 'Ship.code', 'registry'));
  expect((await other.ask(READER, '{ ship { code flag } }')).data).toEqual({ ship: { code: '…DE-1', flag: 'UG' } });
});

test('an input goes to who derives from it by its owner’s permit, though the caller is shown it', async () => {
  await using graph = await start(sent('join', 'Ship.id', 'watch'));
  expect(await graph.ask(READER, '{ ship { owner rating } }')).toMatchObject({
    data: { ship: { owner: 'OWNER-1', rating: null } },
    errors: ['UNAUTHORIZED_FIELD_OR_TYPE ship.rating SCOPE'],
  });
  expect(JSON.stringify(graph.calls['watch'])).not.toContain('OWNER-1');
  await using other = await start(sent('join', 'Ship.id', 'watch'), sent('derive', 'Ship.owner', 'watch'));
  expect((await other.ask(READER, '{ ship { owner rating } }')).data).toEqual({
    ship: { owner: 'OWNER-1', rating: 'good' },
  });
});

/** The watch knows whatever is a craft by the interface alone: the port's ships are sent to it under another type's name. */
function startCrafts(...ofPort: readonly string[]): Promise<Ruled> {
  const agreed = policy('agreed', 'principal, action in [Action::"join", Action::"derive"], resource');
  return startRuled([
    {
      name: 'port',
      types: `type Query @classified(as: PUBLIC) { crafts: [Craft!] ship: Ship }
        interface Craft @key(fields: "id") { id: ID! }
        type Ship implements Craft @key(fields: "id") @classified(as: PUBLIC) { id: ID! @classified(as: COMMERCIAL) }`,
      resolvers: {
        Query: { crafts: () => [{ __typename: 'Ship', id: 'SHIP-1' }], ship: () => ({ id: 'SHIP-1' }) },
        Craft: { __resolveType: () => 'Ship' },
      },
      policies: policiesOf('port', PUBLISHED, SHOWN, ...ofPort),
    },
    {
      name: 'watch',
      types: `type Craft @key(fields: "id") @interfaceObject @classified(as: PUBLIC) {
        id: ID! @classified(as: COMMERCIAL) alert: String }`,
      resolvers: { Craft: { __resolveReference: (key: object) => ({ ...key, alert: 'none' }) } },
      policies: policiesOf('watch', PUBLISHED, SHOWN, agreed),
    },
  ]);
}

const BY_INTERFACE = ['{ crafts { alert } }', '{ ship { alert } }', '{ crafts { ... on Ship { alert } } }'];

test.each(BY_INTERFACE)(
  'a key goes to who knows its type by an interface as a key, by no other permit (%s)',
  async (query) => {
    await using graph = await startCrafts(sent('derive', 'Ship.id', 'watch'), sent('derive', 'Craft.id', 'watch'));
    const { errors } = await graph.ask(READER, query);
    expect(errors).toEqual(['PLAN_NOT_PERMITTED']);
    expect(graph.calls['watch']).toEqual([]);
    await using other = await startCrafts(sent('join', 'Ship.id', 'watch'), sent('join', 'Craft.id', 'watch'));
    expect((await other.ask(READER, query)).text).toContain('none');
  },
);
