import { createSecretKey, generateKeyPairSync } from 'node:crypto';
import type { ExchangeRecord } from '../../gateway/exchange.ts';
import { namings } from '../../gateway/ledger/naming.ts';
import { sealsFor, unsealed } from '../../gateway/ledger/seal.ts';
import { fixedKeys } from '../../standards/grant/keys.ts';
import { nameBy } from '../../standards/ledger/reference.ts';
import { policiesOf, policy } from '../support/policies.ts';
import { type RuledAgency, type RuledParts, startRuled } from '../support/ruled.ts';

const KEY = createSecretKey(Buffer.alloc(32, 5));
const POLICE = generateKeyPairSync('x25519');
const NAMED: RuledParts = {
  named: {
    naming: namings(fixedKeys({ hashing: [{ id: 'k1', from: 0, key: KEY }] })),
    seals: sealsFor(new Map([['police', POLICE.publicKey]])),
  },
};
const STATED = 'context.purpose == "RISK_ASSESSMENT"';
const OFFICER = { roles: ['officer'], agency: 'customs' };

const nameOf = (...reference: readonly string[]): string => nameBy(KEY, JSON.stringify(reference));
const documentName = (number: string): string => nameOf('Passport', 'number', number, 'state', 'UTO');

const PERSONS = [
  { number: 'L898902C3', state: 'UTO', holder: 'Anna Eriksson', isWatched: true },
  { number: 'C01X00T47', state: 'UTO', holder: 'Ben Okello', isWatched: false },
];

const customs: RuledAgency = {
  name: 'customs',
  types: `
    type Query {
      passport(number: ID! @reads(field: "Passport.number", how: MATCH),
               state: ID! @reads(field: "Passport.state", how: MATCH)): Passport @classified(as: PERSONAL)
      passports: [Passport!] @classified(as: PERSONAL)
      lorries: [Lorry!] @classified(as: OFFICIAL)
    }
    type Passport @key(fields: "number state") @classified(as: PERSONAL) @record(subject: "number state") {
      number: ID @classified(as: PERSONAL, mask: LAST4)
      state: ID
      holder: String
    }
    type Lorry @key(fields: "plate") @classified(as: OFFICIAL) @record(subject: "driver { number state }") {
      plate: ID!
      driver: Passport @classified(as: PERSONAL)
      axles: Int
    }`,
  resolvers: {
    Query: {
      passport: (_: unknown, { number }: { number: string }) => PERSONS.find((each) => each.number === number) ?? null,
      passports: () => PERSONS,
      lorries: () => [{ plate: 'UAB 123X', driver: PERSONS[0], axles: 3 }],
    },
    Passport: {
      __resolveReference: ({ number }: { number: string }) => PERSONS.find((each) => each.number === number),
    },
    Lorry: { __resolveReference: () => null },
  },
  policies: policiesOf(
    'customs',
    policy(
      'read',
      'principal in Role::"officer", action == Action::"disclose", resource in Category::"PERSONAL"',
      STATED,
    ),
    policy('use', 'principal in Role::"officer", action == Action::"use", resource in Category::"PERSONAL"', STATED),
    policy(
      'goods',
      'principal in Role::"officer", action == Action::"disclose", resource in Category::"OFFICIAL"',
      STATED,
    ),
    policy('join', 'principal, action == Action::"join", resource'),
  ),
};

/** @param isCovert whether police watch somebody covertly. */
const police = (isCovert: boolean): RuledAgency => ({
  name: 'police',
  types: `
    type Passport @key(fields: "number state") {
      number: ID @external
      state: ID @external
      alerts: [Alert!] @classified(as: LAW_ENFORCEMENT, denial: NEUTRAL)
      score: Int @classified(as: LAW_ENFORCEMENT)
    }
    type Alert @classified(as: LAW_ENFORCEMENT) @record(attributes: "isOvert") {
      text: String @classified(as: LAW_ENFORCEMENT, denial: NEUTRAL)
      isOvert: Boolean
    }`,
  resolvers: {
    Passport: {
      __resolveReference: (reference: object) => reference,
      alerts: ({ number }: { number: string }) =>
        isCovert && number === 'L898902C3' ? [{ text: 'watched', isOvert: false }] : [],
      score: () => 3,
    },
  },
  policies: policiesOf(
    'police',
    policy(
      'overt',
      'principal in Role::"officer", action == Action::"disclose", resource in Category::"LAW_ENFORCEMENT"',
      `${STATED} && context has record && context.record has isOvert && context.record.isOvert`,
    ),
    policy(
      'alerts',
      'principal in Role::"officer", action == Action::"disclose", resource == Field::"Passport.alerts"',
      STATED,
    ),
    policy(
      'score',
      'principal in Role::"officer", action == Action::"disclose", resource == Field::"Passport.score"',
      STATED,
    ),
  ),
});

