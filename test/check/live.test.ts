import { liveProblems } from '../../bin/check/live.ts';
import { startSubgraph } from '../../subgraphs/kit/index.ts';
import { subgraphDocument } from '../../subgraphs/kit/server.ts';
import { answering, plainSubgraph } from '../support/answering.ts';
import { inputOf, LINKED } from '../support/check.ts';
import { testGrants } from '../support/grants.ts';
import { watch } from '../support/graph.ts';
import { PROTECTION } from '../support/protection.ts';

const SDL = `type Query @classified(as: PUBLIC) { ship(id: ID): Ship }
interface Vessel { id: ID }
type Ship implements Vessel @key(fields: "id") @classified(as: OFFICIAL) { id: ID state: State }
enum State { IN OUT }`;

async function told(url: string, isKit = true) {
  const { parts } = inputOf({ port: { sdl: SDL, url, isKit } });
  return (await liveProblems(parts)).map(({ rule, severity, what }) => `${severity} ${rule}: ${what}`);
}

async function toldOf(runs: string) {
  await using running = await plainSubgraph(`${LINKED}\n${runs}\n${PROTECTION}`);
  return await told(running.url, false);
}

test('what runs as the SDL says is told nothing, and neither is what it has beyond', async () => {
  expect(await toldOf(SDL)).toEqual([]);
  expect(await toldOf(SDL.replace('state: State', 'state: State flag: String'))).toEqual([]);
});

test.each([
  ['a type', SDL.replace('state: State', '').replace('enum State { IN OUT }', ''), 'it has State,'],
  ['a field', SDL.replace('state: State', ''), 'it has Ship.state,'],
  [
    'a type of a field',
    SDL.replace('state: State', 'state: State!'),
    'Ship.state is State in it, and State! where it runs',
  ],
  ['an argument', SDL.replace('(id: ID)', ''), 'it has Query.ship(id:),'],
  ['one that must be given', SDL.replace('(id: ID)', '(id: ID, port: ID!)'), 'does not answer Query.ship without port'],
  ['a key', SDL.replace('@key(fields: "id") ', ''), 'Ship has @key(fields: "id"),'],
  ['an interface', SDL.replace('implements Vessel ', ''), 'Ship is a Vessel in it, and none where it runs'],
  ['a value', SDL.replace('IN OUT', 'IN OUT LOST'), 'what runs may answer State LOST'],
  ['the kind of a type', SDL.replace('enum State { IN OUT }', 'scalar State'), 'State is another kind of type'],
])('%s that differs where it runs is a lie', async (_what, runs, words) => {
  const found = await toldOf(runs);
  expect(found).toContainEqual(expect.stringContaining(words));
  expect(found.every((each) => each.startsWith('error sdl-lies: port: the SDL lies: '))).toBe(true);
});

test('a subgraph of the kit that asks for no grant is compared, and one that does keeps its schema to itself', async () => {
  const document = subgraphDocument(watch, 'watch.graphql');
  await using open = await startSubgraph(watch, { sourceUrl: '', grants: 'off' });
  expect(await liveProblems([{ name: 'watch', url: open.url, document }])).toEqual([]);
  const grants = testGrants(['watch']).trust('watch');
  await using guarded = await startSubgraph(watch, { sourceUrl: '', grants });
  const found = await liveProblems([{ name: 'watch', url: guarded.url, document }]);
  expect(found.map(({ rule, severity }) => `${severity} ${rule}`)).toEqual(['note sdl-not-compared']);
});

test('whoever answers does not say how much is told', async () => {
  const values = Array.from({ length: 5_000 }, (_, at) => `V${at}`).join(' ');
  expect(await toldOf(SDL.replace('IN OUT', `IN OUT ${values}`))).toHaveLength(20);
});

test('who is said to ask for grants and answers who has none is found out, whatever it keeps to itself', async () => {
  await using open = await startSubgraph(watch, { sourceUrl: '', grants: 'off' });
  const document = subgraphDocument(watch, 'watch.graphql');
  const found = await liveProblems([{ name: 'watch', url: open.url, document, isKit: true }]);
  expect(found.map(({ rule, severity }) => `${severity} ${rule}`)).toEqual(['error open-door']);
  await using other = await answering((_, reply) => {
    reply.end('{"data":{"__typename":"Query"}}');
  });
  expect(await told(other.url)).toContainEqual(
    expect.stringMatching(/^error open-door: port: .* answers who has none/),
  );
  expect(await told(other.url, false)).toEqual([expect.stringMatching(/^note sdl-not-compared/)]);
});

test('an agency that keeps its schema to itself is noted', async () => {
  await using shut = await answering((_, reply) => {
    reply.writeHead(401, { 'content-type': 'application/json' }).end('{"errors":[{"message":"secret"}]}');
  });
  expect(await told(shut.url)).toEqual([
    expect.stringMatching(/^note sdl-not-compared: port: .* does not say its schema/),
  ]);
});

test('a redirect is not followed, a page is no subgraph, and what is too long is not read', async () => {
  let followed = 0;
  await using other = await answering((_, reply) => {
    followed += 1;
    reply.end('{"data":{}}');
  });
  await using moved = await answering((_, reply) => {
    reply.writeHead(307, { location: other.url }).end();
  });
  await using page = await answering((_, reply) => {
    reply.end('<html>');
  });
  await using endless = await answering((_, reply) => {
    reply.on('error', () => {});
    const write = () => {
      while (!reply.destroyed && reply.write(Buffer.alloc(64 * 1024, 'a')));
    };
    reply.on('drain', write);
    write();
  });
  expect(await told(moved.url)).toEqual([expect.stringContaining('sends whoever asks elsewhere (HTTP 307)')]);
  expect(followed).toBe(0);
  expect(await told(page.url)).toEqual([expect.stringContaining('no GraphQL (HTTP 200)')]);
  expect(await told(endless.url)).toEqual([expect.stringContaining('more than 2 MB')]);
});

test('who does not answer costs three seconds, and no secret of an address is repeated', async () => {
  await using silent = await answering(() => {});
  const [found, ...more] = await told(`${silent.url.replace('http://', 'http://user:password@')}?token=secret`);
  expect(more).toEqual([]);
  expect(found).toMatch(/^error agency-unreachable: port: http:\/\/127\.0\.0\.1:\d+\/graphql /);
  const before = Date.now();
  expect(await told(silent.url)).toEqual([expect.stringContaining('does not answer within 3 seconds')]);
  expect(Date.now() - before).toBeLessThan(4_500);
  expect(await told('file:///etc/passwd')).toEqual([expect.stringContaining('is no address')]);
});
