import { composeServices } from '@apollo/composition';
import { buildASTSchema, Kind, type OperationDefinitionNode, parse } from 'graphql';
import { checkPlan, type InternalUse, PlanCheckError } from '../../gateway/engine/check-plan.ts';
import { plannerFor } from '../../gateway/engine/planners.ts';
import { fetchesOf, type PlanNode } from '../../gateway/engine/query-plan.ts';
import { type AgencyName, type Coordinate, coordinate } from '../../gateway/ids.ts';
import { loadSupergraph } from '../../gateway/supergraph/load.ts';

const FEDERATION = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: ["@key", "@requires", "@external", "@shareable", "@provides"])`;

/** Customs knows who declared what; police derives a band of it, sps knows certificates by country and number. */
const SERVICES = {
  customs: `type Query { consignment(mrn: ID!): Consignment parties: [Party!] lead: Officer }
    type Consignment @key(fields: "mrn") { mrn: ID! goods: String weight: Int declarant: Trader certificate: Certificate }
    type Trader @key(fields: "tin") { tin: ID! name: String }
    type Certificate @key(fields: "country number") { country: ID! number: ID! }
    interface Party { id: ID! title: String }
    type Firm implements Party @key(fields: "id") { id: ID! title: String tax: String }
    type Person implements Party @key(fields: "id") { id: ID! title: String born: String }
    type Officer @key(fields: "post { code }") { post: Post name: String }
    type Post { code: ID! @shareable city: String }`,
  police: `type Consignment @key(fields: "mrn") {
      mrn: ID! goods: String @external weight: Int @external declarant: Trader @external
      band: String @requires(fields: "goods weight") risk: String @requires(fields: "declarant { name }") alerts: Int }
    type Trader @key(fields: "tin") { tin: ID! name: String @external known: Boolean }
    type Firm @key(fields: "id") { id: ID! wanted: Boolean }
    type Person @key(fields: "id") { id: ID! wanted: Boolean }
    type Officer @key(fields: "post { code }") { post: Post armed: Boolean }
    type Post @shareable { code: ID! }`,
  sps: `type Certificate @key(fields: "country number") { country: ID! number: ID! valid: Boolean }
    type Consignment @key(fields: "mrn") { mrn: ID! decision: String }`,
};

function supergraphSdl(): string {
  const services = Object.entries(SERVICES).map(([name, text]) => ({
    name,
    url: `http://${name}.invalid`,
    typeDefs: parse(FEDERATION + text),
  }));
  const { supergraphSdl: sdl, errors } = composeServices(services);
  if (sdl === undefined) throw new Error((errors ?? []).map(({ message }) => message).join('\n'));
  return sdl;
}

const SUPERGRAPH = loadSupergraph(supergraphSdl(), 'open');
const TYPES = buildASTSchema(SUPERGRAPH.document, { assumeValid: true, assumeValidSDL: true });
const keys = (agency: AgencyName) => (typeName: string) => SUPERGRAPH.joins.keys(typeName, agency);

function operationOf(text: string): OperationDefinitionNode {
  const [operation] = parse(text).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('not an operation');
  return operation;
}

const at = (text: string): Coordinate => {
  const [type = '', field = ''] = text.split('.');
  return coordinate(type, field);
};

/** `kind Type.field agency`, sorted. */
function told(uses: readonly InternalUse[]): string[] {
  return uses.map(({ kind, coordinate: where, to }) => `${kind} ${where} ${to ?? ''}`.trim()).sort();
}

