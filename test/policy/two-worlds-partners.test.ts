import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery, parse, validate } from 'graphql';
import { OperationWriter } from '../engine/operation-writer.ts';
import { agreementWith, approved, partner } from '../support/agreements.ts';
import { policiesOf, policy } from '../support/policies.ts';
import { type Ruled, type RuledAgency, startRuled } from '../support/ruled.ts';
import { PAIRS } from './pairs.ts';

/** A ship as the port keeps it; none of its fields is NEUTRAL. */
interface Ship {
  readonly __typename: 'Ship';
  readonly imo: string;
  readonly flags: readonly string[] | null;
  readonly name: string;
}

interface World {
  ships: readonly Ship[];
}

const KE = partner('partner-ke', 'KE');
const UNDER = 'context has agreement && context.agreement == "ports" && context.purpose == "RISK_ASSESSMENT"';
const CONCERNED = `${UNDER} && context.record has flags && context.record.flags.contains(principal.country)`;
const SENT = policy('sent', 'principal, action in [Action::"join", Action::"derive"], resource');
const PUBLISHED = policy(
  'published',
  'principal, action in [Action::"disclose", Action::"use"], resource in Category::"PUBLIC"',
);

function port(world: World): RuledAgency {
  const ships = () => structuredClone([...world.ships]);
  const fleet = () => ({
    ships: ships(),
    flagship: ships().find(({ imo }) => imo === '1') ?? null,
    craft: [...ships(), { __typename: 'Boat', imo: 'b', crew: 2 }],
    any: [{ __typename: 'Boat', imo: 'c', crew: 3 }, ...ships()],
    paged: { edges: ships().map((node) => ({ node, cursor: node.imo })), totalCount: world.ships.length },
  });
  return {
    name: 'port',
    types: `type Query @classified(as: OFFICIAL) { fleet: Fleet ship(imo: ID = "1" @reads(field: "Ship.imo", how: MATCH)): Ship }
      type Fleet @classified(as: PUBLIC) { ships: [Ship!] flagship: Ship craft: [Craft!] any: [Any!] paged: ShipConnection }
      type ShipConnection @classified(as: PUBLIC) { edges: [ShipEdge!] totalCount: Int }
      type ShipEdge @classified(as: PUBLIC) { node: Ship cursor: String }
      interface Craft { imo: ID }
      union Any = Ship | Boat
      type Boat implements Craft @classified(as: PUBLIC) { imo: ID crew: Int }
      type Ship implements Craft @key(fields: "imo") @classified(as: OFFICIAL) @record(attributes: "flags") {
        imo: ID name: String flags: [String!] home: String @classified(as: PUBLIC) fleet: Fleet secret: String @classified(as: COMMERCIAL) }`,
    resolvers: {
      Query: {
        fleet: () => fleet(),
        ship: (_: unknown, { imo }: { imo: string }) => ships().find((ship) => ship.imo === imo) ?? null,
      },
      Ship: {
        home: () => 'Kisumu',
        fleet: () => fleet(),
        secret: () => 'gold',
        __resolveReference: ({ imo }: { imo: string }) => ships().find((ship) => ship.imo === imo) ?? null,
      },
    },
    policies: policiesOf(
      'port',
      PUBLISHED,
      SENT,
      policy(
        'roots',
        'principal in Role::"partner", action == Action::"disclose", resource',
        `${UNDER} && resource in [Field::"Query.fleet", Field::"Query.ship"]`,
      ),
      policy('used', 'principal in Role::"partner", action == Action::"use", resource == Field::"Ship.imo"', UNDER),
      policy(
        'ships',
        'principal in Role::"partner", action == Action::"disclose", resource in Category::"OFFICIAL"',
        CONCERNED,
      ),
    ),
  };
}

