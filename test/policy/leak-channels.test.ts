import { policy } from '../support/policies.ts';
import { type RuledAgency, startRuled } from '../support/ruled.ts';

const SHOWN = 'action in [Action::"disclose", Action::"use"]';
const FOR_RISK = 'context.purpose == "RISK_ASSESSMENT"';
const READER = { roles: ['reader'] };
const CHIEF = { roles: ['chief'] };

const PORT: RuledAgency = {
  name: 'port',
  types: `type Query @classified(as: PUBLIC) {
      ships(owner: String @reads(field: "Ship.owner", how: MATCH)): [Ship!]
      found: [Found!]
    }
    union Found = Ship | Barge
    type Barge @classified(as: PUBLIC) { id: ID owner: String @classified(as: COMMERCIAL, mask: INITIALS) }
    type Ship @classified(as: PUBLIC) { id: ID owner: String @classified(as: COMMERCIAL, mask: LAST4) }`,
  resolvers: {
    Query: {
      ships: () => [{ id: '1', owner: 'Lake Lines' }],
      found: () => [
        { __typename: 'Ship', id: '1', owner: 'Lake Lines' },
        { __typename: 'Barge', id: '2', owner: 'Nile Freight' },
      ],
    },
  },
  policies: [
    policy('published', 'principal, action, resource in Category::"PUBLIC"'),
    policy('shown', `principal in Role::"chief", ${SHOWN}, resource`, FOR_RISK),
    policy('reduced', 'principal in Role::"reader", action == Action::"discloseMasked", resource', FOR_RISK),
  ].join('\n'),
};

test('an argument over a hidden field: giving it a value needs the right to use the field, leaving it out does not', async () => {
  await using graph = await startRuled([PORT]);
  const query = 'query ($owner: String) { ships(owner: $owner) { id } }';
  const denied = { data: { ships: null }, errors: ['UNAUTHORIZED_FIELD_OR_TYPE ships SCOPE'] };
  const shown = { data: { ships: [{ id: '1' }] }, errors: [] };
  expect(await graph.ask(READER, query)).toMatchObject(shown);
  expect(await graph.ask(READER, query, { variables: { owner: 'Lake Lines' } })).toMatchObject(denied);
  expect(await graph.ask(READER, query)).toMatchObject(shown);
  expect(await graph.ask(READER, query, { variables: { owner: null } })).toMatchObject(denied);
  expect(await graph.ask(READER, '{ ships(owner: "Lake Lines") { id } }')).toMatchObject(denied);
  expect(await graph.ask(CHIEF, query, { variables: { owner: 'Lake Lines' } })).toMatchObject(shown);
  const byDefault = 'query ($owner: String = "Lake Lines") { ships(owner: $owner) { id } }';
  expect(await graph.ask(READER, byDefault)).toMatchObject(denied);
});

test('one key in two fragments: each record is shown by the mask of its own type', async () => {
  await using graph = await startRuled([PORT]);
  const query = '{ found { ... on Ship { o: owner } ... on Barge { o: owner } } }';
  expect((await graph.ask(READER, query)).data).toEqual({ found: [{ o: '…ines' }, { o: 'N. F.' }] });
  expect((await graph.ask(CHIEF, query)).data).toEqual({ found: [{ o: 'Lake Lines' }, { o: 'Nile Freight' }] });
  expect((await graph.ask(READER, query)).data).toEqual({ found: [{ o: '…ines' }, { o: 'N. F.' }] });
});

test.each([
  ['@defer', '{ ships { id ... @defer { owner } } }'],
  ['a subscription', 'subscription { ships { id } }'],
  ['a name with a suggestion', '{ ships { ownr } }'],
])('%s is refused, and nothing is said of the schema', async (_what, query) => {
  await using graph = await startRuled([PORT]);
  const { text, data } = await graph.ask(CHIEF, query);
  expect(data).toBeUndefined();
  expect(text).not.toMatch(/owner|mean/);
  expect(graph.calls['port']).toEqual([]);
});

test('decisions are of a purpose: the same text for another one is decided anew, at once and after one another', async () => {
  await using graph = await startRuled([PORT]);
  const query = '{ ships { owner } }';
  const purposes = Array.from({ length: 20 }, (_, at) => (at % 2 === 0 ? 'RISK_ASSESSMENT' : 'BORDER_CHECK'));
  const answers = await Promise.all(purposes.map((purpose) => graph.ask(CHIEF, query, { purpose })));
  expect(answers.map(({ data }) => data?.['ships'])).toEqual(
    purposes.map((purpose) => (purpose === 'RISK_ASSESSMENT' ? [{ owner: 'Lake Lines' }] : null)),
  );
});

test('a name is shown its mask where it is asked for twice, once reduced and never in full', async () => {
  await using graph = await startRuled([PORT]);
  const answer = await graph.ask(READER, '{ ships { a: owner b: owner owner } again: ships { owner } }');
  expect(answer.data).toEqual({
    ships: [{ a: '…ines', b: '…ines', owner: '…ines' }],
    again: [{ owner: '…ines' }],
  });
  expect(answer.text).not.toContain('Lake');
});

test('what a type demands of an argument or an input is demanded by its interface as well', async () => {
  const crafts: RuledAgency = {
    name: 'port',
    types: `type Query @classified(as: PUBLIC) { crafts: [Craft!] }
      interface Craft { id: ID @classified(as: PUBLIC) berth(owner: String): String @classified(as: PUBLIC) }
      type Ship implements Craft @classified(as: PUBLIC) {
        id: ID
        owner: String @classified(as: COMMERCIAL)
        berth(owner: String @reads(field: "Ship.owner", how: MATCH)): String
      }`,
    resolvers: { Query: { crafts: () => [{ __typename: 'Ship', id: '1', owner: 'Lake Lines', berth: () => 'B4' }] } },
    policies: [
      policy('published', 'principal, action, resource in Category::"PUBLIC"'),
      policy('shown', `principal in Role::"chief", ${SHOWN}, resource`, FOR_RISK),
    ].join('\n'),
  };
  await using graph = await startRuled([crafts]);
  const [byInterface, byType] = [
    '{ crafts { berth(owner: "x") } }',
    '{ crafts { ... on Ship { berth(owner: "x") } } }',
  ];
  for (const query of [byInterface, byType]) {
    expect((await graph.ask(READER, query)).data).toEqual({ crafts: null });
    expect((await graph.ask(CHIEF, query)).data).toEqual({ crafts: [{ berth: 'B4' }] });
  }
  expect((await graph.ask(READER, '{ crafts { berth } }')).data).toEqual({ crafts: [{ berth: 'B4' }] });
});

test('of a list each item is reduced; one that has no reduced form is null and nobody’s fault', async () => {
  const agency: RuledAgency = {
    name: 'port',
    types: `type Query @classified(as: PUBLIC) { ship: Ship }
      type Ship @classified(as: PUBLIC) {
        codes: [String] @classified(as: COMMERCIAL, mask: LAST4)
        rows: [[String]] @classified(as: COMMERCIAL, mask: LAST4) }`,
    resolvers: {
      Query: { ship: () => ({ codes: ['ABCDEFGH', 'ab', null], rows: [['ABCDEFGH', 'x'], null, []] }) },
    },
    policies: PORT.policies,
  };
  await using graph = await startRuled([agency]);
  expect(await graph.ask(READER, '{ ship { codes rows } }')).toMatchObject({
    data: { ship: { codes: ['…EFGH', null, null], rows: [['…EFGH', null], null, []] } },
    errors: [],
  });
});