describe.each(['hive', 'apollo'] as const)('what a plan of %s fetches for internal use', (preferred) => {
  async function planOf(text: string): Promise<PlanNode> {
    await using planner = await plannerFor(SUPERGRAPH, preferred);
    const plan = await planner.plan(text, AbortSignal.timeout(20_000));
    if (!plan) throw new Error('there is nothing to plan');
    return plan;
  }

  /** Plans one operation and holds the plan against another. */
  async function checked(planned: string, asked = planned, judged: readonly string[] = []): Promise<string[]> {
    return told(checkPlan(await planOf(planned), operationOf(asked), TYPES, keys, { judged: new Set(judged.map(at)) }));
  }

  test('is nothing where one agency answers all', async () => {
    expect(await checked('{ consignment(mrn: "1") { goods declarant { name } } }')).toEqual([]);
  });

  test('is a key that another agency is sent though the caller is shown it too', async () => {
    expect(await checked('{ consignment(mrn: "1") { mrn decision } }')).toEqual(['join Consignment.mrn sps']);
  });

  test('is a key by which the other agency knows the record', async () => {
    expect(await checked('{ consignment(mrn: "1") { decision } }')).toEqual(['join Consignment.mrn sps']);
  });

  test('is a key told for each agency that is sent it', async () => {
    expect(await checked('{ consignment(mrn: "1") { decision alerts } }')).toEqual([
      'join Consignment.mrn police',
      'join Consignment.mrn sps',
    ]);
  });

  test('is every field of a key of several', async () => {
    expect(await checked('{ consignment(mrn: "1") { certificate { valid } } }')).toEqual([
      'join Certificate.country sps',
      'join Certificate.number sps',
    ]);
    expect(await checked('{ consignment(mrn: "1") { certificate { valid country } } }')).toEqual([
      'join Certificate.country sps',
      'join Certificate.number sps',
    ]);
  });

  test('is a key within another record, with the way to it', async () => {
    expect(await checked('{ lead { armed } }')).toEqual(['join Officer.post police', 'join Post.code police']);
  });

  test('is an input of a derived field, beside the key', async () => {
    expect(await checked('{ consignment(mrn: "1") { band } }')).toEqual([
      'derive Consignment.goods police',
      'derive Consignment.weight police',
      'join Consignment.mrn police',
    ]);
  });

  test('is an input that was asked for as one that was not', async () => {
    expect(await checked('{ consignment(mrn: "1") { mrn goods band } }')).toEqual([
      'derive Consignment.goods police',
      'derive Consignment.weight police',
      'join Consignment.mrn police',
    ]);
  });

  test('is an input within another record', async () => {
    expect(await checked('{ consignment(mrn: "1") { mrn risk } }')).toEqual([
      'derive Consignment.declarant police',
      'derive Trader.name police',
      'join Consignment.mrn police',
    ]);
  });

  test('is a key of the types of an interface that are sent, and of no other', async () => {
    const firms = await checked('{ parties { title ... on Firm { wanted } } }');
    expect(firms).toContain('join Firm.id police');
    expect(firms.join()).not.toContain('Person');
    const both = await checked('{ parties { title ... on Firm { wanted } ... on Person { wanted } } }');
    expect(both).toEqual(expect.arrayContaining(['join Firm.id police', 'join Person.id police']));
    expect(both.every((use) => /^join (Firm|Person|Party)\.id police$/.test(use))).toBe(true);
  });

  test('is a key that was asked for by its interface', async () => {
    const [use, ...more] = await checked('{ parties { id ... on Firm { wanted } } }');
    expect(use).toMatch(/^join (Firm|Party)\.id police$/);
    expect(more).toEqual([]);
  });

  test('is what a rule reads of the record, where it is said so', async () => {
    const [planned, asked] = ['{ consignment(mrn: "1") { goods weight } }', '{ consignment(mrn: "1") { goods } }'];
    expect(await checked(planned, asked, ['Consignment.weight'])).toEqual(['judge Consignment.weight']);
    await expect(checked(planned, asked)).rejects.toThrow(PlanCheckError);
    await expect(checked(planned, asked, ['Consignment.mrn'])).rejects.toThrow(PlanCheckError);
  });

  const UNEXPLAINED: ReadonlyArray<readonly [what: string, planned: string, asked: string, found: readonly string[]]> =
    [
      [
        'a field',
        '{ consignment(mrn: "1") { goods weight } }',
        '{ consignment(mrn: "1") { goods } }',
        ['Consignment.weight'],
      ],
      [
        'a field of another agency, and the key it took',
        '{ consignment(mrn: "1") { goods decision } }',
        '{ consignment(mrn: "1") { goods } }',
        ['Consignment.decision'],
      ],
      [
        'a record',
        '{ consignment(mrn: "1") { goods declarant { name } } }',
        '{ consignment(mrn: "1") { goods } }',
        ['Consignment.declarant', 'Trader.name'],
      ],
      ['a field of a member', '{ parties { title ... on Firm { tax } } }', '{ parties { title } }', ['Firm.tax']],
      [
        'a field of another member',
        '{ parties { ... on Firm { tax } ... on Person { born } } }',
        '{ parties { ... on Firm { tax } } }',
        ['Person.born'],
      ],
      [
        'a field of the root',
        '{ consignment(mrn: "1") { goods } lead { name } }',
        '{ consignment(mrn: "1") { goods } }',
        ['Query.lead', 'Officer.name'],
      ],
      [
        'a key that nobody is sent',
        '{ consignment(mrn: "1") { mrn goods } }',
        '{ consignment(mrn: "1") { goods } }',
        ['Consignment.mrn'],
      ],
    ];

  test.each(UNEXPLAINED)('never is %s that nobody asked for and nobody needs', async (_what, planned, asked, found) => {
    const plan = await planOf(planned);
    const refused = () => checkPlan(plan, operationOf(asked), TYPES, keys);
    expect(refused).toThrow(PlanCheckError);
    try {
      refused();
    } catch (error) {
      expect([...(error as PlanCheckError).coordinates].sort()).toEqual([...found].sort());
    }
  });

  test('is the same whatever a caller calls the fields', async () => {
    expect(await checked('{ c: consignment(mrn: "1") { h_1: goods h_2: decision } }')).toEqual([
      'join Consignment.mrn sps',
    ]);
  });
});