async function recordsOf(query: string, agencies: readonly RuledAgency[] = [customs]) {
  await using graph = await startRuled(agencies, undefined, undefined, undefined, NAMED);
  const answer = await graph.ask(OFFICER, query);
  const [record] = graph.records;
  if (!record) throw new Error('nothing was recorded');
  return { answer, record, calls: graph.calls };
}

/** Coordinate → how many records. */
function countedIn({ released, counts }: ExchangeRecord): object {
  return Object.fromEntries(released.map((at, index) => [at, counts?.[index]]));
}

test('whose data were disclosed is named whether the number was asked for or not', async () => {
  for (const query of [
    '{ passports { holder } }',
    '{ passports { number state holder } }',
    '{ passports { n: number } }',
  ]) {
    const { answer, record } = await recordsOf(query);
    expect(answer.errors).toEqual([]);
    expect(record.names).toMatchObject({ key: 'k1', unnamed: 0, records: [] });
    expect([...(record.names?.subjects ?? [])].sort()).toEqual(
      PERSONS.map(({ number }) => documentName(number)).sort(),
    );
    expect(answer.text.includes('L898902C3')).toBe(query.includes('number'));
  }
});

test('a record that is about somebody else’s is named beside the person', async () => {
  const { record } = await recordsOf('{ lorries { axles } }');
  expect(record.names).toEqual({
    key: 'k1',
    subjects: [documentName('L898902C3')],
    records: [nameOf('Lorry', 'plate', 'UAB 123X')],
    sought: [],
    unnamed: 0,
  });
  expect(countedIn(record)).toEqual({ 'Query.lorries': 1, 'Lorry.axles': 1 });
});

test('of each coordinate the entry says of how many records it was answered', async () => {
  const { record } = await recordsOf(
    '{ passports { holder ... on Passport { again: holder } } lorries { driver { holder } } }',
  );
  expect(countedIn(record)).toEqual({
    'Query.passports': 1,
    'Passport.holder': 3,
    'Query.lorries': 1,
    'Lorry.driver': 1,
  });
});

test('who was looked for is named, found or not', async () => {
  for (const number of ['L898902C3', 'NOBODY']) {
    const { record } = await recordsOf(`{ passport(number: "${number}", state: "UTO") { holder } }`);
    expect(record.names?.sought).toEqual([documentName(number)]);
    expect(record.names?.subjects).toEqual(number === 'NOBODY' ? [] : [documentName(number)]);
  }
});

test('no agency is asked for the ledger alone', async () => {
  const asked = '{ passports { score } }';
  const { calls, record } = await recordsOf(asked, [customs, police(false)]);
  await using bare = await startRuled([customs, police(false)]);
  await bare.ask(OFFICER, asked);
  const counted = (all: typeof calls) => Object.entries(all).map(([agency, each]) => [agency, each.length]);
  expect(counted(calls)).toEqual(counted(bare.calls));
  expect(record.names?.subjects).toHaveLength(2);
  expect(record.uses).toContain('join Passport.number police');
});

test('an agency that fails to say whose a record is costs the caller nothing, and the entry counts it', async () => {
  const failing = {
    ...customs,
    resolvers: {
      ...customs.resolvers,
      Lorry: {
        driver: () => {
          throw new Error('the register is away');
        },
      },
    },
  };
  const { answer, record } = await recordsOf('{ lorries { axles } }', [failing]);
  expect({ data: answer.data, errors: answer.errors }).toEqual({ data: { lorries: [{ axles: 3 }] }, errors: [] });
  expect(record).toMatchObject({ sources: { customs: 'OK' }, names: { subjects: [], unnamed: 1 } });
  // Whoever asks for it is told.
  const asked = await recordsOf('{ lorries { driver { holder } } }', [failing]);
  expect(asked.answer.errors).toEqual([expect.stringContaining('lorries.0.driver')]);
});

