import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readAgencyFolder } from '../../bin/agency/folder.ts';
import { othersOf } from '../../bin/dev/others.ts';
import { subgraphDocument } from '../../subgraphs/kit/server.ts';
import { agencyPackage } from '../support/agency-package.ts';
import { answering } from '../support/answering.ts';
import { passable } from '../support/folder.ts';
import { treeCopy } from '../support/tree-copy.ts';

const SDL = 'type Query @classified(as: PUBLIC) { berths: Int }\n';

test.each(['Air */ globalThis.x = 1; /* Sea', 'Sea\rscalar Evil', 'Sea\u2028', '{{kit}}', 'Sea")@id("x', '# Sea'])(
  'no title is more than a title in the files that are made: %j',
  async (title) => {
    using agency = agencyPackage();
    const made = await agency.hub('new-agency', 'ports', '--source', 'csv', '--title', title);
    expect(made).toEqual({ status: 1, output: expect.stringContaining('--title must hold no quotes') });
  },
);

test('no agency is called by a word that its code could not name', async () => {
  using agency = agencyPackage();
  for (const name of ['function', 'enum', 'agencies', 'hub']) {
    expect((await agency.hub('new-agency', name, '--source', 'csv')).status).toBe(1);
  }
});

test('who joins calls itself neither as another nor almost so, and its folder as itself', () => {
  using tree = treeCopy();
  const hub = (...args: readonly string[]) =>
    spawnSync(process.execPath, [tree.hub, ...args], { cwd: tree.path, encoding: 'utf8' });
  const rules = readFileSync(join(tree.path, 'schema/policies/customs.cedar'), 'utf8');
  const published = readFileSync(join(tree.path, 'schema/supergraph.graphql'), 'utf8');
  let folder = '';
  for (const [where, name, said] of [
    ['customs', 'customs', '"customs" is an agency of this tree'],
    ['harbour', 'customs', 'calls itself "customs"'],
    ['Customs', 'Customs', '"name" must be a name of small letters and digits'],
    ['hub', 'hub', 'and not "hub"'],
  ] as const) {
    const next = join(tree.path, 'joined', where);
    if (folder) renameSync(folder, next);
    else mkdirSync(next, { recursive: true });
    folder = next;
    const entry = { name, title: 'Harbour', url: 'http://harbour.invalid/graphql', contact: 'desk@harbour.example' };
    writeFileSync(join(folder, 'agency.json'), JSON.stringify(entry));
    writeFileSync(join(folder, 'schema.graphql'), SDL);
    for (const command of ['compose', 'check']) {
      expect(hub(command)).toMatchObject({ status: 1, stderr: expect.stringContaining(said) });
    }
  }
  expect(readFileSync(join(tree.path, 'schema/policies/customs.cedar'), 'utf8')).toBe(rules);
  expect(readFileSync(join(tree.path, 'schema/supergraph.graphql'), 'utf8')).toBe(published);
}, 60_000);

test('who joins has files of its own: what others lead to is not read, and not told', () => {
  using tree = treeCopy();
  const hub = (command: string) =>
    spawnSync(process.execPath, [tree.hub, command], { cwd: tree.path, encoding: 'utf8' });
  writeFileSync(join(tree.path, 'secret.txt'), 'TOKEN=s3cret\n');
  const folder = join(tree.path, 'joined', 'harbour');
  mkdirSync(join(folder, 'policies'), { recursive: true });
  const entry = { name: 'harbour', title: 'Harbour', url: 'http://h.invalid/graphql', contact: 'desk@harbour.example' };
  writeFileSync(join(folder, 'agency.json'), JSON.stringify(entry));
  for (const file of ['schema.graphql', 'policies/access.cedar']) {
    writeFileSync(join(folder, 'schema.graphql'), SDL);
    rmSync(join(folder, file), { force: true });
    symlinkSync(join(tree.path, 'secret.txt'), join(folder, file));
    for (const command of ['compose', 'check']) {
      const { status, stdout, stderr } = hub(command);
      expect([status, stdout + stderr]).toEqual([1, expect.stringContaining('symbolic links')]);
      expect(stdout + stderr).not.toContain('s3cret');
    }
    rmSync(join(folder, file));
  }
}, 60_000);

test('an address that holds a secret is not published', () => {
  using folder = passable();
  const entry = {
    name: 'ports',
    title: 'Ports',
    url: 'https://hub:s3cret@ports.example/graphql',
    contact: 'a@b.example',
  };
  writeFileSync(join(folder.path, 'agency.json'), JSON.stringify(entry));
  writeFileSync(join(folder.path, 'schema.graphql'), SDL);
  expect(() => readAgencyFolder(folder.path)).toThrow(/^(?!.*s3cret).*would be published/);
});