test('a key under the name of another field is not let through as a key', () => {
  const plan: PlanNode = {
    kind: 'sequence',
    nodes: [
      {
        kind: 'fetch',
        agency: 'customs' as AgencyName,
        operation: '{ consignment(mrn: "1") { __typename mrn: goods } }',
        variables: [],
        outputRewrites: [],
        entities: [],
      },
      {
        kind: 'fetch',
        agency: 'sps' as AgencyName,
        operation:
          'query($representations: [_Any!]!) { _entities(representations: $representations) { ... on Consignment { decision } } }',
        variables: [],
        outputRewrites: [],
        entities: [
          {
            key: '_entities',
            variable: 'representations',
            paths: [[{ kind: 'field', name: 'consignment' }]],
            requires: [
              {
                kind: 'fragment',
                type: 'Consignment',
                selections: [
                  { kind: 'field', from: '__typename', as: '__typename', selections: undefined },
                  { kind: 'field', from: 'mrn', as: 'mrn', selections: undefined },
                ],
              },
            ],
            inputRewrites: [],
            outputRewrites: [],
          },
        ],
      },
    ],
  };
  expect(fetchesOf(plan)).toHaveLength(2);
  expect(() => checkPlan(plan, operationOf('{ consignment(mrn: "1") { decision } }'), TYPES, keys)).toThrow(
    PlanCheckError,
  );
});

test('a refusal names fields of the schema and no value of the operation', async () => {
  await using planner = await plannerFor(SUPERGRAPH, 'hive');
  const plan = await planner.plan('{ consignment(mrn: "SECRET") { goods weight } }', AbortSignal.timeout(20_000));
  const asked = operationOf('{ consignment(mrn: "SECRET") { goods } }');
  expect(() => plan && checkPlan(plan, asked, TYPES, keys)).toThrow(
    'the plan fetches Consignment.weight, which nobody asked for and no agency needs',
  );
});
