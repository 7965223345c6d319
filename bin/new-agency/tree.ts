import { readFileSync, writeFileSync } from 'node:fs';
import { ROOT } from '../compose/root.ts';
import type { Wish } from './wish.ts';

/** What an agency of this tree is named in, beside its folder: the list, the register, the generator of types. */
export function register(wish: Wish): readonly string[] {
  edit('subgraphs/index.ts', (text) => inList(text, wish.name));
  edit('schema/agencies.json', (text) => inRegister(text, wish));
  edit('codegen.yml', (text) => inCodegen(text, wish.name));
  return ['subgraphs/index.ts', 'schema/agencies.json', 'codegen.yml'];
}

function edit(file: string, change: (text: string) => string): void {
  const url = new URL(file, ROOT);
  writeFileSync(url, change(readFileSync(url, 'utf8')));
}

/** @throws Error where the list does not look as it did when this was written. */
function inList(text: string, name: string): string {
  const line = `import { ${name} } from './${name}/agency.ts';`;
  const imports = [...text.split('\n').filter((each) => each.startsWith('import ')), line].sort(byPath);
  const rest = text.split('\n').filter((each) => !each.startsWith('import '));
  const added = rest.join('\n').replace(/(agencies: readonly Agency\[\] = \[[^\]]*)\]/, `$1, ${name}]`);
  if (added === rest.join('\n')) throw new Error(`subgraphs/index.ts has no list of agencies: add ${name} by hand`);
  return `${imports.join('\n')}\n\n${added.trimStart()}`;
}

function byPath(one: string, other: string): number {
  const path = (line: string) => /from '(.*)'/.exec(line)?.[1] ?? '';
  return path(one) < path(other) ? -1 : 1;
}

function inRegister(text: string, { name, title, url, contact }: Wish): string {
  const entries: unknown = JSON.parse(text);
  if (!Array.isArray(entries)) throw new Error('schema/agencies.json must be a list');
  return `${JSON.stringify([...entries, { name, title, url, contact }], null, 2)}\n`;
}

/** Before the stanza of the agency to copy, which stands last of them. */
function inCodegen(text: string, name: string): string {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Record`;
  const stanza = [
    `  subgraphs/${name}/generated/types.ts:`,
    `    schema: [subgraphs/${name}/schema.graphql, schema/subgraph-head.graphql, schema/protection.graphql]`,
    '    plugins: *plugins',
    '    config:',
    '      federation: true',
    '      contextType: ../data.ts#Context',
    '      scalars: *scalars',
    '      mappers:',
    `        ${type}: ../data.ts#${type}Row`,
    '',
  ].join('\n');
  const before = '  subgraphs/template/generated/types.ts:\n';
  if (!text.includes(before)) throw new Error(`codegen.yml has no stanza of the template: add ${name} by hand`);
  return text.replace(before, `${stanza}${before}`);
}
