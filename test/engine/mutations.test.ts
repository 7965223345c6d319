import { setTimeout as after } from 'node:timers/promises';
import { topic } from './topic.ts';

/** What happened, in the order it happened. */
const log: string[] = [];
const holds = new Map<string, { id: string; mrn: string; reason: string }>();

async function done<Value>(step: string, value: Value, milliseconds = 0): Promise<Value> {
  log.push(`${step} begins`);
  await after(milliseconds);
  log.push(`${step} ends`);
  return value;
}

topic(
  'mutations',
  [
    {
      name: 'customs',
      typeDefs: `type Query { duty: Float } 
        type Mutation { declare(mrn: ID!, goods: String = "tea"): Consignment! release(mrn: ID!): Consignment add(n: Int!, request: Int!): Int! fail: Int }
        type Consignment @key(fields: "mrn") { mrn: ID! goods: String held: Boolean @external isReleased: Boolean @requires(fields: "held") }`,
      resolvers: {
        Mutation: {
          declare: (_: unknown, { mrn, goods }: { mrn: string; goods: string }) =>
            done(`declare ${mrn}`, { mrn, goods }, 30),
          release: (_: unknown, { mrn }: { mrn: string }) => done(`release ${mrn}`, { mrn, goods: 'tea' }),
          add: (_: unknown, { n, request }: { n: number; request: number }) => done(`add ${n}`, n + request, 10),
          fail: () => {
            throw new Error('no');
          },
        },
        Consignment: {
          __resolveReference: ({ mrn, held }: { mrn: string; held?: boolean }) =>
            done(`customs ${mrn}`, { mrn, goods: 'tea', held }),
          isReleased: ({ held }: { held: boolean }) => !held,
        },
      },
    },
    {
      name: 'sps',
      typeDefs: `type Query { hold(id: ID!): Hold }
        type Mutation { hold(mrn: ID!, reason: String!): Hold! lift(id: ID!): Hold multiply(n: Int!, request: Int!): Int! }
        type Consignment @key(fields: "mrn") { mrn: ID! held: Boolean holds: [Hold!]! }
        type Hold @key(fields: "id") { id: ID! reason: String! consignment: Consignment! }`,
      resolvers: {
        Query: { hold: (_: unknown, { id }: { id: string }) => holds.get(id) },
        Mutation: {
          hold: (_: unknown, { mrn, reason }: { mrn: string; reason: string }) => {
            const hold = { id: `h-${mrn}`, mrn, reason };
            holds.set(hold.id, hold);
            return done(`hold ${mrn}`, hold, 20);
          },
          lift: (_: unknown, { id }: { id: string }) => {
            const hold = holds.get(id);
            holds.delete(id);
            return done(`lift ${id}`, hold);
          },
          multiply: (_: unknown, { n, request }: { n: number; request: number }) => done(`multiply ${n}`, n * request),
        },
        Consignment: {
          __resolveReference: ({ mrn }: { mrn: string }) => done(`sps ${mrn}`, { mrn }, 15),
          held: ({ mrn }: { mrn: string }) => holds.has(`h-${mrn}`),
          holds: ({ mrn }: { mrn: string }) => [...holds.values()].filter((hold) => hold.mrn === mrn),
        },
        Hold: { consignment: ({ mrn }: { mrn: string }) => ({ mrn }) },
      },
    },
  ],
  ({ answers, federation }) => {
    beforeEach(() => {
      log.length = 0;
      holds.clear();
    });
    answers(
      'the record a mutation gives is followed into other subgraphs',
      'mutation { declare(mrn: "M1") { mrn goods held isReleased } }',
      { declare: { mrn: 'M1', goods: 'tea', held: false, isReleased: true } },
    );
    answers(
      'arguments are handed over as variables too, with their defaults',
      'mutation Declare($mrn: ID!, $goods: String) { one: declare(mrn: $mrn, goods: $goods) { goods } two: declare(mrn: $mrn) { goods } }',
      { one: { goods: 'maize' }, two: { goods: 'tea' } },
      { variables: { mrn: 'M1', goods: 'maize' } },
    );
    test('mutation order: each root field ends, its entities after it included, before the next begins', async () => {
      const answer = await federation().ask(
        `mutation { a: declare(mrn: "M1") { held } hold(mrn: "M1", reason: "pests") { id consignment { goods } }
          b: declare(mrn: "M1") { held holds { reason } } lift(id: "h-M1") { id } c: release(mrn: "M1") { held isReleased } }`,
      );
      expect(answer.data).toEqual({
        a: { held: false },
        hold: { id: 'h-M1', consignment: { goods: 'tea' } },
        b: { held: true, holds: [{ reason: 'pests' }] },
        lift: { id: 'h-M1' },
        c: { held: false, isReleased: true },
      });
      expect(answer.errors).toEqual([]);
      const roots = ['declare M1', 'hold M1', 'declare M1', 'lift h-M1', 'release M1'];
      const begun = log.filter((line) => line.endsWith('begins') && roots.includes(line.slice(0, -' begins'.length)));
      expect(begun.map((line) => line.slice(0, -' begins'.length))).toEqual(roots);
      for (const [at, line] of log.entries()) {
        if (at % 2 === 0) expect(log[at + 1]).toBe(line.replace('begins', 'ends'));
      }
    });
    test('fields of one subgraph and of two keep the order of the text', async () => {
      const answer = await federation().ask(
        'mutation { a: add(n: 1, request: 5) b: multiply(n: 2, request: 5) c: add(n: 3, request: 5) d: add(n: 4, request: 5) e: multiply(n: 5, request: 5) }',
      );
      expect(JSON.stringify(answer.data)).toBe('{"a":6,"b":10,"c":8,"d":9,"e":25}');
      expect(log).toEqual(
        ['add 1', 'multiply 2', 'add 3', 'add 4', 'multiply 5'].flatMap((step) => [`${step} begins`, `${step} ends`]),
      );
    });
    answers(
      'a mutation that fails keeps the next ones from nothing',
      'mutation { fail multiply(n: 2, request: 3) add(n: 1, request: 1) }',
      { fail: null, multiply: 6, add: 2 },
      { errors: ['SUBGRAPH_ERROR fail'] },
    );
    test('a field that is asked for with its own name as alias beside it is one field, and is done once', async () => {
      const answer = await federation().ask(
        'mutation { declare(mrn: "M1") { mrn } declare: declare(mrn: "M1") { goods } fail fail: fail }',
      );
      expect(answer.data).toEqual({ declare: { mrn: 'M1', goods: 'tea' }, fail: null });
      expect(log).toEqual(['declare M1 begins', 'declare M1 ends']);
    });
    test('no mutation is sent twice', async () => {
      federation().forget();
      await federation().ask('mutation { hold(mrn: "M9", reason: "x") { id } lift(id: "h-M9") { reason } }');
      expect(log.filter((line) => line.endsWith('begins'))).toEqual(['hold M9 begins', 'lift h-M9 begins']);
    });
  },
);
