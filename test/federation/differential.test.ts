import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import {
  buildClientSchema,
  buildSchema,
  type GraphQLSchema,
  getIntrospectionQuery,
  type IntrospectionQuery,
  parse,
  validate,
} from 'graphql';
import { startHub } from '../../gateway/hub.ts';
import { BORDER } from '../engine/border-graph.ts';
import { type Federation, startFederation } from '../support/federated.ts';
import { type National, startNational } from '../support/national.ts';
import { TapeWriter, type Vocabulary } from '../support/operation-tape.ts';

/** Operations asked of both engines; more where DIFFERENTIAL_RUNS says so. */
const RUNS = Number(process.env['DIFFERENTIAL_RUNS'] ?? 60);
/** With another DIFFERENTIAL_SEED other operations are asked. */
const SEED = Number(process.env['DIFFERENTIAL_SEED'] ?? 4);
/** Longest search of a role, milliseconds. */
const LONGEST_MS = 20_000 + RUNS * 500;
/** One who sees everything, and one to whom something is withheld. */
const ROLES = ['investigator', 'customs-officer'] as const;

const API: GraphQLSchema = buildSchema(readFileSync(new URL('../../schema/api.graphql', import.meta.url), 'utf8'));

/** Ids of the seeded story, some written into the operation, some passed, some of nobody. */
function vocabularyOf({ story, from }: National): Vocabulary {
  const text = (value: string | undefined): string => JSON.stringify(value ?? '');
  const document = (number: string | undefined) =>
    `documentNumber: ${text(number)}, issuingState: "UTO", documentType: "P"`;
  const now = new Date(from).toISOString();
  const date = story.movementId.slice(-10);
  const hit = [document(story.passports[1]), document(story.passports[0]), document('X0000000')];
  const pages = ['', 'first: 1', 'first: $few', 'first: 3'];
  return {
    given: {
      'Query.post': ['locode: "UGBUS"', 'locode: $post', 'locode: "XXXXX"'],
      'Query.posts': pages,
      // Without `from` the window begins now, which is another instant for each question.
      'Query.arrivals': [
        `post: "UGBUS", from: ${text(now)}`,
        `post: $post, first: $few, from: ${text(now)}`,
        `post: "UGBUS", from: ${text(now)}, within: "PT6H"`,
      ],
      'Query.borderMovement': [
        `id: ${text(story.movementId)}`,
        'id: $movement',
        'id: "UGBUS:IN:3:UG-NOBODY:2026-01-01"',
      ],
      'Query.clearance': [
        `mrn: ${text(story.mrns[0])}`,
        'mrn: $mrn',
        `ucr: ${text(story.ucr)}`,
        `equipment: ${text(story.container)}`,
        `vehicle: ${text(story.vehicle)}`,
        'mrn: "NOBODY"',
      ],
      'Query.declaration': [
        `mrn: ${text(story.mrns[0])}`,
        'mrn: $mrn',
        `functionalReferenceId: ${text(`LRN-${story.mrns[1]}`)}`,
        `mrn: ${text(story.exportMrn)}`,
        'mrn: "NOBODY"',
        '',
      ],
      'Query.equipmentTrack': [`equipment: ${text(story.container)}`, 'equipment: "NONE"'],
      'Query.travelDocument': hit,
      'Query.documentHit': hit,
      'Query.machineReadableZone': [
        `lines: ${JSON.stringify(story.machineReadableZones[0])}`,
        `lines: ${JSON.stringify(story.machineReadableZones[1])}`,
        'lines: ["NONE"]',
      ],
      'Query.apiRecords': [`flight: "UR123", date: ${text(date)}`],
      'Query.vehicleHit': [
        `registrationNationalityCode: "UG", registrationId: ${text(story.plate)}`,
        'registrationNationalityCode: "KE", registrationId: "NONE"',
      ],
      'Query.spsCertificate': [`issuingCountry: "KE", id: ${text(story.phytosanitaryCertificate)}`],
      'Query.healthEntryDocument': [
        `reference: ${text(story.healthEntryDocuments[0])}`,
        `reference: ${text(story.healthEntryDocuments[1])}`,
        'reference: "CHEDP.UG.2020.0000000"',
      ],
      'Query.diseaseEvents': ['country: "KE"', 'country: "KE", first: 2', 'country: "ZZ"'],
      'Query.establishment': ['approvalNumber: "NONE"'],
      'Post.opening': [`at: ${text(now)}`],
      'Post.neighbours': ['', 'first: 1', 'first: $few'],
      'BorderMovement.apiRecords': pages,
      'Declaration.responses': pages,
      'GoodsShipment.items': pages,
      'TravelDocument.entryExitRecords': pages,
      'Vehicle.crossings': pages,
    },
    variables: [
      '$post: ID! = "UGBUS"',
      '$few: Int = 2',
      `$mrn: ID = ${text(story.mrns[1])}`,
      `$movement: ID! = ${text(story.movementId)}`,
    ],
    aliases: ['id', 'mrn', 'documentNumber', 'registrationId', 'locode', 'reference', 'a', 'constructor', 'toString'],
    // Another one for each question, by its meaning.
    left: new Set(['HitResponse.decisionId']),
    doors: [
      {
        before: 'one: declaration(mrn: $mrn) { goodsShipments { items(first: $few) { edges { node',
        type: 'GovernmentAgencyGoodsItem',
        after: '} } } }',
      },
      {
        before: `one: clearance(equipment: ${text(story.container)}) { declarations { goodsShipments { consignment`,
        type: 'Consignment',
        after: '} } }',
      },
      {
        before: `one: arrivals(post: "UGBUS", from: ${text(now)}) { movements { edges { node`,
        type: 'BorderMovement',
        after: '} } }',
      },
    ],
    isTypeAsked: false,
  };
}

