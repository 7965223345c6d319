import type { HandledCall } from '../support/federated.ts';
import { respondUncoerced } from './raw-answers.ts';
import { byKey, errorsOf, topic } from './topic.ts';

const ROWS = ['M1', 'M2', 'M3'].map((mrn) => ({ mrn }));
const failing =
  (bad: string, value: string) =>
  ({ mrn }: { mrn: string }) => {
    if (mrn === bad) throw new Error(`SECRET of ${mrn}`);
    return `${value} ${mrn}`;
  };

const SUBGRAPHS = [
  {
    name: 'customs',
    typeDefs: `type Query { consignments: [Consignment!] grid: [[Consignment]] broken: Int must: Holder }
      type Holder { must: Int! beside: Int }
      type Consignment @key(fields: "mrn") { mrn: ID! goods: String }`,
    resolvers: {
      Query: {
        consignments: () => ROWS,
        grid: () => [[ROWS[0], null], [ROWS[1]]],
        broken: failing('', 'never').bind(undefined, { mrn: '' }),
        must: () => ({ beside: 1 }),
      },
      Holder: {
        must: () => {
          throw new Error('SECRET');
        },
      },
      Consignment: { goods: failing('M2', 'goods of') },
    },
  },
  {
    name: 'sps',
    typeDefs: 'type Consignment @key(fields: "mrn") { mrn: ID! decision: String sure: String! }',
    resolvers: {
      Consignment: { ...byKey(ROWS, 'mrn'), decision: failing('M2', 'of'), sure: failing('M3', 'sure of') },
    },
  },
  {
    name: 'police',
    typeDefs: 'type Consignment @key(fields: "mrn") { mrn: ID! alert: String }',
    resolvers: {
      Consignment: {
        __resolveReference: async ({ mrn }: { mrn: string }) => {
          if (mrn === 'M1') throw new Error('SECRET');
          return { mrn, alert: `alert ${mrn}` };
        },
      },
    },
  },
];

topic('errors of subgraphs', SUBGRAPHS, ({ answers, federation }) => {
  answers(
    'stand where the field stands in the answer',
    '{ consignments { mrn what: goods } broken }',
    {
      consignments: [
        { mrn: 'M1', what: 'goods of M1' },
        { mrn: 'M2', what: null },
        { mrn: 'M3', what: 'goods of M3' },
      ],
      broken: null,
    },
    { errors: ['SUBGRAPH_ERROR broken', 'SUBGRAPH_ERROR consignments.1.what'] },
  );
  answers(
    'stand at the record, not at its place in the call that asked for it',
    '{ all: consignments { d: decision } }',
    { all: [{ d: 'of M1' }, { d: null }, { d: 'of M3' }] },
    { errors: ['SUBGRAPH_ERROR all.1.d'] },
  );
  answers(
    'stand within lists of lists, and in each place the record has',
    '{ grid { decision } consignments { decision } }',
    {
      grid: [[{ decision: 'of M1' }, null], [{ decision: null }]],
      consignments: [{ decision: 'of M1' }, { decision: null }, { decision: 'of M3' }],
    },
    { errors: ['SUBGRAPH_ERROR consignments.1.decision', 'SUBGRAPH_ERROR grid.1.0.decision'] },
  );
  answers(
    'are told once where null moves up from a field that must not be null',
    '{ must { beside must } consignments { mrn sure } }',
    { must: null, consignments: null },
    { errors: ['SUBGRAPH_ERROR consignments.2.sure', 'SUBGRAPH_ERROR must.must'] },
  );
  test('about a whole record cost the fields of that subgraph in that record', async () => {
    const answer = await federation().ask('{ consignments { mrn alert decision } }');
    expect(answer.data).toEqual({
      consignments: [
        { mrn: 'M1', alert: null, decision: 'of M1' },
        { mrn: 'M2', alert: 'alert M2', decision: null },
        { mrn: 'M3', alert: 'alert M3', decision: 'of M3' },
      ],
    });
    expect(errorsOf(answer)).toEqual([
      expect.stringMatching(/^SUBGRAPH_ERROR consignments\.0(\.alert)?$/),
      'SUBGRAPH_ERROR consignments.1.decision',
    ]);
    expect(answer.sources).toEqual({ customs: 'OK', sps: 'PARTIAL', police: 'PARTIAL' });
    expect(answer.text).not.toContain('SECRET');
  });
});

/** Set by a test: whether the subgraph in the middle answers. */
let isUp = true;

topic(
  'failure of a subgraph that another one requires of',
  [
    {
      name: 'customs',
      typeDefs:
        'type Query { consignments: [Consignment!]! } type Consignment @key(fields: "mrn") { mrn: ID! goods: String }',
      resolvers: { Query: { consignments: () => ROWS.map((row) => ({ ...row, goods: 'tea' })) } },
    },
    {
      name: 'sps',
      typeDefs: 'type Consignment @key(fields: "mrn") { mrn: ID! decision: String }',
      respond: (call: HandledCall, response) => {
        if (!isUp) return void response.destroy();
        respondUncoerced(
          {
            _entities: (asked: readonly object[]) =>
              asked.map((_, at) => (at === 1 ? null : { __typename: 'Consignment', decision: 'HOLD' })),
          },
          call,
          response,
        );
      },
    },
    {
      name: 'risk',
      typeDefs:
        'type Consignment @key(fields: "mrn") { mrn: ID! decision: String @external score: Int @requires(fields: "decision") }',
      resolvers: {
        Consignment: {
          ...byKey(ROWS, 'mrn'),
          score: ({ decision }: { decision: string | null }) => (decision === null ? 0 : 9),
        },
      },
    },
  ],
  ({ federation }) => {
    test('a record it does not know is derived from null', async () => {
      isUp = true;
      const answer = await federation().ask('{ consignments { score } }');
      expect(answer.data).toEqual({ consignments: [{ score: 9 }, { score: 0 }, { score: 9 }] });
      expect(answer.errors).toEqual([]);
    });
    test('its failure costs its own fields, not those derived from them', async () => {
      isUp = false;
      const answer = await federation().ask('{ consignments { goods decision score } }');
      expect(answer.data).toEqual({ consignments: ROWS.map(() => ({ goods: 'tea', decision: null, score: 0 })) });
      expect(answer.sources).toEqual({ customs: 'OK', sps: 'UNAVAILABLE', risk: 'OK' });
      expect(answer.errors).not.toEqual([]);
      for (const { extensions } of answer.errors)
        expect(extensions).toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE', agency: 'sps' });
    });
  },
);
