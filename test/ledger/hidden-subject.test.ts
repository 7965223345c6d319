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
const STATED = 'context.purpose == "RISK_ASSESSMENT"';
const personName = (number: string): string => nameBy(KEY, JSON.stringify(['Person', 'number', number]));

interface World {
  driver: 'hidden' | 'none' | 'shown';
  /** What the agency says of which type a person is. */
  said?: string;
}

const customs = (world: World): RuledAgency => ({
  name: 'customs',
  types: `
    type Query @classified(as: PERSONAL) {
      lorries: [Lorry!]
      crates: [Crate!]
      guests: [Guest!]
      find(numbers: [ID!] @reads(field: "Person.number", how: MATCH)): [Person!]
      documents(numbers: [ID!] @reads(field: "Document.number", how: MATCH),
                state: ID @reads(field: "Document.state", how: MATCH)): [Document!]
    }
    type Person @key(fields: "number") @classified(as: PERSONAL) @record(subject: "number") { number: ID name: String }
    type Guest @key(fields: "id") @classified(as: OFFICIAL) @record(attributes: "isOvert", subject: "person { number }") {
      id: ID isOvert: Boolean name: String person: Person
    }
    type Document @key(fields: "number state") @classified(as: PERSONAL) @record(subject: "number state") { number: ID state: ID }
    type Crate @classified(as: PERSONAL) { label: String }
    type Lorry @key(fields: "plate") @classified(as: PERSONAL) @record(attributes: "isCovert", subject: "driver { number }") {
      plate: ID axles: Int isCovert: Boolean driver: Person @classified(as: LAW_ENFORCEMENT, denial: NEUTRAL)
    }`,
  resolvers: {
    Query: {
      lorries: () => [{ plate: 'UAB', axles: 3, isCovert: world.driver !== 'shown' }],
      guests: () => [{ id: 'g', isOvert: true, name: 'Anna', person: { number: '1' } }],
      crates: () => [{ label: 'x' }],
      find: () => [{ ...(world.said && { __typename: world.said }), number: '1', name: 'Anna' }],
      documents: () => [],
    },
    Person: { __resolveReference: () => null },
    Guest: { __resolveReference: () => null },
    Lorry: {
      __resolveReference: () => null,
      driver: () => {
        return world.driver === 'none' ? null : { number: '1', name: 'Anna' };
      },
    },
  },
  policies: policiesOf(
    'customs',
    policy(
      'all',
      'principal in Role::"officer", action in [Action::"disclose", Action::"use"], resource in Category::"PERSONAL"',
      STATED,
    ),
    policy(
      'driver',
      'principal in Role::"officer", action == Action::"disclose", resource == Field::"Lorry.driver"',
      `${STATED} && context has record && context.record has isCovert && context.record.isCovert == false`,
    ),
    policy(
      'guests',
      'principal in Role::"officer", action == Action::"disclose", resource in Category::"OFFICIAL"',
      `${STATED} && context has record && context.record has isOvert && context.record.isOvert`,
    ),
    policy('join', 'principal, action == Action::"join", resource'),
  ),
});

const blank = (record: ExchangeRecord | undefined) => ({ ...record, decisionId: '', receivedAt: '' });
const ask = async (graph: Ruled, query: string, variables = {}) => {
  const answer = await graph.ask(OFFICER, query, { variables });
  return { answer, record: graph.records.at(-1) };
};

test('whose a record is stays unsaid where that is hidden, whether it was asked for or not', async () => {
  const world: World = { driver: 'hidden' };
  await using graph = await startRuled([customs(world)], undefined, undefined, undefined, NAMED);
  for (const query of [
    '{ lorries { axles } }',
    '{ lorries { axles driver { name } } }',
    '{ lorries { driver { name } } }',
    '{ lorries { axles d: driver { name } } }',
  ]) {
    world.driver = 'hidden';
    const hidden = await ask(graph, query);
    world.driver = 'none';
    const none = await ask(graph, query);
    expect(hidden.answer.data).toEqual(none.answer.data);
    expect([query, blank(hidden.record)]).toEqual([query, blank(none.record)]);
  }
  world.driver = 'shown';
  const { record } = await ask(graph, '{ lorries { driver { name } } }');
  expect(record?.names).toMatchObject({ subjects: [personName('1')], unnamed: 1 });
});

test('a person is named of whom nothing is shown but what hangs on the record, and by no type that an agency invents', async () => {
  const world: World = { driver: 'shown' };
  await using graph = await startRuled([customs(world)], undefined, undefined, undefined, NAMED);
  const { answer, record } = await ask(graph, '{ guests { name } }');
  expect([answer.data, record?.names?.subjects]).toEqual([{ guests: [{ name: 'Anna' }] }, [personName('1')]]);
  for (const said of ['Crate', 'Lorry', 'Nothing']) {
    world.said = said;
    const { answer: other, record: entry } = await ask(graph, '{ find { name } }');
    const told = JSON.stringify(other.data).includes('Anna') ? [personName('1')] : [];
    expect([said, entry?.names?.subjects]).toEqual([said, told]);
  }
});

test('of several numbers that are sought together with one state each is named', async () => {
  await using graph = await startRuled([customs({ driver: 'none' })], undefined, undefined, undefined, NAMED);
  const name = (number: string) => nameBy(KEY, JSON.stringify(['Document', 'number', number, 'state', 'UTO']));
  const { record } = await ask(graph, 'query ($n: [ID!]) { documents(numbers: $n, state: "UTO") { number } }', {
    n: ['A', 'B'],
  });
  expect([...(record?.names?.sought ?? [])].sort()).toEqual([name('A'), name('B')].sort());
});

test('who looks for more than can be named is refused, and a list that is used often is read once', async () => {
  await using graph = await startRuled([customs({ driver: 'none' })], undefined, undefined, undefined, NAMED);
  const listed = (count: number) => ({ n: Array.from({ length: count }, (_, at) => String(at)) });
  const { answer } = await ask(graph, 'query ($n: [ID!]) { find(numbers: $n) { name } }', listed(30_000));
  expect(answer.errors).toEqual(['LIMIT_EXCEEDED']);
  expect(graph.records.at(-1)).toMatchObject({ outcome: 'REFUSED', refusal: 'LIMIT_EXCEEDED' });
  const often = Array.from({ length: 20 }, (_, at) => `a${at}: find(numbers: $n) { name }`).join(' ');
  const { record } = await ask(graph, `query ($n: [ID!]) { ${often} }`, listed(9_000));
  expect(record?.names?.sought).toHaveLength(9_000);
});
