import type { ServerResponse } from 'node:http';
import { setImmediate as turn } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import {
  type Answer,
  type EngineUnderTest,
  type Federation,
  type HandledCall,
  OWN_ENGINES,
  startFederation,
} from '../support/federated.ts';
import { respondUncoerced } from './raw-answers.ts';

type Respond = (call: HandledCall, response: ServerResponse) => void;

const MRNS = ['M1', 'M2', 'M3'];
const QUERY = '{ consignments { mrn goods decision } officers lanes }';
const OWN = {
  consignments: MRNS.map((mrn) => ({ mrn, goods: `goods ${mrn}`, decision: null })),
  officers: null,
  lanes: 4,
};
const GOOD: Respond = (call, response) =>
  respondUncoerced(
    {
      officers: 7,
      _entities: (asked: ReadonlyArray<{ mrn: string }>) =>
        asked.map(({ mrn }) => ({ __typename: 'Consignment', decision: `of ${mrn}` })),
    },
    call,
    response,
  );

/** A federation of one subgraph that behaves and one whose behaviour a test sets. */
async function federationWith(engine: EngineUnderTest, bad: { respond: Respond }): Promise<Federation> {
  const { title: _title, ...parts } = engine;
  return startFederation({
    ...parts,
    // A breaker would answer the next test before its subgraph can.
    limits: { fetchMs: 1_000, failuresToOpen: 1_000_000 },
    subgraphs: [
      {
        name: 'customs',
        typeDefs:
          'type Query { consignments: [Consignment!] lanes: Int } type Consignment @key(fields: "mrn") { mrn: ID! goods: String }',
        resolvers: {
          Query: { lanes: () => 4, consignments: () => MRNS.map((mrn) => ({ mrn, goods: `goods ${mrn}` })) },
        },
      },
      {
        name: 'sps',
        typeDefs: 'type Query { officers: Int } type Consignment @key(fields: "mrn") { mrn: ID! decision: String }',
        respond: (call, response) => bad.respond(call, response),
      },
    ],
  });
}