test('an SDL is given its head whatever words it holds, and is whole by itself', () => {
  using folder = passable();
  const file = join(folder.path, 'schema.graphql');
  const documentOf = (text: string) => {
    writeFileSync(file, text);
    return subgraphDocument({ schema: pathToFileURL(file) }, file);
  };
  const links = (text: string) => JSON.stringify(documentOf(text)).split('specs.apollo.dev/federation').length - 1;
  expect(links(SDL)).toBe(1);
  expect(links(`"""\nschema of things\n"""\n${SDL}`)).toBe(1);
  expect(links(`schema { query: Query }\n${SDL}`)).toBe(1);
  expect(links(`,extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])\n${SDL}`)).toBe(
    1,
  );
  // The definitions of the labels would be a description of something else.
  expect(() => documentOf(`${SDL}"""`)).toThrow('Unterminated string');
});

test('a damaged file of the hub’s keys is told without a word of it', async () => {
  using agency = agencyPackage();
  await agency.hub('grants', '--out', 'keys', '--agencies', 'customs');
  const text = agency.read('keys/hub.json');
  const secret = /"customs": \[\s*"([^"]+)"/.exec(text)?.[1] ?? '';
  agency.write('keys/hub.json', text.replace(`"${secret}"`, secret.replace(/^./, 'x')));
  const { status, output } = await agency.hub('grants', '--out', 'keys', '--add', 'sps');
  expect({ status, output }).toEqual({ status: 1, output: expect.stringContaining('must be JSON') });
  for (let at = 1; at + 4 < secret.length; at++) expect(output).not.toContain(secret.slice(at, at + 4));
});

test('a list of neighbours is read as far as one can be, and leads to addresses of the web alone', async () => {
  let sent = 0;
  await using endless = await answering((_, reply) => {
    reply.on('error', () => {});
    const write = () => {
      while (!reply.destroyed && reply.write(Buffer.alloc(64 * 1024, 'a'))) sent += 64 * 1024;
    };
    reply.on('drain', write);
    write();
  });
  await expect(othersOf(endless.url, 'hub.json')).rejects.toThrow('nobody answers at this address');
  expect(sent).toBeLessThan(32 * 1024 * 1024);
  using folder = passable();
  const file = join(folder.path, 'others.json');
  writeFileSync(file, '{"subgraphs":{"customs":"file:///etc/passwd"}}');
  await expect(othersOf(file, undefined)).rejects.toThrow('must be JSON');
});

test('a page from elsewhere is answered as nobody, by whatever it sends', async () => {
  using agency = agencyPackage();
  await agency.hub('new-agency', 'ports', '--source', 'csv');
  await using dev = await agency.dev();
  const body = JSON.stringify({ persona: 'auditor', purpose: 'AUDIT', body: { query: '{ __typename }' } });
  const sent = (type: string, origin?: string) =>
    fetch(new URL('/dev/ask', dev.page), {
      method: 'POST',
      headers: { 'content-type': type, ...(origin && { origin }) },
      body,
    });
  // What a browser lets any page send without asking first.
  for (const type of ['text/plain', 'text/plain; application/json', 'application/x-www-form-urlencoded']) {
    expect((await sent(type)).ok).toBe(false);
  }
  for (const origin of ['http://evil.example', 'null', dev.url.replace('/graphql', '')]) {
    expect((await sent('application/json', origin)).status).toBe(403);
    expect((await fetch(new URL('/dev/standing', dev.page), { headers: { origin } })).status).toBe(403);
  }
  expect((await sent('application/json', new URL(dev.page).origin)).status).toBe(200);
  const preflight = await fetch(new URL('/dev/ask', dev.page), { method: 'OPTIONS' });
  expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
}, 120_000);

test('whatever is saved broken, what was good before goes on, and nobody becomes a neighbour by a name', async () => {
  using agency = agencyPackage();
  await agency.hub('new-agency', 'ports', '--source', 'csv');
  await using dev = await agency.dev();
  const query = '{ portsRecord(number: "R-0001") { status } }';
  const isServed = () => dev.until(query, ({ data }) => data?.['portsRecord'] !== null);
  const told = async (words: RegExp) => {
    const late = Date.now() + 20_000;
    while (!words.test(dev.said())) {
      if (Date.now() > late) throw new Error(`never said ${words}:\n${dev.said()}`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    await isServed();
  };
  // Nobody commits the keys that lie there.
  expect(agency.read('.hub/.gitignore')).toBe('*\n');
  const entry = agency.read('agency.json');
  agency.write('agency.json', '{');
  await told(/NOT SERVED[\s\S]*is not JSON/);
  // With its SDL and rules of the agency's own, whatever a running neighbour has would be shown.
  agency.write('agency.json', entry.replace('"name": "ports"', '"name": "customs"'));
  await told(/was "ports" and is "customs"/);
  agency.write('agency.json', entry);
  mkdirSync(join(agency.path, 'policies/more.cedar'));
  agency.edit('schema.graphql', 'Whom it was given to.', 'Who has it.');
  await told(/NOT SERVED[\s\S]*more\.cedar/);
  rmSync(join(agency.path, 'policies/more.cedar'), { recursive: true });
  agency.edit('schema.graphql', 'Who has it.', 'Whom it is given to.');
  await dev.until(query, () => / served/.test(dev.said().split('more.cedar').at(-1) ?? ''));
  await isServed();
}, 120_000);
