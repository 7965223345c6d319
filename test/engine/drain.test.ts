import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent, type IncomingMessage, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Federation, startFederation } from '../support/federated.ts';
import { startHubProcess } from '../support/hub-process.ts';
import { eventually, HeldAgency, startWatchedHub, type WatchedHub } from '../support/trouble.ts';

const QUERY = '{ officers lanes consignments { decision } }';
const ANSWER = { officers: 7, lanes: 4, consignments: [{ decision: 'of M1' }] };

function federationWith(sps: HeldAgency): Promise<Federation> {
  return startFederation({
    subgraphs: [
      {
        name: 'customs',
        typeDefs:
          'type Query { lanes: Int consignments: [Consignment!] } type Consignment @key(fields: "mrn") { mrn: ID! }',
        resolvers: { Query: { lanes: () => 4, consignments: () => [{ mrn: 'M1' }] } },
      },
      {
        name: 'sps',
        typeDefs: `type Query { officers: Int } type Mutation { inspect: Int close: Int }
          type Consignment @key(fields: "mrn") { mrn: ID! decision: String }`,
        resolvers: {
          Query: { officers: () => 7 },
          Mutation: { inspect: () => 1, close: () => 2 },
          Consignment: { __resolveReference: ({ mrn }: { mrn: string }) => ({ mrn, decision: `of ${mrn}` }) },
        },
        respond: sps.respond,
      },
    ],
  });
}

interface Reply {
  readonly status: number;
  readonly data: unknown;
  readonly errors: unknown;
}

/** A caller with connections of its own: one for each request, or one that is kept. */
class Caller implements AsyncDisposable {
  readonly #agent: Agent;

  constructor(connections: 'closed after each' | 'kept') {
    this.#agent = new Agent({ keepAlive: connections === 'kept' });
  }

