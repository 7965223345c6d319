import { type Answer, startGraph } from '../support/graph.ts';

/** Nothing that tells how the hub is made or what was sent may be in an error. */
function isClean(answer: Answer): void {
  expect(answer.text).not.toMatch(/node_modules|\.ts:|\.js:|at \w+ \(|stack|SECRET-VALUE|Did you mean/i);
}

async function survives(graph: Awaited<ReturnType<typeof startGraph>>): Promise<void> {
  expect((await graph.ask('officer', '{ ships { name } }')).body.data).toEqual({
    ships: [{ name: 'Anna' }, { name: 'Bella' }],
  });
}

test('malformed GraphQL, JSON and requests get a typed error that echoes nothing', async () => {
  await using graph = await startGraph();
  const authorization = `Bearer ${await graph.identity.token({ roles: ['officer'] })}`;
  const headers = { authorization, 'hub-purpose': 'RISK_ASSESSMENT', 'content-type': 'application/json' };
  const cases: ReadonlyArray<readonly [body: string, status: number, code: string]> = [
    ['{"query":"{ ships {"}', 400, 'GRAPHQL_PARSE_FAILED'],
    ['{"query":"query token token { ships { name } }"}', 400, 'GRAPHQL_PARSE_FAILED'],
    ['{"query":"{ ships(first: \\"SECRET-VALUE\\") { name } }"}', 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['{"query":"{ ships { nam } }"}', 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['{"query":"query($n: Int){ ships(first: $n) { name } }","variables":{"n":"SECRET-VALUE"}}', 200, 'BAD_USER_INPUT'],
    ['{"query":"query($n: Int!){ ships(first: $n) { name } }"}', 200, 'BAD_USER_INPUT'],
    ['{"query":"mutation { sink }"}', 200, 'UNAUTHORIZED_FIELD_OR_TYPE'],
    ['{"query":"query A { watchers } query B { watchers }"}', 400, 'BAD_REQUEST'],
    ['{"query":', 400, 'BAD_REQUEST'],
    ['SECRET-VALUE', 400, 'BAD_REQUEST'],
    ['[]', 400, 'BAD_REQUEST'],
    ['null', 400, 'BAD_REQUEST'],
    ['{}', 400, 'BAD_REQUEST'],
    ['{"query":42}', 400, 'BAD_REQUEST'],
    ['{"query":"{ watchers }","variables":"SECRET-VALUE"}', 400, 'BAD_REQUEST'],
    ['{"__proto__":{"x":1},"query":"{ watchers }"}', 400, 'BAD_REQUEST'],
  ];
  for (const [body, status, code] of cases) {
    const answer = await graph.send({ method: 'POST', headers, body });
    isClean(answer);
    expect({ body, status: answer.status, code: answer.body.errors?.[0]?.extensions.code }).toEqual({
      body,
      status,
      code,
    });
  }
  expect(graph.faults).toEqual([]);
  await survives(graph);
});

test('a body of 10 MB is refused unread', async () => {
  await using graph = await startGraph();
  const answer = await graph.ask('officer', `{ ships { name } } #${'x'.repeat(10 * 1024 * 1024)}`);
  expect([answer.status, answer.body.errors?.[0]?.extensions.code]).toEqual([413, 'PAYLOAD_TOO_LARGE']);
  await survives(graph);
});

test('deep, wide, alias-flooded and fragment-bomb operations are refused before any work', async () => {
  await using graph = await startGraph();
  const bomb = Array.from({ length: 30 }, (_, at) => `fragment F${at} on Ship { ...F${at + 1} ...F${at + 1} }`);
  const floods = [
    `{ ${'ships { '.repeat(30)} name ${'}'.repeat(30)} }`,
    `{ ships { ${Array.from({ length: 200 }, (_, at) => `a${at}: name`).join(' ')} } }`,
    `{ ${Array.from({ length: 30 }, (_, at) => `a${at}: watchers`).join(' ')} }`,
    `{ ships { ...F0 } } ${bomb.join(' ')} fragment F30 on Ship { name }`,
    `{ ships { ${'name '.repeat(3000)} } }`,
    `{ ships { ${'name '.repeat(20_000)} } }`,
  ];
  for (const flood of floods) {
    const answer = await graph.ask('chief', flood);
    isClean(answer);
    expect([answer.status, answer.body.errors?.[0]?.extensions.code]).toEqual([400, 'LIMIT_EXCEEDED']);
  }
  expect(graph.port.calls).toBe(0);
  const cycle = await graph.ask('chief', '{ ships { ...A } } fragment A on Ship { ...B } fragment B on Ship { ...A }');
  expect(cycle.body.errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  await survives(graph);
});

test('prototype names as aliases, fields and variables are nothing special', async () => {
  await using graph = await startGraph();
  const answer = await graph.ask('officer', '{ ships { constructor: name toString: name hasOwnProperty: name } }');
  expect(answer.body.data).toEqual({
    ships: [
      { constructor: 'Anna', toString: 'Anna', hasOwnProperty: 'Anna' },
      { constructor: 'Bella', toString: 'Bella', hasOwnProperty: 'Bella' },
    ],
  });
  const unknown = await graph.ask('officer', '{ ships { constructor } }');
  expect(unknown.body.errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
});

test('other addresses, methods and content types are refused in JSON', async () => {
  await using graph = await startGraph();
  const authorization = `Bearer ${await graph.identity.token()}`;
  const other = await fetch(new URL('/etc/passwd', graph.url));
  expect(other.status).toBe(404);
  const get = await fetch(`${graph.url}?query={watchers}`, {
    headers: { authorization, 'hub-purpose': 'RISK_ASSESSMENT' },
  });
  expect(get.status).toBe(404);
  const plain = await graph.send({
    method: 'POST',
    headers: { authorization, 'hub-purpose': 'RISK_ASSESSMENT', 'content-type': 'text/plain' },
    body: '{"query":"{ watchers }"}',
  });
  expect(plain.status).toBeGreaterThanOrEqual(400);
  isClean(plain);
});

test('fragments hide neither width nor nesting, and pages within pages are weighed', async () => {
  await using graph = await startGraph();
  const nested = (levels: number) => `${'... { '.repeat(levels)} name ${'}'.repeat(levels)}`;
  const many = Array.from({ length: 44 }, () => '...F').join(' ');
  const floods = [
    `{ ...R } fragment R on Query { ${Array.from({ length: 40 }, (_, at) => `a${at}: watchers`).join(' ')} }`,
    `{ ships { ${nested(100)} } }`,
    `{ ships { ${nested(3000)} } }`,
    `{ ships { ...A } } fragment A on Ship { ${many} } fragment F on Ship { ${nested(50)} }`,
    `{ ${Array.from({ length: 19 }, (_, at) => `a${at}: ships(first: ${200 - at}) { fleet(first: 200) { fleet(first: 200) { name } } }`).join(' ')} }`,
  ];
  for (const flood of floods) {
    const answer = await graph.ask('chief', flood);
    expect([answer.status, answer.body.errors?.[0]?.extensions.code]).toEqual([400, 'LIMIT_EXCEEDED']);
  }
  expect(graph.port.calls).toBe(0);
  await survives(graph);
});

test('what is refused before it is an operation is recorded for a known caller', async () => {
  await using graph = await startGraph();
  const authorization = `Bearer ${await graph.identity.token({ roles: ['officer'] })}`;
  const headers = { authorization, 'hub-purpose': 'RISK_ASSESSMENT', 'content-type': 'application/json' };
  const ask = { query: '{ ships { name } }' };
  const cases: ReadonlyArray<readonly [body: unknown, accept: string, code: string]> = [
    [null, '*/*', 'BAD_REQUEST'],
    ['x', '*/*', 'BAD_REQUEST'],
    [[ask], '*/*', 'BAD_REQUEST'],
    [{ ...ask, variables: [] }, '*/*', 'BAD_REQUEST'],
    [{ ...ask, operationName: 1 }, '*/*', 'BAD_REQUEST'],
    [{ ...ask, extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } }, '*/*', 'BAD_REQUEST'],
    [ask, 'text/html', 'NOT_ACCEPTABLE'],
  ];
  for (const [body, accept, code] of cases) {
    const answer = await graph.send({ method: 'POST', headers: { ...headers, accept }, body: JSON.stringify(body) });
    expect(answer.body.errors?.[0]?.extensions.code).toBe(code);
  }
  expect(graph.records.map((record) => record.refusal)).toEqual(cases.map(([, , code]) => code));
  expect(graph.port.calls).toBe(0);
});

test('the order of arguments makes no second field of one', async () => {
  await using graph = await startGraph();
  const query =
    '{ a: ship(imo: "1", owner: "Lakeside Lines") { name } a: ship(owner: "Lakeside Lines", imo: "1") { tonnage } }';
  const answer = await graph.ask('chief', query);
  expect(answer.body.data).toEqual({ a: { name: 'Anna', tonnage: 900 } });
});
