import { createSecretKey } from 'node:crypto';
import type { ExchangeRecord } from '../../gateway/exchange.ts';
import { namings } from '../../gateway/ledger/naming.ts';
import { fixedKeys } from '../../standards/grant/keys.ts';
import { nameBy } from '../../standards/ledger/reference.ts';
import { policiesOf, policy } from '../support/policies.ts';
import { type Ruled, type RuledAgency, startRuled } from '../support/ruled.ts';

const KEY = createSecretKey(Buffer.alloc(32, 5));
const NAMED = { named: { naming: namings(fixedKeys({ hashing: [{ id: 'k1', from: 0, key: KEY }] })) } };
const OFFICER = { roles: ['officer'], agency: 'customs' };

const personName = (number: string): string => nameBy(KEY, JSON.stringify(['Person', 'number', number]));
const ANNA = { __typename: 'Person', number: '1', name: 'Anna', height: 170 };
const BEN = { __typename: 'Person', number: '2', name: 'Ben', height: 180 };
const CRATE = { __typename: 'Crate', label: 'C-1', name: 'crate' };

const customs: RuledAgency = {
  name: 'customs',
  types: `
    type Query @classified(as: PERSONAL) {
      persons: [Person!] things: [Named!] found: [Found!] groups: [[Person!]!] page: Page first: Named
      all(numbers: [ID!] @reads(field: "Person.number", how: MATCH)): [Person!]
    }
    type Mutation @classified(as: PERSONAL) { move(number: ID! @reads(field: "Person.number", how: MATCH)): Named }
    interface Named { name: String }
    union Found = Person | Crate
    type Page @classified(as: PERSONAL) { edges: [Edge!] nodes: [Named!] }
    type Edge @classified(as: PERSONAL) { node: Person }
    type Person implements Named @key(fields: "number") @classified(as: PERSONAL) @record(subject: "number") {
      number: ID name: String height: Int friends: [Named!]
    }
    type Crate implements Named @classified(as: PERSONAL) { label: ID name: String }`,
  resolvers: {
    Query: {
      persons: () => [ANNA, BEN],
      things: () => [ANNA, BEN, CRATE],
      found: () => [CRATE, ANNA, BEN],
      groups: () => [[ANNA], [BEN]],
      page: () => ({ edges: [{ node: ANNA }, { node: BEN }], nodes: [ANNA, BEN] }),
      first: () => ANNA,
      all: () => [ANNA, BEN],
    },
    Mutation: { move: () => BEN },
    Person: {
      __resolveReference: ({ number }: { number: string }) => (number === '1' ? ANNA : BEN),
      friends: () => [BEN],
    },
  },
  policies: policiesOf(
    'customs',
    policy('all', 'principal in Role::"officer", action, resource', 'context.purpose == "RISK_ASSESSMENT"'),
    policy('join', 'principal, action == Action::"join", resource'),
  ),
};

const health: RuledAgency = {
  name: 'health',
  types: `
    type Person @key(fields: "number") @classified(as: PERSONAL) {
      number: ID height: Int @external
      size: String @requires(fields: "height") @derived(from: "height")
    }`,
  resolvers: {
    Person: {
      __resolveReference: (reference: object) => reference,
      size: ({ height }: { height: number }) => (height > 175 ? 'L' : 'M'),
    },
  },
  policies: policiesOf(
    'health',
    policy('all', 'principal in Role::"officer", action, resource', 'context.purpose == "RISK_ASSESSMENT"'),
  ),
};

/** Operation → numbers of those it tells of. */
const OPERATIONS: readonly (readonly [string, readonly string[]])[] = [
  ['{ persons { name } }', ['1', '2']],
  ['{ a: persons { b: name } }', ['1', '2']],
  ['{ persons { ... { name } } }', ['1', '2']],
  ['{ persons { ... @include(if: true) { name } height @skip(if: true) } }', ['1', '2']],
  ['{ persons { ... on Person { name } } }', ['1', '2']],
  ['{ persons { ... on Named { name } } }', ['1', '2']],
  ['{ persons { ...N } } fragment N on Named { name ... on Person { height } }', ['1', '2']],
  ['{ things { name } }', ['1', '2']],
  ['{ things { ... on Named { name } } }', ['1', '2']],
  ['{ things { __typename ... on Person { height } } }', ['1', '2']],
  ['{ found { ... on Person { name } ... on Crate { label } } }', ['1', '2']],
  ['{ found { ... on Named { name } } }', ['1', '2']],
  ['{ groups { name } }', ['1', '2']],
  ['{ page { edges { node { name } } } }', ['1', '2']],
  ['{ page { nodes { name } } }', ['1', '2']],
  ['{ persons { size } }', ['1', '2']],
  ['{ first { name ... on Person { friends { name } } } }', ['1', '2']],
  ['{ persons { name } persons { height } }', ['1', '2']],
  ['{ all(numbers: ["1", "2"]) { name } }', ['1', '2']],
  ['mutation { move(number: "2") { name } }', ['2']],
];

const namedIn = ({ names }: ExchangeRecord) => [[...(names?.subjects ?? [])].sort(), names?.unnamed];

async function lastRecord(graph: Ruled, query: string): Promise<ExchangeRecord> {
  const answer = await graph.ask(OFFICER, query);
  expect({ query, errors: answer.errors }).toEqual({ query, errors: [] });
  const record = graph.records.at(-1);
  if (!record) throw new Error('nothing was recorded');
  return record;
}

test('whichever way persons are asked for, the entry names each of whom the answer tells', async () => {
  await using graph = await startRuled([customs, health], undefined, undefined, undefined, NAMED);
  const found = [];
  for (const [query] of OPERATIONS) found.push([query, ...namedIn(await lastRecord(graph, query))]);
  expect(found).toEqual(OPERATIONS.map(([query, numbers]) => [query, numbers.map(personName).sort(), 0]));
});

test('that somebody is there is told as well: a person of whom the name of the type alone is shown is counted', async () => {
  await using graph = await startRuled([customs, health], undefined, undefined, undefined, NAMED);
  for (const query of ['{ persons { __typename } }', '{ things { x: __typename } }']) {
    const { names } = await lastRecord(graph, query);
    expect([query, (names?.subjects.length ?? 0) + (names?.unnamed ?? 0)]).toEqual([query, 2]);
  }
});
