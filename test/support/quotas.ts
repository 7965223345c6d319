import pg from 'pg';
import { agreementWith, approved, partner } from './agreements.ts';
import { policiesOf, policy } from './policies.ts';
import { type Ruled, type RuledAnswer, type RuledParts, startRuled } from './ruled.ts';

export const SHIPS = [
  { id: '1', name: 'Anna', flags: ['KE', 'UG'], holder: 'Otieno' },
  { id: '2', name: 'Bella', flags: ['UG'], holder: 'Otieno' },
  { id: '3', name: 'Clara', flags: ['KE'], holder: 'Otieno' },
];

const TYPES = `type Query @classified(as: OFFICIAL) {
    ship(id: ID @reads(field: "Ship.id", how: MATCH)): Ship
    some(ids: [ID!] @reads(field: "Ship.id", how: MATCH)): [Ship!]
    found(by: Filter): [Ship!]
    ships(first: Int, from: String @reads(field: "Ship.port")): [Ship!]
    visits: [Visit!]
  }
  input Filter { id: [ID!] @reads(field: "Ship.id", how: MATCH) port: String @reads(field: "Ship.port") first: Int not: Filter }
  type Ship @key(fields: "id") @classified(as: OFFICIAL) @record(attributes: "flags", subject: "id") { id: ID name: String flags: [String!] port: String @classified(as: PUBLIC) }
  type Visit @classified(as: OFFICIAL) @record(attributes: "flags", subject: "holder") { name: String holder: String flags: [String!] }`;

const UNDER =
  'context has agreement && ["ports", "lakes"].contains(context.agreement) && ["RISK_ASSESSMENT", "BORDER_CHECK"].contains(context.purpose)';
const CONCERNED = 'context.record has flags && context.record.flags.contains(principal.country)';
const QUERIES = ['ship', 'some', 'found', 'ships', 'visits'];
const POLICIES = policiesOf(
  'port',
  policy('officers', 'principal in Role::"officer", action, resource', 'context.purpose == "RISK_ASSESSMENT"'),
  policy('published', 'principal, action, resource in Category::"PUBLIC"'),
  policy(
    'ships',
    'principal in Role::"partner", action == Action::"disclose", resource',
    `${UNDER} && resource in [Field::"Ship.id", Field::"Ship.name", Field::"Visit.name"] && ${CONCERNED}`,
  ),
  policy(
    'rest',
    'principal in Role::"partner", action == Action::"disclose", resource',
    `${UNDER} && resource in [${QUERIES.map((each) => `Field::"Query.${each}"`).join(', ')}]`,
  ),
  policy('asked', 'principal in Role::"partner", action == Action::"use", resource == Field::"Ship.id"', UNDER),
);

/** Operations that are approved in the tests, by what they do. */
export const OPERATIONS = {
  ship: 'query ($id: ID) { ship(id: $id) { id name } }',
  three: 'query ($id: ID) { a: ship(id: $id) { name } b: ship(id: "8") { name } c: ship(id: "9") { name } }',
  some: 'query ($ids: [ID!]) { some(ids: $ids) { id } }',
  found: 'query ($by: Filter) { found(by: $by) { id } }',
  from: '{ ships(first: 10, from: "Kisumu") { id } }',
  all: '{ ships(first: 10) { id name } }',
  twice: '{ ships(first: 10) { id } more: ships(first: 10) { id name } }',
  named: '{ ships(first: 10) { name } more: ships(first: 10) { name } }',
  visits: '{ visits { name } }',
  port: '{ ships(first: 10) { __typename } }',
} as const;

export type Operation = keyof typeof OPERATIONS;

const COVERED = {
  fields: { Query: QUERIES, Ship: ['id', 'name', 'port'], Visit: ['name'] },
  queryKeys: {
    'Query.ship': ['id'],
    'Query.some': ['ids'],
    'Query.found': ['by'],
    'Query.ships': ['first', 'from'],
  },
  purposes: ['RISK_ASSESSMENT', 'BORDER_CHECK'],
  clients: ['partner-ke', 'other-ke'].map((client) => ({
    client,
    country: 'KE',
    keys: { thumbprints: ['a'.repeat(43)] },
  })),
};

