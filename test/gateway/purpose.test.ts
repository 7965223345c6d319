import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { type Graph, startGraph } from '../support/graph.ts';
import type { Claims } from '../support/tokens.ts';

const QUERY = JSON.stringify({ query: '{ ships { name } }' });

async function asked(graph: Graph, claims: Claims, headers: Readonly<Record<string, string>>) {
  const authorization = `Bearer ${await graph.identity.token(claims)}`;
  const answer = await graph.send({
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json', ...headers },
    body: QUERY,
  });
  return { status: answer.status, code: answer.body.errors?.[0]?.extensions.code, text: answer.text };
}

const IN_CASE = { 'hub-purpose': 'CRIME_INVESTIGATION' };

test.each([
  ['none', {}, {}, 403, 'PURPOSE_REQUIRED'],
  ['an unknown one', {}, { 'hub-purpose': 'CURIOSITY' }, 403, 'PURPOSE_UNKNOWN'],
  ['one by an inherited name', {}, { 'hub-purpose': '__proto__' }, 403, 'PURPOSE_UNKNOWN'],
  ['one twice', {}, { 'hub-purpose': 'BORDER_CHECK, BORDER_CHECK' }, 403, 'PURPOSE_UNKNOWN'],
  ['one outside the token', {}, { 'hub-purpose': 'PUBLIC_HEALTH' }, 403, 'PURPOSE_NOT_ALLOWED'],
  [
    'any, with a token that names none',
    { purposes: [] },
    { 'hub-purpose': 'BORDER_CHECK' },
    403,
    'PURPOSE_NOT_ALLOWED',
  ],
  ['one that needs a case without a case', {}, IN_CASE, 403, 'CASE_REQUIRED'],
  ['and an empty case', {}, { ...IN_CASE, 'hub-case': '' }, 403, 'CASE_REQUIRED'],
  ['and a case that cannot be one', {}, { ...IN_CASE, 'hub-case': '{"a": 1}' }, 403, 'CASE_NOT_CONFIRMED'],
  ['and two cases', {}, { ...IN_CASE, 'hub-case': 'open, open' }, 403, 'CASE_NOT_CONFIRMED'],
])('with a purpose that is %s no agency is called', async (_, claims, headers, status, code) => {
  await using graph = await startGraph();
  expect(await asked(graph, claims, headers)).toMatchObject({ status, code });
  expect([graph.port.calls, graph.cases.asked]).toEqual([0, 0]);
  expect(graph.records).toEqual([
    expect.objectContaining({ outcome: 'REFUSED', refusal: code, principal: 'officer-1' }),
  ]);
});

test('a case is confirmed by the agency that keeps it, once in a while for one officer', async () => {
  await using graph = await startGraph();
  const headers = { ...IN_CASE, 'hub-case': 'open' };
  for (let time = 0; time < 3; time += 1) expect((await asked(graph, {}, headers)).status).toBe(200);
  expect([graph.cases.asked, graph.port.calls]).toEqual([1, 3]);
  expect(graph.records.at(-1)).toMatchObject({ purpose: 'CRIME_INVESTIGATION', caseReference: 'open' });
});

test('an invented case, a closed one and another officer’s read one refusal, and no other agency is called', async () => {
  await using graph = await startGraph();
  const refusals = [
    await asked(graph, {}, { ...IN_CASE, 'hub-case': 'invented' }),
    await asked(graph, {}, { ...IN_CASE, 'hub-case': 'closed' }),
    await asked(graph, { sub: 'officer-2' }, { ...IN_CASE, 'hub-case': 'open' }),
    await asked(graph, { agency: 'watch' }, { ...IN_CASE, 'hub-case': 'open' }),
  ];
  for (const refusal of refusals) expect(refusal).toMatchObject({ status: 403, code: 'CASE_NOT_CONFIRMED' });
  expect(new Set(refusals.map(({ text }) => text)).size).toBe(1);
  expect(graph.port.calls).toBe(0);
  expect(JSON.stringify(graph.records)).not.toMatch(/invented|closed/);
  expect(graph.records[0]).toMatchObject({ purpose: 'CRIME_INVESTIGATION', caseReference: undefined });
});

test('a case nobody can confirm is refused with a code of its own, and asked for again the next time', async () => {
  await using graph = await startGraph({ urls: { watch: 'http://127.0.0.1:9/graphql' } });
  await using other = await startGraph();
  const away = await asked(graph, {}, { ...IN_CASE, 'hub-case': 'open' });
  expect(away).toMatchObject({ status: 503, code: 'CASE_UNCONFIRMABLE' });
  for (let time = 1; time <= 2; time += 1) {
    const failing = await asked(other, {}, { ...IN_CASE, 'hub-case': 'fails' });
    expect([failing.code, other.cases.asked]).toEqual(['CASE_UNCONFIRMABLE', time]);
  }
  expect([graph.port.calls, other.port.calls]).toEqual([0, 0]);
});

test('an officer who invents cases in a row does not keep others waiting at the agency that keeps them', async () => {
  const waiting: ServerResponse[] = [];
  const slow = createServer((_, response) => void waiting.push(response));
  await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve));
  await using graph = await startGraph({
    urls: { watch: `http://127.0.0.1:${(slow.address() as AddressInfo).port}/graphql` },
  });
  const ask = (sub: string, id: string) => asked(graph, { sub }, { ...IN_CASE, 'hub-case': id });
  const answers = Array.from({ length: 40 }, (_, at) => ask('officer-2', `invented-${at}`));
  const told = await Promise.all(answers.map((answer) => Promise.race([answer, pause(1_000)])));
  expect([waiting.length, told.filter(Boolean).length]).toEqual([4, 36]);
  const confirmed = ask('officer-1', 'open');
  await Promise.race([once(slow, 'request'), pause(1_000)]);
  for (const response of waiting) response.end('{"data":{"caseReference":{"status":"OPEN","isAssigned":true}}}');
  expect((await confirmed).status).toBe(200);
  await Promise.all(answers);
  slow.close();
});

test('no caller can ask the agency for cases, or see that it can be asked', async () => {
  await using graph = await startGraph();
  const hidden = await graph.ask('chief', '{ caseReference(id: "open", agency: "port", officer: "x") { status } }');
  expect(hidden.body.errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  const { text } = await graph.ask('chief', '{ __schema { types { name } } }');
  expect(text).not.toContain('CaseReference');
});

test('who acts for another country is recorded with both, within the token', async () => {
  await using graph = await startGraph();
  const purpose = { 'hub-purpose': 'BORDER_CHECK' };
  const allowed = await asked(graph, { onBehalfOf: ['KE'] }, { ...purpose, 'hub-on-behalf-of': 'KE' });
  expect(allowed.status).toBe(200);
  expect(graph.records).toEqual([
    expect.objectContaining({
      issuer: 'https://identity.test',
      country: 'UG',
      onBehalfOf: 'KE',
      purpose: 'BORDER_CHECK',
    }),
  ]);
  for (const [claims, country] of [
    [{}, 'KE'],
    [{ onBehalfOf: ['KE'] }, 'TZ'],
    [{ onBehalfOf: ['KE'] }, 'ke'],
    [{ onBehalfOf: ['KE'] }, 'KE, KE'],
    [{ onBehalfOf: ['KE'] }, ''],
  ] as const) {
    const refused = await asked(graph, claims, { ...purpose, 'hub-on-behalf-of': country });
    expect([country, refused.status, refused.code]).toEqual([country, 403, 'ON_BEHALF_OF_NOT_ALLOWED']);
  }
  expect([graph.port.calls, graph.records.length]).toEqual([1, 6]);
});
