import { readFileSync } from 'node:fs';
import { parse } from 'graphql';
import { compose } from '../../bin/compose/compose.ts';
import { loadSupergraph } from '../../gateway/supergraph/load.ts';

const PROTECTION = readFileSync(new URL('../../schema/protection.graphql', import.meta.url), 'utf8');
const PORT = readFileSync(new URL('../support/graph/port.graphql', import.meta.url), 'utf8');
const WATCH = readFileSync(new URL('../support/graph/watch.graphql', import.meta.url), 'utf8');

function composed(port: string, watch: string = WATCH) {
  const part = (name: string, sdl: string) => ({ name, url: `http://${name}.test`, document: parse(sdl + PROTECTION) });
  return compose([part('port', port), part('watch', watch)]);
}

function problems(port: string, watch?: string): string {
  const result = composed(port, watch);
  return result.kind === 'refused' ? result.problems.join('\n') : 'composed';
}

test('a type label reaches each of its fields, and a field keeps its own', () => {
  const result = composed(PORT);
  if (result.kind === 'refused') throw new Error(result.problems.join('\n'));
  const { labels } = loadSupergraph(result.supergraph);
  const of = (at: string) => labels.get(at as never)?.category;
  expect([of('Ship.id'), of('Ship.owner'), of('Ship.alert'), of('Master.name'), of('Query.ship')]).toEqual([
    'OFFICIAL',
    'COMMERCIAL',
    'LAW_ENFORCEMENT',
    'PERSONAL',
    'PUBLIC',
  ]);
  expect(labels.get('Query.ship' as never)?.reads.get('owner')?.given).toEqual(new Set(['MATCH Ship.owner']));
});

test('a field without a label is refused by name', () => {
  expect(problems(PORT.replace('type Berth @classified(as: COMMERCIAL)', 'type Berth'))).toContain(
    'port: Berth.number',
  );
});

test('two subgraphs that label a field differently are refused, whatever most of them say', () => {
  expect(problems(PORT, WATCH.replace('  id: ID\n', '  id: ID @classified(as: PUBLIC)\n'))).toContain('classified');
});

test('a subgraph that does not hand on its labels is refused', () => {
  expect(problems(PORT, WATCH.replace('  @composeDirective(name: "@classified")\n', ''))).toContain(
    '@composeDirective',
  );
});

test('an agency that renames the directive is still labelled', () => {
  const result = composed(PORT);
  if (result.kind === 'refused') throw new Error('refused');
  const renamed = result.supergraph
    .replaceAll('@classified(', '@cls(')
    .replace('import: ["@classified",', 'import: [{name: "@classified", as: "@cls"},');
  expect(loadSupergraph(renamed).labels.size).toBe(loadSupergraph(result.supergraph).labels.size);
});

test('a supergraph with an unlabelled field, or with a security feature that is not enforced, is not served', () => {
  const result = composed(PORT);
  if (result.kind === 'refused') throw new Error('refused');
  const bare = result.supergraph.replace(/number: Int @classified\(as: COMMERCIAL\)/, 'number: Int');
  expect(() => loadSupergraph(bare)).toThrow('Berth.number');
  const secured = result.supergraph.replace(
    'schema\n',
    'schema\n  @link(url: "https://specs.example/guarded/v0.1", for: SECURITY)\n',
  );
  expect(() => loadSupergraph(secured)).toThrow('does not enforce');
});

test('the schema callers see has neither labels nor machinery', () => {
  const result = composed(PORT);
  if (result.kind === 'refused') throw new Error('refused');
  expect(result.api).not.toMatch(/join__|protection__|link__|@classified/);
  expect(result.api).toContain('type Ship');
});

test('an argument that says it reads something which is no field is refused', () => {
  for (const read of ['owner', 'Ship.owner.name', 'Ship.nobody', '']) {
    const result = composed(PORT.replace('field: "Ship.owner"', `field: "${read}"`));
    expect(result).toMatchObject({ kind: 'refused', problems: [expect.stringMatching(/reads/)] });
  }
});

test('an agency that declares @reads as it was once is refused where another repeats it, and told what to declare', () => {
  const once = PROTECTION.replace(') repeatable on', ') on');
  const sdl = PORT.replace('@reads(', '@reads(field: "Ship.name") @reads(');
  const part = (name: string, text: string) => ({ name, url: `http://${name}.test`, document: parse(text) });
  const result = compose([part('port', sdl + PROTECTION), part('watch', WATCH + once)]);
  expect(result).toMatchObject({ kind: 'refused', problems: [expect.stringContaining('schema/protection.graphql')] });
});