const BORDER_WORDS: Vocabulary = {
  given: {
    'Query.consignment': ['id: "c0"', 'id: "c1"', 'id: $id', 'id: "none"'],
    'Query.vehicle': ['plate: "U1"', 'plate: "U2"', 'plate: "none"'],
    'Consignment.value': ['currency: "USD"', 'currency: "UGX"', 'currency: $currency'],
  },
  variables: ['$id: ID! = "c3"', '$currency: String! = "UGX"'],
  aliases: ['id', 'plate', 'code', 'document', 'label', 'weight', 'a', 'constructor', 'toString'],
  left: new Set(),
  doors: [],
  // It is the fault of the reference that follows below.
  isTypeAsked: true,
};

/** What of an answer both engines have to agree on. */
interface Agreed {
  readonly status: number;
  readonly data: string;
  /** `CODE path.of.it`, each once, sorted. */
  readonly errors: readonly string[];
  /** Agencies of the operation: the reference leaves out those it had nothing to ask. */
  readonly sources: readonly string[];
}

interface Told {
  readonly path?: ReadonlyArray<string | number>;
  readonly extensions: { readonly code: string };
}

function agreed(status: number, data: unknown, errors: readonly Told[], sources: object = {}): Agreed {
  const told = errors.map(({ extensions, path }) => `${extensions.code} ${path?.join('.') ?? ''}`);
  return { status, data: JSON.stringify(data), errors: [...new Set(told)].sort(), sources: Object.keys(sources) };
}

interface Compared {
  readonly schema: GraphQLSchema;
  readonly words: Vocabulary;
  readonly seed: number;
  own(query: string): Promise<Agreed>;
  reference(query: string): Promise<Agreed>;
}

/** Once more where a system behind an agency was late: of two cores it may not get its share. */
async function inTime(ask: Compared['own'], query: string): Promise<Agreed> {
  const answer = await ask(query);
  return answer.errors.some((error) => error.startsWith('SUBGRAPH_UNAVAILABLE')) ? ask(query) : answer;
}

