import { parse } from 'graphql';
import { compose } from '../../bin/compose/compose.ts';
import { DEFAULT_ENGINE } from '../../gateway/config.ts';
import type { ExchangeRecord } from '../../gateway/exchange.ts';
import { startHub } from '../../gateway/hub.ts';
import { loadSupergraph } from '../../gateway/supergraph/load.ts';
import { startServer } from '../support/federated.ts';
import { PURPOSES, ROLES } from '../support/graph.ts';
import { policiesByCategory } from '../support/policies.ts';
import { PROTECTION } from '../support/protection.ts';
import { testIssuer } from '../support/tokens.ts';

const HEAD = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@composeDirective"])
  @link(url: "https://cbm-hub.example/protection/v1.0", import: ["@classified", "@record", "@derived", "@reads", "@retained"])
  @composeDirective(name: "@classified") @composeDirective(name: "@record") @composeDirective(name: "@derived")
  @composeDirective(name: "@reads") @composeDirective(name: "@retained")`;

const TYPES = `
  type Query @classified(as: PUBLIC) { crafts: [Craft] found: [Found] }
  interface Craft { id: ID @classified(as: PUBLIC) owner: String @classified(as: PUBLIC) note: String @classified(as: PUBLIC) }
  type Ship implements Craft @classified(as: PUBLIC) { id: ID owner: String @classified(as: COMMERCIAL) note: String }
  type Truck implements Craft @classified(as: PUBLIC) { id: ID owner: String note: String @classified(as: PERSONAL) }
  union Found = Ship | Truck`;

const CRAFTS = [
  { __typename: 'Ship', id: '1', owner: 'S-OWNER', note: 'S-NOTE' },
  { __typename: 'Truck', id: '2', owner: 'T-OWNER', note: 'T-NOTE' },
];

async function startCrafts() {
  const typeDefs = `${HEAD}\n${PROTECTION}\n${TYPES}`;
  const resolvers = { Query: { crafts: () => CRAFTS, found: () => CRAFTS } };
  const server = await startServer({ name: 'port', typeDefs, resolvers, federation: 1 }, []);
  const composed = compose([{ name: 'port', url: server.url, document: parse(typeDefs) }]);
  if (composed.kind === 'refused') throw new Error(composed.problems.join('\n'));
  const identity = await testIssuer();
  const records: ExchangeRecord[] = [];
  const hub = await startHub(
    {
      supergraph: { kind: 'text', sdl: composed.supergraph },
      subgraphs: new Map(),
      access: {
        kind: 'protected',
        issuers: [identity.issuer],
        roles: new Map(Object.keys(ROLES).map((role) => [role, []])),
        isAnonymousServed: false,
        policies: policiesByCategory(ROLES, ['port']),
        purposes: PURPOSES,
      },
      engine: DEFAULT_ENGINE,
      operations: [],
      host: '127.0.0.1',
      port: 0,
      isGraphiqlServed: false,
    },
    { ledger: { append: async (record) => void records.push(record), act: async () => {} } },
  );
  return {
    supergraph: composed.supergraph,
    records,
    async ask(role: string, query: string) {
      const authorization = `Bearer ${await identity.token({ roles: [role] })}`;
      const headers = { authorization, 'hub-purpose': 'RISK_ASSESSMENT', 'content-type': 'application/json' };
      const response = await fetch(hub.url, { method: 'POST', headers, body: JSON.stringify({ query }) });
      const { data, errors = [], extensions } = JSON.parse(await response.text());
      const codes = errors.map((error: { extensions: { code: string }; path?: string[] }) =>
        [error.extensions.code, ...(error.path ?? [])].join(' '),
      );
      return { data, codes, sources: extensions?.sources };
    },
    async [Symbol.asyncDispose]() {
      await hub[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

test('a field is withheld by its interface where any type that may stand there withholds it', async () => {
  await using crafts = await startCrafts();
  const answer = await crafts.ask('reader', '{ crafts { id owner } found { ... on Craft { owner } } }');
  expect(answer.data).toEqual({
    crafts: [
      { id: '1', owner: null },
      { id: '2', owner: null },
    ],
    found: null,
  });
  expect(answer.codes).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE crafts owner', 'UNAUTHORIZED_FIELD_OR_TYPE found owner']);
  expect((await crafts.ask('broker', '{ crafts { owner } }')).data).toEqual({
    crafts: [{ owner: 'S-OWNER' }, { owner: 'T-OWNER' }],
  });
});

test('a fragment on a type is released by the type alone, and a withheld one is null for its records only', async () => {
  await using crafts = await startCrafts();
  const answer = await crafts.ask('reader', '{ crafts { id ... on Ship { owner } ... on Truck { owner } } }');
  expect(answer.data).toEqual({
    crafts: [
      { id: '1', owner: null },
      { id: '2', owner: 'T-OWNER' },
    ],
  });
  expect(answer.sources).toEqual({ port: 'OK' });
  const alone = await crafts.ask('reader', '{ crafts { id ... on Ship { owner } } }');
  expect(alone).toMatchObject({
    data: { crafts: [{ id: '1', owner: null }, { id: '2' }] },
    codes: ['UNAUTHORIZED_FIELD_OR_TYPE crafts owner'],
    sources: { port: 'OK' },
  });
});

test('every withheld coordinate is recorded, also where two stand under one key', async () => {
  await using crafts = await startCrafts();
  await crafts.ask('reader', '{ crafts { id ... on Ship { x: owner } ... on Truck { x: note } } }');
  expect([...(crafts.records.at(-1)?.withheld ?? [])].sort()).toEqual(['Ship.owner', 'Truck.note']);
});

test.each([
  ['input Filter { owner: String @reads(field: "Ship.nobody") }', 'Filter.owner reads Ship.nobody, which is no field'],
  ['enum Order { OWNER @reads(field: "Nobody.owner") }', 'Order.OWNER reads Nobody.owner, which is no field'],
  ['enum Order { OWNER @reads(field: "owner") }', '@reads on Order.OWNER must name a field: "Type.field"'],
])('a supergraph in which %s is not served, and the place is named', async (added, told) => {
  await using crafts = await startCrafts();
  expect(() => loadSupergraph(`${crafts.supergraph}\n${added}`)).toThrow(told);
});
