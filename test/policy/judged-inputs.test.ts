import { buildSchema } from 'graphql';
import { coordinate } from '../../gateway/ids.ts';
import { inputsOf } from '../../gateway/supergraph/inputs.ts';
import { agency, NEUTRAL, officer, seen, start } from './judged-graph.ts';

interface Alert {
  readonly id: string;
  readonly isCovert: boolean;
  readonly isSealed?: boolean;
  readonly isBroken?: boolean;
}
interface World {
  desks: Record<string, readonly Alert[]>;
  isWatched?: boolean;
  cell?: string | null;
}
const overt = (id: string): Alert => ({ id, isCovert: false });
const covert = (id: string): Alert => ({ id, isCovert: true, isSealed: true });

function graphOf(world: World) {
  const desk = (id: string) => ({
    ...{ __typename: 'Desk', id, isWatched: world.isWatched ?? false },
    alerts: () =>
      (world.desks[id] ?? []).map(async (each) => {
        if (each.isBroken) throw new Error('broken');
        return { id: each.id };
      }),
    first: (world.desks[id] ?? [])[0] ?? null,
    cell: world.cell ? { name: world.cell } : null,
    cells: world.cell ? [{ name: world.cell }] : [],
  });
  const find = (id: string) =>
    Object.values(world.desks)
      .flat()
      .find((each) => each.id === id);
  const post = agency(
    'post',
    `type Query @classified(as: PUBLIC) { desks: [Desk] }
      type Cell @classified(as: PUBLIC) { name: String }
      type Desk @key(fields: "id") @classified(as: PUBLIC) @record(attributes: "isWatched") {
        id: ID isWatched: Boolean @classified(as: SPECIAL) alerts: [Alert] first: Alert
        cell: Cell @classified(as: OFFICIAL, denial: NEUTRAL) cells: [Cell] @classified(as: OFFICIAL, denial: NEUTRAL) }
      type Alert @key(fields: "id") ${NEUTRAL} { id: ID }`,
    {
      Query: { desks: () => Object.keys(world.desks).map(desk) },
      Desk: { __resolveReference: ({ id }: { id: string }) => desk(id) },
      Alert: { __resolveReference: (key: object) => key },
    },
    officer('unwatched', 'OFFICIAL', 'isWatched'),
  );
  const register = agency(
    'register',
    `type Alert @key(fields: "id") ${NEUTRAL} @record(attributes: "isCovert isSealed") {
        id: ID isCovert: Boolean isSealed: Boolean reason: String
        secret: String @classified(as: PERSONAL, denial: NEUTRAL) }`,
    {
      Alert: {
        __resolveReference: ({ id }: { id: string }) => {
          const found = find(id);
          return found ? { isSealed: false, ...found, reason: `reason ${id}`, secret: `secret ${id}` } : null;
        },
      },
    },
    officer('unsealed', 'PERSONAL', 'isSealed'),
  );
  const lab = agency(
    'lab',
    `type Alert @key(fields: "id") ${NEUTRAL} { id: ID secret: String @external advice: String
        grade: Int @requires(fields: "secret") @derived(from: "secret") }
      type Cell @classified(as: PUBLIC) { name: String @external }
      type Desk @key(fields: "id") @classified(as: PUBLIC) {
        id: ID alerts: [Alert] @external cell: Cell @external cells: [Cell] @external
        score: Int @requires(fields: "alerts { id }") @derived(from: "alerts { id }")
        cellScore: Int @requires(fields: "cell { name }") @derived(from: "cell { name }")
        cellsScore: Int @requires(fields: "cells { name }") @derived(from: "cells { name }")
        secretScore: Int @requires(fields: "alerts { secret }") @derived(from: "alerts { secret }") }`,
    {
      Desk: {
        __resolveReference: (sent: {
          alerts?: Array<{ secret?: string } | null>;
          cell?: object | null;
          cells?: object[];
        }) => ({
          ...sent,
          score: sent.alerts?.length ?? null,
          cellScore: sent.cell ? 1 : 0,
          cellsScore: sent.cells?.length ?? null,
          secretScore: sent.alerts?.filter((each) => each?.secret).length ?? null,
        }),
      },
      Alert: {
        __resolveReference: (sent: { secret?: string | null }) => ({ ...sent, grade: sent.secret == null ? 0 : 1 }),
        advice: ({ id }: Alert) => `advice ${id}`,
      },
    },
  );
  return start(post, register, lab);
}

