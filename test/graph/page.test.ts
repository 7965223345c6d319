import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import type { GraphModel } from '../../bin/graph/model.ts';
import { LETTERS } from '../../bin/graph/release.ts';
import { readContract } from '../../bin/release/contract.ts';
import { releases } from '../../bin/release/levels.ts';
import { PERSONAS } from '../../demo/identity/personas.ts';
import { writtenFolder } from '../support/folder.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const AT = '2026-11-01T12:00:00Z';

function hubGraph(...args: readonly string[]) {
  return spawnSync(process.execPath, ['--import', 'tsx', 'bin/hub.ts', 'graph', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
  });
}

function pageAt(time: string): string {
  using folder = writtenFolder({});
  const file = `${folder.path}/graph.html`;
  const { status, stderr } = hubGraph('--out', file, '--at', time);
  if (status !== 0) throw new Error(stderr);
  return readFileSync(file, 'utf8');
}

const contract = readContract();
const page = pageAt(AT);
const [data = ''] = between('<script type="application/json" id="graph">', '</script>');
const [script = ''] = between('<script>', '</script>');
const [style = ''] = between('<style>', '</style>');
const model = JSON.parse(data) as GraphModel;
const fields = model.types.flatMap((type) =>
  (type.fields ?? []).map((field) => ({ ...field, at: `${type.name}.${field.name}` })),
);

function between(start: string, end: string): readonly string[] {
  return page
    .split(start)
    .slice(1)
    .map((rest) => rest.slice(0, rest.indexOf(end)));
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

test('the page names every type callers see and every field of the graph, with its label', () => {
  const { api, labels, joins } = contract.supergraph;
  const named = new Set(model.types.map(({ name }) => name));
  const published = Object.keys(api.getTypeMap()).filter((name) => !/^__|^(String|Int|Float|Boolean|ID)$/.test(name));
  expect(published.filter((name) => !named.has(name))).toEqual([]);
  expect(fields.map(({ at }) => at).sort()).toEqual([...labels.keys()].sort());
  for (const [at, { category, group, mask, denial, absent, derivedFrom, gradedBy }] of labels) {
    const field = fields.find((each) => each.at === at);
    const [type = '', name = ''] = at.split('.');
    expect([at, field?.category, field?.group, field?.mask, field?.isNeutral ?? false, field?.absent]).toEqual([
      ...[at, category, group, mask, denial === 'NEUTRAL', absent],
    ]);
    expect([field?.derivedFrom ?? [], field?.gradedBy ?? []]).toEqual([derivedFrom, gradedBy]);
    expect(field?.owners).toEqual([...joins.owners(type, name)].sort());
  }
});

test('what arguments, inputs and orders read stands beside them, and how long records are kept', () => {
  for (const [at, { reads }] of contract.supergraph.labels) {
    for (const [name, { given, byDefault }] of reads) {
      const argument = fields.find((each) => each.at === at)?.arguments?.find((each) => each.name === name);
      expect(new Set(argument?.reads ?? [])).toEqual(new Set([...given, ...byDefault]));
    }
  }
  for (const [name, reads] of contract.rules.inputs) {
    const given = model.types.find((type) => type.name === name)?.given ?? [];
    const known =
      reads.kind === 'object'
        ? [...reads.fields].map(([each, read]) => [each, read.given] as const)
        : [...reads.values];
    for (const [each, read] of known) {
      expect(given.find((value) => value.name === each)?.reads ?? []).toEqual(expect.arrayContaining([...read]));
    }
  }
  for (const [name, { text, since }] of contract.supergraph.retentions) {
    expect(model.types.find((type) => type.name === name)?.retention).toBe(`${text} since ${since}`);
  }
});

test('where agencies meet it says by which keys, and which fields each of them adds', () => {
  const declaration = model.meetings.find(({ type }) => type === 'Declaration');
  expect(declaration?.keys).toEqual(['mrn']);
  expect(declaration?.agencies.find(({ agency }) => agency === 'sps')?.fields).toEqual([
    'healthEntryDocuments',
    'spsClearanceChecks',
    'goodsMovements',
  ]);
});

test('everybody is shown on it what the rules release to them, for every purpose they may state', () => {
  const shown = new Map(
    model.askings.flatMap(({ persona, purpose, levels }) =>
      fields.map(({ at }, place) => [`${persona} ${purpose} ${at}`, levels[place]] as const),
    ),
  );
  const released = releases(contract, PERSONAS, Date.parse(AT));
  expect(released.length).toBeGreaterThan(10_000);
  const other = released.filter(
    ({ persona, purpose, coordinate, level }) => shown.get(`${persona} ${purpose} ${coordinate}`) !== LETTERS[level],
  );
  expect(other).toEqual([]);
});

test('a field that callers cannot ask for is shown to nobody', () => {
  const internal = fields.flatMap(({ isInternal }, place) => (isInternal ? [place] : []));
  expect(internal.length).toBeGreaterThan(0);
  for (const { levels } of model.askings) for (const place of internal) expect(levels[place]).toBe('-');
});

test('whatever is shown names a rule with its sentence, its basis and a place that holds it', () => {
  for (const { levels, whys } of model.askings) {
    for (const [place, why] of whys.entries()) {
      if (levels[place] === 'W' || levels[place] === '-') continue;
      expect(model.whys[why]?.said.length).toBeGreaterThan(0);
    }
  }
  for (const { id, title, basis, place } of model.rules) {
    expect([title.length > 0, basis.length > 0]).toEqual([true, true]);
    const [file = '', line] = place.split(':');
    expect(
      readFileSync(`${ROOT}${file}`, 'utf8')
        .split('\n')
        .slice(Number(line) - 2, Number(line) + 5)
        .join(),
    ).toContain(id);
  }
});

test('which rules are in force is that of the day asked about', () => {
  expect(model.day).toBe('2026-11-01');
  const before = pageAt('1900-01-01T00:00:00Z');
  expect(before).toContain('"day":"1900-01-01"');
  expect(before).not.toMatch(/"levels":"[^"]*F/);
});

test('it needs no network, and runs nothing but its own script', () => {
  const policy = page.match(/http-equiv="Content-Security-Policy" content="([^"]+)"/)?.[1];
  expect(policy).toBe(
    `default-src 'none'; script-src ${hashOf(script)}; style-src ${hashOf(style)}; base-uri 'none'; form-action 'none'`,
  );
  expect(page).not.toMatch(/https?:|\bsrc\s*=|@import|url\(|<link|<iframe|<img| style="| on\w+="/i);
  expect([...page.matchAll(/\bhref="([^"]*)"/g)].map(([, to]) => to)).toEqual(['#types']);
  expect(page.match(/<script/g)).toHaveLength(2);
  expect(() => new Script(script)).not.toThrow();
});

test('a text of the graph cannot end the element that holds it', () => {
  expect(data).not.toContain('<');
});

test('of the machine that made it and of where agencies answer it says nothing', () => {
  expect(page).not.toContain(ROOT);
  for (const address of contract.supergraph.subgraphs.values()) expect(page).not.toContain(new URL(address).host);
});

test('who asks wrongly is told how to ask', () => {
  const { status, stderr } = hubGraph('--at', 'yesterday');
  expect([status, stderr]).toEqual([2, expect.stringContaining('Usage: hub graph [--out FILE] [--open]')]);
});
