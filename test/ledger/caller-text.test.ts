import { createHash } from 'node:crypto';
import { agreementWith, approved, partner } from '../support/agreements.ts';
import { policiesOf, policy } from '../support/policies.ts';
import { type RuledAgency, startRuled } from '../support/ruled.ts';

const NUMBER = 'QX7719ZV42';
const OFFICER = { roles: ['officer'], agency: 'customs' };
const STATED = 'context.purpose == "RISK_ASSESSMENT"';

const persons: RuledAgency = {
  name: 'persons',
  types: `
    type Query @classified(as: PERSONAL) {
      person(number: ID @reads(field: "Person.number", how: MATCH)): Person
    }
    type Person @key(fields: "number") @classified(as: PERSONAL) @record(subject: "number") { number: ID name: String }`,
  resolvers: {
    Query: { person: () => ({ number: NUMBER, name: 'Anna Eriksson' }) },
    Person: { __resolveReference: () => null },
  },
  policies: policiesOf(
    'persons',
    policy('all', 'principal in Role::"officer", action, resource', STATED),
    policy(
      'partners',
      'principal in Role::"partner", action in [Action::"disclose", Action::"use"], resource',
      `${STATED} && context has agreement && context.agreement == "ports"`,
    ),
  ),
};

/** One operation with a value wherever a caller can write one. */
const WRITTEN = [
  `query ${NUMBER} { person(number: "1") { name } }`,
  `{ ${NUMBER}: person(number: "1") { name } }`,
  `{ person(number: "${NUMBER}") { name } }`,
  `query Find($${NUMBER}: ID = "${NUMBER}") { person(number: $${NUMBER}) { ...${NUMBER} } } fragment ${NUMBER} on Person { name }`,
  `# ${NUMBER}\n{ person(number: "1") { name } }`,
];

/** What whoever has the ledger, and not its keys, would try. */
function hashesOf(text: string): readonly string[] {
  return (['hex', 'base64url', 'base64'] as const).map((form) => createHash('sha256').update(text).digest(form));
}

test('of what an officer writes nothing stands in an entry: no name, no alias, no value, no hash of the text', async () => {
  await using graph = await startRuled([persons]);
  for (const query of WRITTEN) expect((await graph.ask(OFFICER, query)).errors).toEqual([]);
  expect(graph.records).toHaveLength(WRITTEN.length);
  const kept = JSON.stringify(graph.records);
  expect(kept).not.toContain(NUMBER);
  for (const query of WRITTEN) for (const hash of hashesOf(query)) expect(kept).not.toContain(hash);
});

test('an operation has one id in the ledger, whatever values, aliases and names it was asked with', async () => {
  await using graph = await startRuled([persons]);
  for (const query of WRITTEN.slice(0, 3)) await graph.ask(OFFICER, query);
  expect(new Set(graph.records.map(({ operationId }) => operationId)).size).toBe(1);
  await graph.ask(OFFICER, '{ person(number: "1") { number } }');
  await graph.ask(OFFICER, '{ person { name } }');
  expect(new Set(graph.records.map(({ operationId }) => operationId)).size).toBe(3);
});

test('of a partner’s operation its approved id and name are kept, and of its introspection no text', async () => {
  const find = approved('query Find($number: ID) { person(number: $number) { name } }');
  const covered = { fields: { Query: ['person'], Person: ['name'] }, queryKeys: { 'Query.person': ['number'] } };
  const agreement = agreementWith(covered);
  await using graph = await startRuled([persons], undefined, [{ agreement, documents: [find] }]);
  const asker = partner('partner-ke', 'KE');
  const variables = { number: NUMBER };
  expect((await graph.ask(asker, { documentId: find.id }, { variables })).data).toEqual({
    person: { name: 'Anna Eriksson' },
  });
  const introspection = `query ${NUMBER} { ${NUMBER}: __type(name: "${NUMBER}") { name } }`;
  const url = new URL(graph.url);
  await fetch(url, {
    method: 'POST',
    headers: await graph.headers(asker),
    body: JSON.stringify({ query: introspection }),
  });
  expect(graph.records).toMatchObject([
    { operationId: find.id, operationName: 'Find' },
    { operationName: undefined, operationId: expect.stringMatching(/^[0-9a-f]{64}$/) },
  ]);
  expect(JSON.stringify(graph.records)).not.toContain(NUMBER);
});
