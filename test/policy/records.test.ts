import { policiesOf, policy } from '../support/policies.ts';
import { type Ruled, type RuledAgency, startRuled } from '../support/ruled.ts';

const READER = { roles: ['reader'] };
const CHIEF = { roles: ['chief'] };
const FOR_RISK = 'context.purpose == "RISK_ASSESSMENT"';
const SENT = policy('sent', 'principal, action in [Action::"join", Action::"derive"], resource');
const PUBLISHED = policy(
  'published',
  'principal, action in [Action::"disclose", Action::"use"], resource in Category::"PUBLIC"',
);
const READABLE = 'context.record has state && context.record.state == "RELEASED"';

const CARGOES = [
  { id: 'a', state: 'RELEASED', goods: 'Maize', owner: 'Lake Lines', carrier: { code: 'C1' } },
  { id: 'b', state: 'HELD', goods: 'Beans', owner: 'Nile Freight', carrier: { code: 'C2' } },
  { id: 'c', state: null, goods: 'Rice', owner: 'Hill Haulage', carrier: { code: 'C3' } },
];

/** Cargoes whose goods and carrier the reader sees once they are released, and whose owner is reduced before. */
function port(...more: readonly string[]): RuledAgency {
  return {
    name: 'port',
    types: `type Query @classified(as: PUBLIC) { cargoes: [Cargo!] things: [Thing!] cargo: Cargo }
      interface Thing { id: ID goods: String }
      type Cargo implements Thing @key(fields: "id") @classified(as: COMMERCIAL) @record(attributes: "state") {
        id: ID @classified(as: PUBLIC) state: String @classified(as: OFFICIAL)
        goods: String owner: String @classified(as: COMMERCIAL, mask: INITIALS) carrier: Carrier }
      type Letter implements Thing @classified(as: PUBLIC) { id: ID goods: String }
      type Carrier @key(fields: "code") @classified(as: PUBLIC) { code: ID }`,
    resolvers: {
      Query: {
        cargoes: () => structuredClone(CARGOES),
        cargo: () => structuredClone(CARGOES[1]),
        things: () => [...structuredClone(CARGOES).map((each) => ({ __typename: 'Cargo', ...each })), LETTER],
      },
    },
    policies: policiesOf(
      'port',
      PUBLISHED,
      SENT,
      policy('shown', 'principal in Role::"chief", action == Action::"disclose", resource', FOR_RISK),
      policy(
        'released',
        'principal in Role::"reader", action == Action::"disclose", resource in Category::"COMMERCIAL"',
        `${FOR_RISK} && ${READABLE}`,
      ),
      policy(
        'reduced',
        'principal in Role::"reader", action == Action::"discloseMasked", resource in Category::"COMMERCIAL"',
        FOR_RISK,
      ),
      ...more,
    ),
  };
}
const LETTER = { __typename: 'Letter', id: 'l', goods: 'Paper' };

const ROADS: RuledAgency = {
  name: 'roads',
  types: `type Carrier @key(fields: "code") @classified(as: PUBLIC) { code: ID plate: String }`,
  resolvers: { Carrier: { __resolveReference: ({ code }: { code: string }) => ({ code, plate: `U${code}` }) } },
  policies: policiesOf('roads', PUBLISHED, SENT),
};

const start = (...more: readonly string[]): Promise<Ruled> => startRuled([port(...more), ROADS]);
const ROW = (path: string) => `UNAUTHORIZED_FIELD_OR_TYPE ${path} ROW`;

test('each record has its own level: in full where its rule holds, reduced where only that is permitted', async () => {
  await using graph = await start();
  expect(await graph.ask(READER, '{ cargoes { id goods owner } }')).toMatchObject({
    data: {
      cargoes: [
        { id: 'a', goods: 'Maize', owner: 'Lake Lines' },
        { id: 'b', goods: null, owner: 'N. F.' },
        { id: 'c', goods: null, owner: 'H. H.' },
      ],
    },
    errors: [ROW('cargoes.goods')],
  });
  expect((await graph.ask(CHIEF, '{ cargoes { goods } }')).data).toEqual({
    cargoes: [{ goods: 'Maize' }, { goods: 'Beans' }, { goods: 'Rice' }],
  });
});