export interface Quotas {
  readonly lookups?: number;
  readonly dataSubjects?: number;
  readonly requestsPerMinute?: number;
  /** A second quota, of a month. */
  readonly monthly?: { readonly lookups: number; readonly dataSubjects: number };
  readonly ships?: typeof SHIPS;
}

export interface MeteredGraph extends AsyncDisposable, Pick<Ruled, 'records' | 'faults' | 'calls' | 'url' | 'headers'> {
  /** As `partner-ke` unless said otherwise. */
  ask(operation: Operation, variables?: object, more?: Asking): Promise<RuledAnswer>;
  askAsOfficer(text: string): Promise<RuledAnswer>;
  /** How often the agency was asked. */
  readonly asked: number;
}

export interface Asking {
  readonly client?: string;
  readonly purpose?: string;
  readonly agreement?: string;
}

/** Where what partners ask is counted. */
export interface Counting extends RuledParts {
  readonly registryUrl?: string;
}

const MUCH = 1_000_000;

/** A port's graph, and partners with quotas before it. */
export async function startMetered(
  quotas: Quotas = {},
  { registryUrl, ...parts }: Counting = {},
): Promise<MeteredGraph> {
  const { ships = SHIPS, lookups = MUCH, dataSubjects = MUCH, requestsPerMinute = 6_000, monthly } = quotas;
  const agreements = ['ports', 'lakes'].map((id) => {
    const written = COVERED.purposes.flatMap((purpose) => [
      { purpose, period: 'PT1H', lookups, dataSubjects },
      ...(monthly ? [{ purpose, period: 'P30D', ...monthly }] : []),
    ]);
    const documents = Object.values(OPERATIONS).map((text) => {
      return approved(text, { purposes: new Set(COVERED.purposes) });
    });
    return { agreement: agreementWith({ ...COVERED, id, requestsPerMinute, quotas: written }), documents };
  });
  const one = (id: string | undefined) => ships.find((ship) => ship.id === id) ?? null;
  const resolvers = {
    Query: {
      ship: (_: unknown, { id }: { id?: string }) => one(id),
      some: (_: unknown, { ids = [] }: { ids?: string[] }) => ids.flatMap((id) => one(id) ?? []),
      found: () => [],
      ships: () => ships,
      visits: () => ships,
    },
  };
  const graph = await startRuled(
    [{ name: 'port', types: TYPES, resolvers, policies: POLICIES }],
    undefined,
    agreements,
    registryUrl,
    parts,
  );
  return {
    ...{ records: graph.records, faults: graph.faults, calls: graph.calls, url: graph.url, headers: graph.headers },
    ask(operation, variables = {}, { client = 'partner-ke', purpose = 'RISK_ASSESSMENT', agreement = 'ports' } = {}) {
      const headers = { 'hub-agreement': agreement };
      const { id: documentId } = approved(OPERATIONS[operation]);
      return graph.ask(partner(client, 'KE'), { documentId }, { variables, purpose, headers });
    },
    askAsOfficer: (text) => graph.ask({ roles: ['officer'] }, text),
    get asked() {
      return graph.calls['port']?.length ?? 0;
    },
    [Symbol.asyncDispose]: () => graph[Symbol.asyncDispose](),
  };
}

/** What an answer says of quotas: lookups left, subjects left, code. */
export function told({ headers, errors }: RuledAnswer): readonly [string | undefined, string | undefined, string] {
  return [headers['hub-quota-lookups-left'], headers['hub-quota-subjects-left'], errors.join()];
}

/** What a registry has counted: counter → used. */
export async function countedIn(databaseUrl: string): Promise<Readonly<Record<string, number>>> {
  const rows = await inRegistry(
    databaseUrl,
    'select counter, used::int as used from hub_registry.quota order by counter',
  );
  return Object.fromEntries(rows.map(({ counter, used }) => [String(counter), Number(used)]));
}

export async function inRegistry(
  databaseUrl: string,
  statement: string,
): Promise<ReadonlyArray<Record<string, unknown>>> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}