const yard: RuledAgency = {
  name: 'yard',
  types: `type Ship @key(fields: "imo") @classified(as: PUBLIC) { imo: ID @classified(as: OFFICIAL) repairs: [String!] dock: Dock }
    type Dock @classified(as: PUBLIC) { number: Int }`,
  resolvers: {
    Ship: {
      __resolveReference: ({ imo }: { imo: string }) => ({ imo, repairs: [`hull ${imo}`], dock: { number: 4 } }),
    },
  },
  policies: policiesOf(
    'yard',
    PUBLISHED,
    SENT,
    policy(
      'numbers',
      'principal in Role::"partner", action in [Action::"disclose", Action::"use"], resource in Category::"OFFICIAL"',
      UNDER,
    ),
  ),
};

const AGREEMENT = agreementWith({
  mostCost: 350_000,
  fields: {
    Query: ['fleet', 'ship'],
    Fleet: ['ships', 'flagship', 'craft', 'any', 'paged'],
    ShipConnection: ['edges', 'totalCount'],
    ShipEdge: ['node', 'cursor'],
    Craft: ['imo'],
    Boat: ['imo', 'crew'],
    Ship: ['imo', 'name', 'home', 'fleet', 'secret', 'repairs', 'dock'],
    Dock: ['number'],
  },
  queryKeys: { 'Query.ship': ['imo'] },
});

const start = (world: World, texts: readonly string[]) =>
  startRuled([port(world), yard], undefined, [
    { agreement: AGREEMENT, documents: [...new Set(texts)].map((text) => approved(text)) },
  ]);

/** Random operations that are valid over the partner's own graph. */
async function operations(): Promise<readonly string[]> {
  await using graph = await start({ ships: [] }, []);
  const introspected = await graph.ask(KE, getIntrospectionQuery());
  const schema = buildClientSchema(introspected.data as unknown as IntrospectionQuery);
  const found: string[] = [];
  for (let seed = 1; found.length < PAIRS / 4; seed += 1) {
    const query = new OperationWriter(schema, seed).operation();
    if (validate(schema, parse(query)).length === 0) found.push(query);
  }
  return found;
}

function shipsOf(seed: number): readonly Ship[] {
  const digits = (seed * 2_654_435_761) >>> 0;
  const flags = [['KE'], ['UG'], ['UG', 'KE'], [], null] as const;
  return Array.from({ length: digits % 4 }, (_, at) => ({
    ...({ __typename: 'Ship', imo: String(at + 1), name: `name ${at + 1}` } as const),
    flags: flags[(digits >>> (at * 4 + 3)) % flags.length] ?? null,
  }));
}

async function seen(graph: Ruled, text: string) {
  for (const calls of Object.values(graph.calls)) calls.length = 0;
  const { status, headers, text: bytes } = await graph.ask(KE, { documentId: approved(text).id });
  const calls = Object.entries(graph.calls).map(([agency, all]) => [
    agency,
    all.map(({ query, variables }) => JSON.stringify([query, variables])).sort(),
  ]);
  return { status, headers, bytes: bytes.replace(/"decisionId":"[^"]*"/, ''), calls };
}

const isItsBusiness = ({ flags }: Ship) => flags?.includes('KE') === true;

test('a partner is answered the same, byte for byte, where a record is none of its business and where it is not there', async () => {
  const texts = await operations();
  const now: World = { ships: [] };
  await using graph = await start(now, texts);
  let differing = 0;
  let released = 0;
  for (const [seed, text] of texts.entries()) {
    const all = shipsOf(seed + 1);
    now.ships = all;
    const denied = await seen(graph, text);
    now.ships = all.filter(isItsBusiness);
    const gone = await seen(graph, text);
    // Of the agency that keeps the records the keys of those that are denied are asked about by nobody else.
    expect({ text, all, ...denied, calls: denied.calls }).toEqual({ text, all, ...gone, calls: gone.calls });
    if (now.ships.length < all.length) differing += 1;
    if (denied.bytes.includes('name 1')) released += 1;
  }
  // Worlds that are the same prove nothing, and neither do answers without ships.
  expect(differing).toBeGreaterThan(texts.length / 4);
  expect(released).toBeGreaterThan(0);
  expect(graph.faults).toEqual([]);
}, 3_600_000);