  async ask(url: string, query: string): Promise<Reply> {
    const headers = { 'content-type': 'application/json' };
    const sent = request(url, { method: 'POST', agent: this.#agent, headers });
    sent.end(JSON.stringify({ query }));
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk as Buffer);
    const { data, errors = [] } = JSON.parse(Buffer.concat(chunks).toString());
    return { status: response.statusCode ?? 0, data, errors };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#agent.destroy();
  }
}

/** Whether the hub's port takes a connection. */
async function isListening(url: string): Promise<boolean> {
  const socket = connectTo(url);
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

function connectTo(url: string): Socket {
  const { hostname, port } = new URL(url);
  return connect(Number(port), hostname);
}

const closedDoor = (url: string) => eventually('a closed door', async () => !(await isListening(url)));

/** Begins the end of a hub; true once it has come to it. */
function ending(hub: WatchedHub): () => boolean {
  let isOver = false;
  void hub[Symbol.asyncDispose]().then(() => {
    isOver = true;
  });
  return () => isOver;
}

async function withHub(run: (hub: WatchedHub, sps: HeldAgency) => Promise<void>): Promise<void> {
  const sps = new HeldAgency();
  await using federation = await federationWith(sps);
  await using hub = await startWatchedHub({ supergraphSdl: federation.supergraphSdl });
  await run(hub, sps);
  expect(hub.faults).toEqual([]);
}

describe('a hub that is disposed of', () => {
  test('lets running requests end with their whole answer, and takes no new connection', async () => {
    await using caller = new Caller('closed after each');
    await withHub(async (hub, sps) => {
      const running = Array.from({ length: 5 }, () => caller.ask(hub.url, QUERY));
      await eventually('calls at the agency', () => sps.held.length === 5);
      const isOver = ending(hub);
      await closedDoor(hub.url);
      await expect(caller.ask(hub.url, '{ lanes }')).rejects.toThrow('ECONNREFUSED');
      expect(isOver()).toBe(false);
      await sps.open();
      expect(await Promise.all(running)).toEqual(running.map(() => ({ status: 200, data: ANSWER, errors: [] })));
      await eventually('the hub’s end', isOver);
      expect(hub.records.map(({ outcome }) => outcome)).toEqual(running.map(() => 'ANSWERED'));
    });
  });

  test('begins the later steps of a running request', async () => {
    await using caller = new Caller('closed after each');
    await withHub(async (hub, sps) => {
      const running = caller.ask(hub.url, 'mutation { inspect close }');
      await eventually('the first call', () => sps.held.length === 1);
      const isOver = ending(hub);
      await closedDoor(hub.url);
      await sps.open();
      expect((await running).data).toEqual({ inspect: 1, close: 2 });
      await eventually('the hub’s end', isOver);
      expect(sps.total).toBe(2);
    });
  });

  test('does not wait for a caller who keeps the connection on which it was answered', async () => {
    await using caller = new Caller('kept');
    await withHub(async (hub, sps) => {
      const running = caller.ask(hub.url, QUERY);
      await eventually('a call at the agency', () => sps.held.length === 1);
      const isOver = ending(hub);
      await closedDoor(hub.url);
      await sps.open();
      expect((await running).data).toEqual(ANSWER);
      await eventually('the hub’s end', isOver);
    });
  });

  test('does not wait for a connection kept since an earlier request', async () => {
    await using caller = new Caller('kept');
    await withHub(async (hub) => {
      expect((await caller.ask(hub.url, '{ lanes }')).status).toBe(200);
      await eventually('the hub’s end', ending(hub));
    });
  });

  test.each([
    ['nothing', ''],
    ['half a head', 'POST /graphql HT'],
  ])('does not wait for a connection on which %s was sent', async (_name, text) => {
    await using caller = new Caller('closed after each');
    await withHub(async (hub) => {
      const silent = connectTo(hub.url);
      // The hub ends it; that is no fault of this side.
      silent.on('error', () => {});
      try {
        await once(silent, 'connect');
        silent.write(text);
        await caller.ask(hub.url, '{ lanes }');
        await eventually('the hub’s end', ending(hub));
      } finally {
        silent.destroy();
      }
    });
  });

  test('answers what a caller had begun to send', async () => {
    await using caller = new Caller('closed after each');
    await withHub(async (hub) => {
      const body = JSON.stringify({ query: '{ lanes }' });
      const socket = connectTo(hub.url);
      let received = '';
      socket.on('data', (chunk: Buffer) => {
        received += chunk.toString();
      });
      const head = ['POST /graphql HTTP/1.1', 'host: hub', 'content-type: application/json', 'connection: close'];
      socket.write(`${[...head, `content-length: ${body.length}`].join('\r\n')}\r\n\r\n${body.slice(0, 5)}`);
      // The hub has read the head once another is answered on a connection begun later.
      await caller.ask(hub.url, '{ lanes }');
      const isOver = ending(hub);
      await closedDoor(hub.url);
      socket.write(body.slice(5));
      await once(socket, 'close');
      expect(received).toMatch(/^HTTP\/1\.1 200 /);
      expect(received).toContain('{"data":{"lanes":4}');
      await eventually('the hub’s end', isOver);
    });
  });

  test('may be disposed of twice', async () => {
    await withHub(async (hub) => {
      await Promise.all([hub[Symbol.asyncDispose](), hub[Symbol.asyncDispose]()]);
      expect(await isListening(hub.url)).toBe(false);
    });
  });
});

describe('the process of a hub', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)('on %s answers what runs, then ends', async (name) => {
    const sps = new HeldAgency();
    await using federation = await federationWith(sps);
    await using caller = new Caller('closed after each');
    const directory = await mkdtemp(join(tmpdir(), 'hub-drain-'));
    try {
      const path = join(directory, 'supergraph.graphql');
      await writeFile(path, federation.supergraphSdl);
      await using hub = await startHubProcess(['--supergraph', path, '--port', '0', '--open']);
      const running = Promise.all([1, 2, 3].map(() => caller.ask(hub.url, QUERY)));
      await eventually('calls at the agency', () => sps.held.length === 3);
      hub.signal(name);
      await closedDoor(hub.url);
      expect(hub.isAlive).toBe(true);
      await sps.open();
      for (const answer of await running) expect(answer).toEqual({ status: 200, data: ANSWER, errors: [] });
      expect(await hub.ended()).toBe(0);
    } finally {
      await rm(directory, { recursive: true });
    }
  });
});