test('what a record is judged by stays in the gateway', async () => {
  await using graph = await start();
  const { text } = await graph.ask(READER, '{ cargoes { goods } }');
  expect(text).not.toMatch(/state|RELEASED|HELD/);
  expect(graph.calls['port']?.[0]?.query).toContain('state');
  expect(await graph.ask(READER, '{ cargoes { state: goods s: state } }')).toMatchObject({
    data: {
      cargoes: [
        { state: 'Maize', s: null },
        { state: null, s: null },
        { state: null, s: null },
      ],
    },
  });
});

test('what a denied record refers to is not sent on, and not shown', async () => {
  await using graph = await start();
  const { data, errors } = await graph.ask(READER, '{ cargoes { id carrier { plate } } cargo { carrier { plate } } }');
  expect(data).toEqual({
    cargoes: [
      { id: 'a', carrier: { plate: 'UC1' } },
      { id: 'b', carrier: null },
      { id: 'c', carrier: null },
    ],
    cargo: { carrier: null },
  });
  expect(errors).toEqual([ROW('cargo.carrier'), ROW('cargoes.carrier')]);
  const sent = JSON.stringify(graph.calls['roads']);
  expect(sent).toContain('C1');
  expect(sent).not.toMatch(/C2|C3/);
});

test('on an interface the rules of the record’s own type and those of the interface decide together', async () => {
  await using graph = await start();
  const query = '{ things { id goods ... on Cargo { g: goods o: owner } ... on Letter { l: goods } } }';
  expect(await graph.ask(READER, query)).toMatchObject({
    data: {
      things: [
        { id: 'a', goods: 'Maize', g: 'Maize', o: 'Lake Lines' },
        { id: 'b', goods: null, g: null, o: 'N. F.' },
        { id: 'c', goods: null, g: null, o: 'H. H.' },
        { id: 'l', goods: null, l: 'Paper' },
      ],
    },
    errors: [ROW('things.g'), ROW('things.goods')],
  });
});

test('an attribute that is null denies, also where a rule forbids by it', async () => {
  const held = policy(
    'held',
    'principal, action == Action::"disclose", resource == Field::"Cargo.id"',
    'context.record has state && context.record.state == "HELD"',
    'forbid',
  );
  await using graph = await start(held);
  expect((await graph.ask(READER, '{ cargoes { id } }')).data).toEqual({
    cargoes: [{ id: 'a' }, { id: null }, { id: null }],
  });
});

test('the record of the exchange says what was shown, reduced and withheld of fields that records decide', async () => {
  await using graph = await start();
  await graph.ask(READER, '{ cargoes { owner goods } }');
  const { released = [], masked, withheld, policies } = graph.records.at(-1) ?? {};
  expect([...released].sort()).toEqual(['Cargo.goods', 'Cargo.owner', 'Query.cargoes']);
  expect(masked).toEqual(['Cargo.owner']);
  expect(withheld).toEqual(['Cargo.goods']);
  expect(policies).toContain('port-released');
});

test('callers of other rights get other records, one after the other and at once', async () => {
  await using graph = await start();
  const query = '{ cargoes { goods } }';
  const asked = Array.from({ length: 12 }, (_, at) => graph.ask(at % 2 ? READER : CHIEF, query));
  for (const [at, { data }] of (await Promise.all(asked)).entries()) {
    const rest = at % 2 ? null : undefined;
    expect(data).toEqual({
      cargoes: [
        { goods: 'Maize' },
        { goods: rest === null ? null : 'Beans' },
        { goods: rest === null ? null : 'Rice' },
      ],
    });
  }
});

test.each([
  ['a record of its own', 'carrier'],
  ['what takes arguments', 'worth'],
])('a graph whose rules would read %s of a record is not served', async (_what, attribute) => {
  const agency = port();
  const types = agency.types
    .replace('attributes: "state"', `attributes: "${attribute}"`)
    .replace('carrier: Carrier', 'carrier: Carrier worth(in: String): Int');
  await expect(startRuled([{ ...agency, types }, ROADS])).rejects.toThrow(
    `@record on Cargo: ${attribute} must be one value`,
  );
});