test('an entry says by which rules and bases, and of which graph', async () => {
  const { record } = await recordsOf('{ passports { holder } }');
  expect(record).toMatchObject({ policies: ['customs-read'], bases: ['test-act'], outcome: 'ANSWERED' });
  expect(record.graph).toMatch(/^[0-9a-f]{16}$/);
  expect(record.operationId).toMatch(/^[0-9a-f]{64}$/);
});

test('no value stands in an entry, of an argument neither', async () => {
  const { record } = await recordsOf(
    '{ passport(number: "L898902C3", state: "UTO") { holder number } lorries { plate } }',
  );
  expect(JSON.stringify(record)).not.toMatch(/L898902C3|UTO|Eriksson|UAB/);
});

test('a covert hit stands in the entry as none, and is told to its owner alone', async () => {
  const query = '{ passport(number: "L898902C3", state: "UTO") { holder alerts { text } } }';
  const [hit, none] = [
    await recordsOf(query, [customs, police(true)]),
    await recordsOf(query, [customs, police(false)]),
  ];
  expect(hit.answer.data).toEqual(none.answer.data);
  const said = ({ record }: typeof hit) => ({ ...record, decisionId: '', receivedAt: '', sealed: '', graph: '' });
  expect(said(hit)).toEqual(said(none));
  const [one, other] = [hit, none].map(({ record: { sealed, decisionId } }) => {
    expect(Object.keys(sealed ?? {})).toEqual(['police']);
    return {
      part: sealed?.['police'] ?? '',
      content: unsealed('police', POLICE.privateKey, decisionId, sealed?.['police'] ?? ''),
    };
  });
  expect(one?.part.length).toBe(other?.part.length);
  expect(one?.content).toEqual({ withheld: {}, hidden: ['Alert'], policies: [] });
  expect(other?.content).toEqual({ withheld: {}, hidden: [], policies: [] });
});

test('by which rule a field was shown that is hidden of other records is told to its owner alone', async () => {
  const yard = (isWatched: boolean): RuledAgency => ({
    name: 'police',
    types: `
      type Query { cars: [Car!] @classified(as: OFFICIAL) }
      type Car @classified(as: OFFICIAL) @record(attributes: "isWatched") {
        plate: ID
        isWatched: Boolean
        note: String @classified(as: LAW_ENFORCEMENT, denial: NEUTRAL)
      }`,
    resolvers: { Query: { cars: () => [{ plate: 'UAB 1', isWatched, note: isWatched ? 'watched' : null }] } },
    policies: policiesOf(
      'police',
      policy(
        'seen',
        'principal in Role::"officer", action == Action::"disclose", resource in Category::"OFFICIAL"',
        STATED,
      ),
      policy(
        'noted',
        'principal in Role::"officer", action == Action::"disclose", resource == Field::"Car.note"',
        `${STATED} && context has record && context.record has isWatched && !context.record.isWatched`,
      ),
    ),
  });
  const [hidden, none] = await Promise.all(
    [true, false].map((each) => recordsOf('{ cars { plate note } }', [yard(each)])),
  );
  if (!hidden || !none) throw new Error('nobody was asked');
  expect(hidden.answer.data).toEqual({ cars: [{ plate: 'UAB 1', note: null }] });
  expect(hidden.answer.data).toEqual(none.answer.data);
  const said = ({ record }: typeof hidden) => ({ ...record, decisionId: '', receivedAt: '', sealed: '', graph: '' });
  expect(said(hidden)).toEqual(said(none));
  expect(none.record.policies).toEqual(['police-seen']);
  const opened = ({ record: { sealed, decisionId } }: typeof hidden) =>
    unsealed('police', POLICE.privateKey, decisionId, sealed?.['police'] ?? '');
  expect(opened(hidden)).toEqual({ withheld: { 'Car.note': 1 }, hidden: [], policies: [] });
  expect(opened(none)).toEqual({ withheld: {}, hidden: [], policies: ['police-noted'] });
});

test('a sealed part opens by its owner’s key for its own decision alone', async () => {
  const { record } = await recordsOf('{ passports { alerts { text } } }', [customs, police(true)]);
  const part = record.sealed?.['police'] ?? '';
  const other = generateKeyPairSync('x25519').privateKey;
  expect(() => unsealed('police', other, record.decisionId, part)).toThrow(/not sealed for this key/);
  expect(() => unsealed('police', POLICE.privateKey, 'another', part)).toThrow(/not sealed for this key/);
  expect(() => unsealed('customs', POLICE.privateKey, record.decisionId, part)).toThrow(/not sealed for this key/);
});