const text =
  (body: string, status = 200): Respond =>
  (_call, response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
const json = (body: unknown): Respond => text(JSON.stringify(body));
const redirect: Respond = (_call, response) => response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end();
const half: Respond = (_call, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': 5000 });
  response.write('{"data":{"officers":7,', () => response.destroy());
};
/** Sends a byte now and then, and never ends. */
const trickle: Respond = (_call, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const drip = setInterval(() => response.write(' '), 50);
  response.on('close', () => clearInterval(drip));
};
const PACKED = gzipSync(Buffer.alloc(64 * 1024 * 1024, ' '));
const packed: Respond = (_call, response) =>
  response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(PACKED);

/** What it does, how, and how the answer calls it. */
const MISDEEDS: ReadonlyArray<readonly [name: string, respond: Respond, source: 'UNAVAILABLE' | 'INVALID']> = [
  ['resets the connection', (_call, response) => response.destroy(), 'UNAVAILABLE'],
  ['answers 500 with data', text('{"data":{"officers":7,"_entities":[]}}', 500), 'UNAVAILABLE'],
  ['answers 503 with a page', text('<html>SECRET</html>', 503), 'UNAVAILABLE'],
  ['sends its callers elsewhere', redirect, 'UNAVAILABLE'],
  ['closes in the middle of its answer', half, 'UNAVAILABLE'],
  ['never answers', () => {}, 'UNAVAILABLE'],
  ['answers byte by byte without end', trickle, 'UNAVAILABLE'],
  ['answers HTML', text('<html>SECRET</html>'), 'INVALID'],
  ['answers nothing', text(''), 'INVALID'],
  ['answers half a JSON text', text('{"data":{"officers":7'), 'INVALID'],
  ['answers two JSON texts', text('{"data":{"officers":7}}{"data":{"officers":8}}'), 'INVALID'],
  ['answers JSON nested a million deep', text(`{"data":${'['.repeat(1_000_000)}`), 'INVALID'],
  ['answers with a packed text of 64 MB', packed, 'INVALID'],
  ['answers null', json(null), 'INVALID'],
  ['answers a number', json(7), 'INVALID'],
  ['answers a text', json('SECRET'), 'INVALID'],
  ['answers a list', json([{ data: { officers: 7 } }]), 'INVALID'],
  ['answers an empty object', json({}), 'INVALID'],
  ['answers data that is null', json({ data: null }), 'INVALID'],
  ['answers data that is a list', json({ data: [7] }), 'INVALID'],
  ['answers data that is a text', json({ data: 'SECRET' }), 'INVALID'],
  ['answers errors alone', json({ errors: [{ message: 'SECRET', extensions: { stack: 'SECRET' } }] }), 'INVALID'],
  ['answers errors that are none', json({ errors: ['SECRET', null, 7] }), 'INVALID'],
];

/** Entities that are not what was asked for; `officers` beside them is right. */
const ENTITIES: ReadonlyArray<readonly [name: string, entities: unknown]> = [
  ['no list', { 0: { decision: 'SECRET' } }],
  ['a text', 'SECRET'],
  ['nothing', undefined],
  ['texts', ['SECRET', 'SECRET', 'SECRET']],
  ['numbers', [1, 2, 3]],
  ['lists', [[{ decision: 'SECRET' }], [], []]],
  ['wrong values', [{ decision: { a: 'SECRET' } }, { decision: ['SECRET'] }, { decision: {} }]],
];

const answered = (answer: Answer) => ({ data: answer.data, sources: answer.sources });

describe.each(OWN_ENGINES)('a subgraph that misbehaves ($title)', (engine) => {
  const bad = { respond: GOOD };
  let federation: Federation;
  beforeAll(async () => {
    federation = await federationWith(engine, bad);
  });
  afterAll(() => federation[Symbol.asyncDispose]());
  afterEach(async () => {
    bad.respond = GOOD;
    const answer = await federation.ask(QUERY);
    expect(answered(answer)).toEqual({
      data: {
        ...OWN,
        consignments: OWN.consignments.map((each) => ({ ...each, decision: `of ${each.mrn}` })),
        officers: 7,
      },
      sources: { customs: 'OK', sps: 'OK' },
    });
    expect(answer.errors).toEqual([]);
  });

  function expectOwnFieldsLost(answer: Answer): void {
    expect(answer.status).toBe(200);
    expect(answer.data).toEqual(OWN);
    expect(answer.text).not.toContain('SECRET');
    expect(answer.errors).not.toEqual([]);
    for (const { extensions, path } of answer.errors) {
      expect(extensions.agency).toBe('sps');
      if (path) expect(['consignments', 'officers']).toContain(path[0]);
    }
  }

  test.each(MISDEEDS)('that %s costs its own fields only', async (_name, respond, source) => {
    bad.respond = respond;
    const answer = await federation.ask(QUERY);
    expectOwnFieldsLost(answer);
    expect(answer.sources).toEqual({ customs: 'OK', sps: source });
    const codes = new Set(answer.errors.map(({ extensions }) => extensions.code));
    expect(codes).not.toContain('INTERNAL_ERROR');
    if (source === 'UNAVAILABLE') expect([...codes]).toEqual(['SUBGRAPH_UNAVAILABLE']);
  });

  test.each(ENTITIES)('that gives %s for records loses them', async (_name, entities) => {
    bad.respond = (call, response) =>
      call.query.includes('_entities')
        ? json({ data: Object.fromEntries(entityKeys(call).map((key) => [key, entities])) })(call, response)
        : GOOD(call, response);
    const answer = await federation.ask(QUERY);
    expect(answer.data).toEqual({ ...OWN, officers: 7 });
    expect(answer.text).not.toContain('SECRET');
    expect(answer.sources).not.toEqual({ customs: 'OK', sps: 'OK' });
    expect(answer.sources['customs']).toBe('OK');
    expect(new Set(answer.errors.map(({ extensions }) => `${extensions.code} ${extensions.agency}`))).toEqual(
      new Set(['SUBGRAPH_INVALID_ANSWER sps']),
    );
  });

  test.each([
    ['too few', (own: readonly object[]) => own.slice(0, 2)],
    ['too many', (own: readonly object[]) => [...own, ...own]],
    ['none', () => []],
  ])('that gives %s records never gives one the value of another', async (_name, change) => {
    bad.respond = (call, response) =>
      respondUncoerced(
        {
          officers: 7,
          _entities: (asked: ReadonlyArray<{ mrn: string }>) =>
            change(asked.map(({ mrn }) => ({ decision: `of ${mrn}` }))),
        },
        call,
        response,
      );
    const answer = await federation.ask(QUERY);
    for (const { mrn, goods, decision } of consignmentsOf(answer)) {
      expect(goods).toBe(`goods ${mrn}`);
      expect([null, `of ${mrn}`]).toContain(decision);
    }
    expect(answer.data).toMatchObject({ officers: 7, lanes: 4 });
    expect(answer.sources['sps']).not.toBe('OK');
    expect(answer.errors).not.toEqual([]);
  });

  test('that gives records of another type loses them where their type is asked', async () => {
    bad.respond = (call, response) =>
      respondUncoerced(
        {
          officers: 7,
          _entities: (asked: readonly object[]) => asked.map(() => ({ __typename: 'Ghost', decision: 'SECRET' })),
        },
        call,
        response,
      );
    const answer = await federation.ask('{ consignments { mrn __typename decision } lanes }');
    expect(answer.data).toEqual({
      consignments: MRNS.map((mrn) => ({ mrn, __typename: 'Consignment', decision: null })),
      lanes: 4,
    });
    expect(answer.text).not.toMatch(/SECRET|Ghost/);
  });

  test('that sends 100 MB is read no further than the bound', async () => {
    let sent = 0;
    bad.respond = async (_call, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"data":{"officers":"');
      const chunk = Buffer.alloc(1024 * 1024, 'x');
      while (sent < 100 && !response.destroyed) {
        sent += 1;
        if (!response.write(chunk))
          await Promise.race([
            new Promise((drained) => response.once('drain', drained)),
            new Promise((closed) => response.once('close', closed)),
          ]);
        await turn();
      }
      response.end('"}}');
    };
    const answer = await federation.ask('{ officers lanes }');
    expect(answered(answer)).toEqual({
      data: { officers: null, lanes: 4 },
      sources: { customs: 'OK', sps: expect.stringMatching(/INVALID|UNAVAILABLE/) },
    });
    // What is on its way in the buffers of both sides is beyond the hub.
    expect(sent).toBeLessThan(64);
  });

  test('that sends __proto__ changes nothing but its own fields', async () => {
    const proto =
      '"__proto__":{"polluted":"SECRET","decision":"SECRET","officers":7},"constructor":{"prototype":{"polluted":"SECRET"}}';
    bad.respond = (call, response) => {
      const entities = entityKeys(call).map((key) => `,"${key}":[{${proto}},{${proto}},{${proto}}]`);
      text(`{${proto},"data":{${proto}${entities.join('')}},"extensions":{${proto}}}`)(call, response);
    };
    const answer = await federation.ask(QUERY);
    expect(answer.data).toEqual(OWN);
    expect(answer.text).not.toContain('SECRET');
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test('that tells of errors where there is nothing loses nothing more and tells no text of its own', async () => {
    const errors = [
      { message: 'SECRET', path: ['_entities', 99, 'decision'] },
      { message: 'SECRET', path: ['__proto__', 'polluted'] },
      { message: 'SECRET', path: ['consignments', 0, 'goods'], extensions: { code: 'SECRET', agency: 'customs' } },
      { message: { SECRET: 1 }, path: 'SECRET', locations: 'SECRET' },
      { message: 'SECRET', path: [{ SECRET: 1 }, null, -1, 1e99] },
      { path: ['officers', 'SECRET'], extensions: { code: 'UNAUTHENTICATED', stack: 'SECRET' } },
    ];
    bad.respond = (call, response) => {
      const data = {
        officers: 7,
        ...Object.fromEntries(entityKeys(call).map((key) => [key, MRNS.map(() => ({ decision: 'fine' }))])),
      };
      json({ data: call.query.includes('_entities') ? data : { officers: 7 }, errors })(call, response);
    };
    const answer = await federation.ask(QUERY);
    expect(answer.data).toMatchObject({ lanes: 4, consignments: MRNS.map((mrn) => ({ mrn, goods: `goods ${mrn}` })) });
    expect(answer.text).not.toContain('SECRET');
    expect(answer.sources).toEqual({ customs: 'OK', sps: 'PARTIAL' });
    for (const { extensions } of answer.errors)
      expect([extensions.agency, extensions.code]).toEqual(['sps', 'SUBGRAPH_ERROR']);
  });

  test('that tells of 100,000 errors is told of in few', async () => {
    const errors = Array.from({ length: 100_000 }, (_, at) => ({ message: 'SECRET', path: ['officers', at] }));
    bad.respond = json({ data: { officers: null }, errors });
    const answer = await federation.ask('{ officers lanes }');
    expect(answer.data).toEqual({ officers: null, lanes: 4 });
    expect(answer.text.length).toBeLessThan(1024 * 1024);
  });
});

/** The response keys under which an operation asks for entities. */
function entityKeys({ query }: HandledCall): string[] {
  return [...query.matchAll(/(?:(\w+)\s*:\s*)?_entities\b/g)].map(([, alias]) => alias ?? '_entities');
}

function consignmentsOf({ data }: Answer): ReadonlyArray<{ mrn: string; goods: string; decision: string | null }> {
  return (data?.['consignments'] ?? []) as never;
}
