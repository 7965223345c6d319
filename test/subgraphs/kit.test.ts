import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startPermits } from '../../demo/template/service.ts';
import { type Agency, defineAgency, httpSource, postgresSource, startSubgraph } from '../../subgraphs/kit/index.ts';
import { mappingProblems } from '../../subgraphs/kit/mapping.ts';
import { subgraphDocument } from '../../subgraphs/kit/server.ts';
import { template } from '../../subgraphs/template/agency.ts';
import { freshDatabase } from '../support/database.ts';
import { testSubgraph } from '../support/subgraph.ts';

const PERMIT = 'query($n: ID!) { permit(number: $n) { number state isValidToday holderName headings } }';

/** The template's subgraph with what it wrote to its log. */
async function loggedSubgraph(agency: Agency, sourceUrl: string) {
  const lines: Array<Record<string, unknown>> = [];
  const log = { write: (line: string) => lines.push(JSON.parse(line)) };
  const running = await startSubgraph(agency, { sourceUrl, logLevel: 'info', log, grants: 'off' });
  return {
    lines,
    url: running.url,
    ask: (query: string, variables: object, headers: Record<string, string> = {}) =>
      fetch(running.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
      }),
    [Symbol.asyncDispose]: () => running[Symbol.asyncDispose](),
  };
}

test('the template answers permits by number, by reference and by page', async () => {
  await using system = await startPermits();
  await using subgraph = await testSubgraph(template, system.url);
  const known = {
    number: 'P-0002',
    state: 'GRANTED',
    isValidToday: true,
    holderName: 'Holder 2',
    headings: ['0901', '0902'],
  };
  expect((await subgraph.ask(PERMIT, { n: 'p-0002' })).data).toEqual({ permit: known });
  const reference = await subgraph.entity({ __typename: 'Permit', number: 'P-0002' }, 'holderName');
  expect(reference.data['_entities']).toEqual([{ holderName: 'Holder 2' }]);
  const query = `query($a: String) { permits(holderCountryCode: "KE", first: 5, after: $a) {
    totalCount pageInfo { hasNextPage endCursor } edges { node { number } } } }`;
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const { data, errors } = await subgraph.ask(query, { a: after });
    expect(errors).toEqual([]);
    const page = data['permits'] as {
      totalCount: number;
      pageInfo: { hasNextPage: boolean; endCursor: string };
      edges: Array<{ node: { number: string } }>;
    };
    expect(page.totalCount).toBe(12);
    seen.push(...page.edges.map(({ node }) => node.number));
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after);
  expect(seen).toEqual(Array.from({ length: 12 }, (_, at) => `P-${String(2 * at + 2).padStart(4, '0')}`));
  // The next page of another filter is no page.
  const first = await subgraph.ask('{ permits(first: 1) { pageInfo { endCursor } } }');
  const { endCursor } = (first.data['permits'] as { pageInfo: { endCursor: string } }).pageInfo;
  expect((await subgraph.ask(query, { a: endCursor })).errors[0]?.extensions).toEqual({
    code: 'BAD_USER_INPUT',
    argument: 'after',
  });
});

test('an error that the agency declares passes with the sentence of its SDL', async () => {
  await using system = await startPermits({ register: 'BEING_WRITTEN' });
  await using subgraph = await testSubgraph(template, system.url);
  const { errors } = await subgraph.ask(PERMIT, { n: 'P-0001' });
  expect(errors).toEqual([
    {
      message: 'The register of permits is being written; ask again in some minutes.',
      extensions: { code: 'PERMITS_BEING_WRITTEN' },
      path: ['permit'],
    },
  ]);
});

test('an enum of error codes is named so that the hub knows it', async () => {
  const start = startSubgraph({ ...template, errorCodes: 'PermitState' }, { sourceUrl: '', grants: 'off' });
  await expect(start).rejects.toThrow('must end in ErrorCode');
});

test('any other error is told by a general code; its full text stays in the log, under the decision', async () => {
  await using system = await startPermits();
  const failing = withResolver(() => {
    throw Object.assign(new Error('SECRET of the agency'), { code: 'PERMITS_BEING_WRITTEN' });
  });
  await using subgraph = await loggedSubgraph(failing, system.url);
  const answer = await (await subgraph.ask(PERMIT, { n: 'SECRET-NUMBER' }, { 'hub-decision': 'd-1' })).text();
  expect(JSON.parse(answer).errors[0].extensions).toEqual({ code: 'INTERNAL_ERROR' });
  expect(answer).not.toContain('SECRET');
  const fault = subgraph.lines.find(({ msg }) => msg === 'a field could not be answered');
  expect(fault).toMatchObject({ decisionId: 'd-1', err: { message: 'SECRET of the agency' } });
});

test.each([
  ['an answer', PERMIT, { n: 'SECRET' }, { operation: 'query', fields: 6, outcome: 'answered', decisionId: 'd-2' }],
  [
    'an answer with errors',
    PERMIT,
    { n: '' },
    { operation: 'query', fields: 6, outcome: 'partial', decisionId: 'd-2' },
  ],
  ['a query that is none', '{ SECRET }', {}, { outcome: 'refused', decisionId: 'd-2' }],
  ['a query that cannot be read', '{ permit(number: "SECRET"', {}, { outcome: 'refused', decisionId: 'd-2' }],
])('the line of a request holds no value: %s', async (_, query, variables, line) => {
  await using system = await startPermits();
  await using subgraph = await loggedSubgraph(template, system.url);
  const answer = await (await subgraph.ask(query, variables, { 'hub-decision': 'd-2' })).text();
  expect(answer).not.toContain('SECRET');
  const [request, ...more] = subgraph.lines.filter(({ msg }) => msg === 'request');
  expect(more).toEqual([]);
  expect(request).toMatchObject({ ...line, durationMs: expect.any(Number) });
  expect(JSON.stringify(request)).not.toContain('SECRET');
});

