import { policiesOf, policy } from '../support/policies.ts';
import { HEAD, startRuled } from '../support/ruled.ts';

const DESK = { roles: ['reader'] };
const PERMITS = policy(
  'read',
  'principal in Role::"reader", action == Action::"disclose", resource',
  'context.purpose == "RISK_ASSESSMENT"',
);
const REPORTS = [
  { __typename: 'Tip', id: '1', statement: 'Seen at the post.', basis: 'FACT', grade: 'A1' },
  { __typename: 'Tip', id: '2', statement: 'Said to smuggle.', basis: 'ASSESSMENT', grade: 'X4' },
];

/** An agency that says of each statement whether it is a fact, and how well it is known. */
const start = (...policies: string[]) =>
  startRuled([
    {
      name: 'desk',
      types: `type Query @classified(as: OFFICIAL) { reports: [Report!] tips: [Tip!] }
        interface Report { id: ID basis: Basis grade: String statement: String }
        type Tip implements Report @classified(as: LAW_ENFORCEMENT) @record(attributes: "id") {
          id: ID
          basis: Basis
          grade: String @classified(as: LAW_ENFORCEMENT, group: "grade")
          statement: String @graded(by: "basis grade")
        }
        enum Basis { FACT ASSESSMENT }`,
      resolvers: {
        Query: { reports: () => REPORTS, tips: () => REPORTS },
        Report: { __resolveType: () => 'Tip' },
      },
      policies: policiesOf('desk', ...policies),
    },
  ]);

test('what is said of somebody is shown beside how sure it is (LED art. 7)', async () => {
  await using graph = await start(PERMITS);
  const { data, errors } = await graph.ask(DESK, '{ tips { said: statement basis how: grade } }');
  expect(errors).toEqual([]);
  expect(data).toEqual({
    tips: [
      { said: 'Seen at the post.', basis: 'FACT', how: 'A1' },
      { said: 'Said to smuggle.', basis: 'ASSESSMENT', how: 'X4' },
    ],
  });
});

test.each([
  ['without it', '{ tips { id statement } }', 'tips.statement'],
  ['with half of it', '{ tips { id statement basis } }', 'tips.statement'],
  ['with it under another name alone', '{ tips { id statement basis grade: id } }', 'tips.statement'],
  ['with it left out by @skip', '{ tips { id statement basis grade @skip(if: true) } }', 'tips.statement'],
  ['with it asked for of other records', '{ tips { id statement } reports { basis grade } }', 'tips.statement'],
  ['through an interface', '{ reports { id statement basis } }', 'reports.statement'],
  ['through a fragment of the type', '{ reports { id basis ... on Tip { statement } } }', 'reports.statement'],
])('asked for %s it is not shown, and the rest is', async (_how, query, path) => {
  await using graph = await start(PERMITS);
  const { text, errors } = await graph.ask(DESK, query);
  expect(errors).toEqual([`UNAUTHORIZED_FIELD_OR_TYPE ${path} GRADE`]);
  expect(text).not.toContain('smuggle');
  expect(text).toContain('"id":"2"');
  expect(graph.calls['desk']?.some(({ query: sent }) => sent.includes('statement'))).toBe(false);
});

test.each([
  ['further out', '{ reports { basis grade ... on Tip { statement } } }'],
  ['in a fragment beside it', 'query { tips { statement ...How } } fragment How on Tip { basis grade }'],
])('how sure it is may be asked for %s', async (_where, query) => {
  await using graph = await start(PERMITS);
  const { text, errors } = await graph.ask(DESK, query);
  expect(errors).toEqual([]);
  expect(text).toContain('Said to smuggle.');
});

test('who is not shown how sure it is, is not shown what is said', async () => {
  const kept = policy('kept', 'principal, action, resource in Group::"grade"', 'true', 'forbid');
  await using graph = await start(PERMITS, kept);
  const { data, errors } = await graph.ask(DESK, '{ tips { id statement basis grade } }');
  expect(data).toEqual({ tips: REPORTS.map(({ id, basis }) => ({ id, statement: null, basis, grade: null })) });
  expect(errors).toHaveLength(2);
});

test('a record that denies how sure it is denies what is said', async () => {
  const when = 'context.record has id && context.record.id == "2"';
  const kept = policy('kept', 'principal, action, resource in Group::"grade"', when, 'forbid');
  await using graph = await start(PERMITS, kept);
  const { data } = await graph.ask(DESK, '{ tips { id statement grade basis } }');
  expect(data).toEqual({
    tips: [
      { id: '1', statement: 'Seen at the post.', grade: 'A1', basis: 'FACT' },
      { id: '2', statement: null, grade: null, basis: 'ASSESSMENT' },
    ],
  });
});

test.each([
  ['no field', 'type Query @classified(as: PUBLIC) { a: String @graded(by: "b") }', 'names what is no value'],
  [
    'a value with a reduced form',
    'type Query @classified(as: PUBLIC) { a: String @graded(by: "b") b: String @classified(as: PUBLIC, mask: LAST4) }',
    'a grade is shown as it is',
  ],
])('a graph where %s says how sure something is is not served', async (_what, types, words) => {
  expect(HEAD).toContain('@graded');
  const served = startRuled([{ name: 'desk', types, resolvers: { Query: {} }, policies: '' }]);
  await expect(served).rejects.toThrow(words);
});
