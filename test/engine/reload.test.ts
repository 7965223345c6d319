import { mkdtemp, rename, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSupergraph } from '../../gateway/supergraph/load.ts';
import { composedSupergraph } from '../support/composed.ts';
import { type Answer, startFederation } from '../support/federated.ts';
import { startHubProcess } from '../support/hub-process.ts';
import {
  askAt,
  eventually,
  HeldAgency,
  startWatchedHub,
  type WatchedHub,
  type WatchedOptions,
} from '../support/trouble.ts';
import { errorsOf } from './topic.ts';

const VERSIONS = Array.from({ length: 11 }, (_, at) => at);
const CUSTOMS = 'type Consignment @key(fields: "mrn") { mrn: ID! }';
const SPS = 'type Consignment @key(fields: "mrn") { mrn: ID! decision: String }';
/** What every version of the graph knows. */
const QUERY = '{ lanes consignments { mrn decision } }';
const ANSWER = { lanes: 4, consignments: [{ mrn: 'M1', decision: 'of M1' }] };

interface Scene extends AsyncDisposable {
  readonly path: string;
  readonly sps: HeldAgency;
  readonly hub: WatchedHub;
  /** Text of the supergraph whose queries have one more field: `v0`, `v1` … */
  version(at: number): string;
  /** Writes beside and renames over. */
  replace(text: string): Promise<void>;
}

async function scene(options: Pick<WatchedOptions, 'operations' | 'limits'> = {}): Promise<Scene> {
  const sps = new HeldAgency();
  sps.isOpen = true;
  const directory = await mkdtemp(join(tmpdir(), 'hub-reload-'));
  const path = join(directory, 'supergraph.graphql');
  const federation = await startFederation({
    subgraphs: [
      {
        name: 'customs',
        typeDefs: `type Query { lanes: Int consignments: [Consignment!] ${VERSIONS.map((at) => `v${at}: Int`).join(' ')} } ${CUSTOMS}`,
        resolvers: {
          Query: {
            lanes: () => 4,
            consignments: () => [{ mrn: 'M1' }],
            ...Object.fromEntries(VERSIONS.map((at) => [`v${at}`, () => at])),
          },
        },
      },
      {
        name: 'sps',
        typeDefs: `type Query { officers: Int } ${SPS}`,
        resolvers: {
          Query: { officers: () => 7 },
          Consignment: { __resolveReference: ({ mrn }: { mrn: string }) => ({ mrn, decision: `of ${mrn}` }) },
        },
        respond: sps.respond,
      },
    ],
  });
  const urls = loadSupergraph(federation.supergraphSdl, 'open').subgraphs;
  const urlOf = (name: string): string => [...urls].find(([agency]) => agency === name)?.[1] ?? '';
  const version = (at: number) =>
    composedSupergraph([
      {
        name: 'customs',
        url: urlOf('customs'),
        typeDefs: `type Query { lanes: Int consignments: [Consignment!] v${at}: Int } ${CUSTOMS}`,
      },
      { name: 'sps', url: urlOf('sps'), typeDefs: `type Query { officers: Int } ${SPS}` },
    ]);
  await writeFile(path, version(0));
  const hub = await startWatchedHub({ ...options, file: path });
  return {
    path,
    sps,
    hub,
    version,
    async replace(text) {
      await writeFile(`${path}.new`, text);
      await rename(`${path}.new`, path);
    },
    async [Symbol.asyncDispose]() {
      await hub[Symbol.asyncDispose]();
      await federation[Symbol.asyncDispose]();
      await rm(directory, { recursive: true });
    },
  };
}

/** Waits until the hub serves a version. */
function served(hub: WatchedHub, at: number): Promise<void> {
  return eventually(`version ${at}`, async () => (await hub.ask(`{ v${at} }`)).data?.[`v${at}`] === at);
}

const WAYS: ReadonlyArray<readonly [name: string, write: (here: Scene, text: string) => Promise<void>]> = [
  ['another put in its place', (here, text) => here.replace(text)],
  ['written over', (here, text) => writeFile(here.path, text)],
  [
    'taken away and put there again',
    async (here, text) => {
      await unlink(here.path);
      await writeFile(here.path, text);
    },
  ],
];