/** Asks random operations of both engines. @returns agencies that were asked. */
async function compare({ schema, words, seed, own, reference }: Compared): Promise<readonly string[]> {
  const sources = new Set<string>();
  let refused = 0;
  let compared = 0;
  const tape = fc.array(fc.nat({ max: 1_000_000 }), { minLength: 20, maxLength: 160, size: 'max' });
  await fc.assert(
    fc.asyncProperty(tape, async (choices) => {
      const query = new TapeWriter(schema, words, choices).operation();
      // Fields that cannot merge, in a graph with interfaces: neither engine sees them.
      fc.pre(validate(schema, parse(query)).length === 0);
      const [mine, theirs] = [await inTime(own, query), await inTime(reference, query)];
      if (mine.status !== 200) refused += 1;
      for (const agency of mine.sources) sources.add(agency);
      // It cannot judge records before it sends them on, and says so.
      if (theirs.errors.includes('PLAN_NOT_PERMITTED ') && mine.status === 200) return;
      compared += 1;
      const { sources: _mine, ...one } = mine;
      const { sources: _theirs, ...other } = theirs;
      expect({ query, ...one }).toEqual({ query, ...other });
    }),
    {
      numRuns: Math.ceil(RUNS / 3),
      seed,
      // Making a failing case smaller ends as well.
      interruptAfterTimeLimit: LONGEST_MS,
      markInterruptAsFailure: true,
    },
  );
  // Those that are too large are refused before either engine sees them.
  expect(refused).toBeLessThan(RUNS / 10);
  expect(compared).toBeGreaterThan(RUNS / 6);
  return [...sources].sort();
}

describe('random operations over the national graph', () => {
  const opened: AsyncDisposable[] = [];
  let national: National;
  let referenceUrl = '';

  beforeAll(async () => {
    national = await startNational({ movements: 12 });
    opened.push(national);
    const { config } = national;
    const engine = { ...config.engine, kind: 'reference' } as const;
    const reference = await startHub(
      { ...config, engine },
      { ledger: { append: async () => {}, act: async () => {} } },
    );
    opened.push(reference);
    referenceUrl = reference.url;
  });
  afterAll(async () => {
    for (const each of opened.reverse()) await each[Symbol.asyncDispose]();
  });

  test.each(ROLES)(
    'are answered to the %s as by the reference',
    async (role) => {
      const ask = (url?: string) => async (query: string) => {
        const { status, body } = await national.ask(role, query, {}, url);
        return agreed(status, body.data, body.errors ?? [], body.extensions?.sources);
      };
      const sources = await compare({
        schema: API,
        words: vocabularyOf(national),
        seed: SEED + ROLES.indexOf(role),
        own: ask(),
        reference: ask(referenceUrl),
      });
      expect(sources).toEqual(['border', 'customs', 'immigration', 'police', 'sps']);
    },
    LONGEST_MS * 2,
  );
});

describe('random operations over a graph with interfaces and unions', () => {
  const opened: Federation[] = [];

  beforeAll(async () => {
    for (const engine of ['hub', 'reference'] as const) {
      opened.push(await startFederation({ subgraphs: BORDER, engine }));
    }
  });
  afterAll(async () => {
    for (const each of opened) await each[Symbol.asyncDispose]();
  });

  const ask = (at: number) => async (query: string) => {
    const answer = await opened[at]?.ask(query);
    if (!answer) throw new Error('the federation did not start');
    return agreed(answer.status, answer.data, answer.errors, answer.sources);
  };

  test(
    'are answered as by the reference',
    async () => {
      const { data } = (await opened[0]?.ask(getIntrospectionQuery())) ?? {};
      const schema = buildClientSchema(data as unknown as IntrospectionQuery);
      const sources = await compare({ schema, words: BORDER_WORDS, seed: SEED, own: ask(0), reference: ask(1) });
      expect(sources).toEqual(['customs', 'police', 'registry', 'risk', 'sps']);
    },
    LONGEST_MS * 2,
  );
});

/** Where the reference is wrong: the operation, what it answers, and what is right. */
const FAULTS: ReadonlyArray<readonly [fault: string, query: string, reference: object, right: object]> = [
  [
    'forgets what the type of a record is where it was not asked for',
    '{ subjects { ... on Traveller { rank } } }',
    { subjects: null },
    { subjects: [{}, {}, { rank: 1 }] },
  ],
];

describe('of the reference it is known that it', () => {
  test.each(FAULTS)('%s', async (_fault, query, wrong, right) => {
    await using own = await startFederation({ subgraphs: BORDER });
    await using reference = await startFederation({ subgraphs: BORDER, engine: 'reference' });
    expect((await own.ask(query)).data).toEqual(right);
    expect((await reference.ask(query)).data).toEqual(wrong);
  });
});