test('what a caller writes in place of a decision is not written down', async () => {
  await using system = await startPermits();
  await using subgraph = await loggedSubgraph(template, system.url);
  await (await subgraph.ask(PERMIT, { n: 'P-0001' }, { 'hub-decision': '{"SECRET":1}' })).text();
  expect(JSON.stringify(subgraph.lines)).not.toContain('SECRET');
});

test.each(['/nothing/SECRET', '/%SECRET', '/health?SECRET'])('an address is repeated to nobody: %s', async (path) => {
  await using system = await startPermits();
  await using subgraph = await loggedSubgraph(template, system.url);
  const answer = await fetch(subgraph.url.replace('/graphql', path));
  expect(await answer.text()).not.toContain('SECRET');
  expect(JSON.stringify(subgraph.lines)).not.toContain('SECRET');
});

test('a log line says that cursors end with the run where no file holds their key', async () => {
  await using system = await startPermits();
  await using subgraph = await loggedSubgraph(template, system.url);
  expect(subgraph.lines.map(({ msg }) => msg)).toContainEqual(expect.stringContaining('HUB_CURSOR_KEY_FILE'));
});

test('a subgraph that is stopped answers what it was asked, then closes its connections', async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const server = createServer(async (_request, response) => {
    await held;
    response.end(JSON.stringify({ register: 'OPEN', permits: [null] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const running = await startSubgraph(template, {
    sourceUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    grants: 'off',
  });
  const asked = testAsk(running.url);
  await new Promise((resolve) => setTimeout(resolve, 200));
  const stopped = running[Symbol.asyncDispose]();
  release();
  expect(await asked).toEqual({ data: { permit: null } });
  await stopped;
  // Ends once nobody is connected any more.
  await new Promise((resolve) => server.close(resolve));
});

test('a subgraph that cannot start closes what it opened, and says why', async () => {
  await using system = await startPermits();
  const closed: string[] = [];
  const broken = { ...template, mapping: { 'Permit.nothing': 'permits.nothing' } } satisfies Agency;
  const watched: Agency = {
    ...broken,
    open: (url, options) => {
      const opened = broken.open(url, options);
      return { ...opened, [Symbol.asyncDispose]: async () => void closed.push('source') };
    },
  };
  await expect(startSubgraph(watched, { sourceUrl: system.url, grants: 'off' })).rejects.toThrow(
    'Permit.nothing is mapped, but not in the schema',
  );
  expect(closed).toEqual(['source']);
});

test('a mapping names every value of the schema, and no column stands under two labels', () => {
  const document = subgraphDocument(template);
  const mapping = template.mapping ?? {};
  expect(mappingProblems(document, mapping)).toEqual([]);
  const { 'Permit.headings': _, ...less } = mapping;
  expect(mappingProblems(document, less)).toEqual(['Permit.headings is neither mapped nor COMPUTED']);
  const doubled = { ...mapping, 'Permit.holderCountryCode': 'permits.holder_name' };
  expect(mappingProblems(document, doubled)).toEqual(['permits.holder_name stands under 2 labels']);
});

test('a subgraph is ready while its system answers, and says otherwise in bounded time', async () => {
  await using system = await startPermits();
  await using subgraph = await testSubgraph(template, system.url);
  const ready = () => fetch(subgraph.url.replace('/graphql', '/ready'));
  expect((await ready()).status).toBe(200);
  await system[Symbol.asyncDispose]();
  expect((await ready()).status).toBe(503);
});

test('however many ask whether a subgraph is ready, its system is asked by one at a time', async () => {
  let asked = 0;
  const server = createServer(async (_request, response) => {
    asked += 1;
    await new Promise((resolve) => setTimeout(resolve, 200));
    response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = server.address() as AddressInfo;
    await using subgraph = await testSubgraph(template, `http://127.0.0.1:${port}`);
    const ready = () => fetch(subgraph.url.replace('/graphql', '/ready')).then(({ status }) => status);
    expect(new Set(await Promise.all(Array.from({ length: 50 }, ready)))).toEqual(new Set([200]));
    expect(asked).toBeLessThan(5);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

test.each([
  ['larger than its bound', () => 'x'.repeat(17 * 1024 * 1024), 'SOURCE_INVALID'],
  ['in no UTF-8', () => Buffer.from([0x22, 0xff, 0x22]), 'SOURCE_INVALID'],
])('an answer %s is refused', async (_, body, code) => {
  const server = createServer((_request, response) => response.end(body()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await using source = httpSource(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    await expect(source.get('/')).rejects.toMatchObject({ code });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

test('a statement that takes too long is a timeout, one that is wrong is no absence of the system', async () => {
  await using database = await freshDatabase();
  await using source = postgresSource(database.url, { timeoutMs: 300 });
  await expect(source.query('select pg_sleep(5)', [])).rejects.toMatchObject({ code: 'SOURCE_TIMEOUT' });
  await expect(source.query('select nothing', [])).rejects.toMatchObject({ code: '42703' });
  expect(await source.alive()).toBe(true);
});

async function testAsk(url: string): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ permit(number: "P-1") { number } }' }),
  });
  return response.json();
}

/** The template with another resolver of its root field. */
function withResolver(permit: () => never): Agency {
  return defineAgency({
    name: 'template',
    schema: template.schema,
    resolvers: { Query: { permit } },
    openSource: httpSource,
    loaders: () => undefined,
    ready: async () => true,
    errorCodes: 'PermitErrorCode',
  });
}