test.each(WAYS)('a supergraph file that is %s is served', async (_name, write) => {
  await using here = await scene();
  expect((await here.hub.ask('{ v1 }')).errors[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  for (const at of [1, 2]) {
    await write(here, here.version(at));
    await served(here.hub, at);
  }
  const [gone, introspected, same] = [
    await here.hub.ask('{ v1 }'),
    await here.hub.ask('{ __type(name: "Query") { fields { name } } }'),
    await here.hub.ask(QUERY),
  ];
  expect([gone.status, gone.errors[0]?.extensions.code]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
  expect(introspected.text).toContain('"v2"');
  expect(introspected.text).not.toContain('"v1"');
  expect([same.data, same.errors]).toEqual([ANSWER, []]);
  expect(here.hub.faults).toEqual([]);
});

test('the same text written again changes nothing', async () => {
  await using here = await scene();
  await here.replace(here.version(0));
  await here.replace(here.version(0));
  await here.replace(here.version(1));
  await served(here.hub, 1);
  expect(here.hub.faults).toEqual([]);
});

const REFUSED: ReadonlyArray<readonly [name: string, text: (good: string) => string]> = [
  ['half of one', (good) => good.slice(0, good.length / 2)],
  ['one whose field has an unknown type', (good) => good.replace(/lanes: Int\b/, 'lanes: Lanes')],
  ['one without queries', (good) => good.replace(/type Query[^{]*\{[^}]*\}/, '')],
  ['a schema that is no supergraph', () => 'type Query { lanes: Int v1: Int }'],
  ['text of another kind', () => '<html>v1</html>'],
  [
    'one that asks for protection an open hub does not give',
    (good) => good.replace('schema', 'schema @link(url: "https://example.test/secure/v1.0", for: SECURITY)'),
  ],
  ['one that does not say where an agency is', (good) => good.replace(/SPS @join__graph\([^)]*\)/, '')],
  ['nothing', () => ''],
  ['blanks', () => ' \n\n'],
];

test.each(REFUSED)('%s is refused and told; the old goes on, and a good one is served after', async (_name, spoil) => {
  await using here = await scene();
  const spoiled = spoil(here.version(1));
  expect(spoiled).not.toBe(here.version(1));
  await here.replace(spoiled);
  await eventually('a fault told', () => here.hub.faults.length > 0);
  const answer = await here.hub.ask(QUERY);
  expect([answer.data, answer.errors]).toEqual([ANSWER, []]);
  expect((await here.hub.ask('{ v0 }')).data).toEqual({ v0: 0 });
  expect((await here.hub.ask('{ v1 }')).errors[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  expect(here.hub.faults).toHaveLength(1);
  await here.replace(here.version(2));
  await served(here.hub, 2);
  expect(here.hub.faults).toHaveLength(1);
});

/** Each names something that is not there; a planner of another language may end the whole process over it. */
const DANGEROUS: ReadonlyArray<readonly [name: string, text: (good: string) => string]> = [
  ['a type without fields', (good) => good.replace(/(type Consignment[^{]*)\{[^}]*\}/, '$1')],
  ['a key without its field', (good) => good.replace(/ {2}mrn: ID!\n/, '')],
  ['a key of another field', (good) => good.replace('key: "mrn"', 'key: "nr"')],
  [
    'an input without its field',
    (good) => good.replace('@join__field(graph: SPS)', '@join__field(graph: SPS, requires: "weight")'),
  ],
  [
    'a provided field that is none',
    (good) => good.replace('@join__field(graph: SPS)', '@join__field(graph: SPS, provides: "weight")'),
  ],
];

test.each(DANGEROUS)('a supergraph with %s does not end the process', async (_name, spoil) => {
  await using here = await scene();
  // A file of its own: the hub of this process is not to be ended either.
  const path = `${here.path}.of-process`;
  await writeFile(path, here.version(0));
  await using hub = await startHubProcess(['--supergraph', path, '--port', '0', '--open']);
  const spoiled = spoil(here.version(1));
  expect(spoiled).not.toBe(here.version(1));
  await writeFile(path, spoiled);
  const marks = ['"kind":"fault"', 'panicked', 'ended by itself'];
  await eventually('a fault told, or the end', () => marks.some((mark) => hub.told.includes(mark)) || !hub.isAlive);
  expect(hub.told).toContain('"kind":"fault"');
  expect(hub.told).not.toContain('ended by itself');
  const answer = await askAt(hub.url, QUERY);
  expect([answer.data, answer.errors]).toEqual([ANSWER, []]);
});

test('a hub does not start with a file it cannot serve', async () => {
  await using here = await scene();
  for (const text of ['', 'type Query { lanes: Int }', here.version(0).slice(0, 2_000)]) {
    await here.replace(text);
    await expect(startWatchedHub({ file: here.path })).rejects.toThrow();
  }
  await unlink(here.path);
  await expect(startWatchedHub({ file: here.path })).rejects.toThrow();
});

test('a request that is under way ends with the supergraph it began with', async () => {
  await using here = await scene();
  here.sps.isOpen = false;
  // Its second call is begun after the change.
  const asked = here.hub.ask('{ v0 officers consignments { decision } }');
  await eventually('a call at the agency', () => here.sps.held.length === 1);
  await here.replace(here.version(1));
  await served(here.hub, 1);
  await here.sps.open();
  const answer = await asked;
  expect([answer.data, answer.errors]).toEqual([{ v0: 0, officers: 7, consignments: [{ decision: 'of M1' }] }, []]);
});

test('an agency sees no more calls at once for the change', async () => {
  await using here = await scene({ limits: { callsAtOnce: 2, callsWaiting: 10 } });
  here.sps.isOpen = false;
  const asked = [1, 2, 3].map(() => here.hub.ask('{ officers }'));
  await eventually('a full agency', () => here.sps.held.length === 2);
  await here.replace(here.version(1));
  await served(here.hub, 1);
  const later = [1, 2, 3].map((at) => here.hub.ask(`{ n${at}: officers lanes }`));
  await here.hub.ask('{ lanes }');
  expect([here.sps.held.length, here.sps.most]).toEqual([2, 2]);
  await here.sps.open();
  const answers = await Promise.all([...asked, ...later]);
  expect(answers.flatMap(errorsOf)).toEqual([]);
  expect([here.sps.most, here.sps.total]).toEqual([2, 6]);
});

test('ten changes under load cost no request anything', async () => {
  await using here = await scene();
  let isOver = false;
  const failed: Answer[] = [];
  let count = 0;
  const caller = async (): Promise<void> => {
    while (!isOver) {
      // Some are known, some are to be planned.
      const query = count % 2 === 0 ? QUERY : `{ n${count}: lanes consignments { mrn decision } }`;
      count += 1;
      const answer = await here.hub.ask(query);
      if (answer.status !== 200 || answer.errors.length > 0) failed.push(answer);
    }
  };
  const callers = Promise.all(Array.from({ length: 6 }, caller));
  for (let at = 1; at <= 10; at += 1) {
    await here.replace(here.version(at));
    await served(here.hub, at);
  }
  isOver = true;
  await callers;
  expect(failed).toEqual([]);
  expect(here.hub.faults).toEqual([]);
  expect(count).toBeGreaterThan(20);
});