const OWNERS = ['post', 'register'];

test.each([['{ desks { id score } }'], ['{ desks { score alerts { id advice } } }']])(
  '%s: who makes something of records is asked as often, and about as many, as if those that are denied were not there',
  async (query) => {
    const world: World = { desks: { A: [], B: [] } };
    await using graph = await graphOf(world);
    const without = await seen(graph, query, OWNERS);
    world.desks = { A: [covert('2')], B: [] };
    expect(await seen(graph, query, OWNERS)).toEqual(without);
  },
);

test.each([['{ desks { id score } }'], ['{ desks { id alerts { reason } } }'], ['{ desks { id secretScore } }']])(
  '%s: a record that its agency fails to list is no item of what is sent',
  async (query) => {
    const world: World = { desks: { A: [overt('1')] } };
    await using graph = await graphOf(world);
    const without = await seen(graph, query, OWNERS);
    world.desks = { A: [overt('1'), { ...covert('2'), isBroken: true }] };
    expect(await seen(graph, query, OWNERS)).toEqual(without);
  },
);

test.each([
  ['{ desks { id cellScore } }'],
  ['{ desks { id cellsScore } }'],
  ['{ desks { id cells { name } cellsScore } }'],
])('%s: of what a record denies as if there were none nothing is made', async (query) => {
  const world: World = { desks: { A: [] }, isWatched: true, cell: null };
  await using graph = await graphOf(world);
  const without = await seen(graph, query, OWNERS);
  world.cell = 'blue';
  expect(await seen(graph, query, OWNERS)).toEqual(without);
});

test('a value that its record denies is not sent, though the record is there for another', async () => {
  const query = '{ desks { id alerts { id secret } secretScore } }';
  const world: World = { desks: { A: [{ ...overt('1'), isSealed: true }] } };
  await using graph = await graphOf(world);
  await graph.ask({ roles: ['officer'] }, query);
  expect(JSON.stringify(graph.calls['lab'])).not.toContain('secret 1');
});

test('nor where something of the same record is made from it: of each record what it allows', async () => {
  const world: World = {
    desks: {
      A: [
        { ...overt('1'), isSealed: true },
        { ...overt('2'), isSealed: false },
      ],
    },
  };
  await using graph = await graphOf(world);
  const answer = await graph.ask({ roles: ['officer'] }, '{ desks { alerts { id grade } } }');
  expect(JSON.stringify(graph.calls['lab'])).not.toContain('secret 1');
  expect(answer.data).toEqual({
    desks: [
      {
        alerts: [
          { id: '1', grade: 0 },
          { id: '2', grade: 1 },
        ],
      },
    ],
  });
});

test('what is asked for with arguments anywhere on the way is known to be', () => {
  const types = buildSchema(
    'type Query { file: File } type File { alerts(kind: String): [Alert] grade: Int score: Int } type Alert { id: ID }',
  );
  const requires = (field: string, text: string) => ({ kind: 'requires', typeName: 'File', field, text }) as const;
  const selections = [requires('score', 'alerts(kind: "A") { id } grade'), requires('grade', 'alerts { id }')];
  const inputs = inputsOf({ selections }, types)(coordinate('File', 'score'));
  expect(inputs?.fields.find(({ field }) => field === 'alerts')).toMatchObject({
    types: ['Alert'],
    hasArguments: true,
  });
});
