import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const register: ReadonlyArray<{ name: string }> = JSON.parse(readFileSync(`${ROOT}schema/agencies.json`, 'utf8'));
/** Agencies of the border, those to come included; border itself is the coordination every room may speak of. */
const NAMES = new Set([...register.map((agency) => agency.name), 'sps', 'immigration']);
NAMES.delete('border');

function filesIn(folder: string): string[] {
  if (!statSync(`${ROOT}${folder}`, { throwIfNoEntry: false })) return [];
  return readdirSync(`${ROOT}${folder}`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`);
}

test.each(['gateway', 'subgraphs/kit', 'subgraphs/template', 'bin'])('no agency is named in %s', (room) => {
  const pattern = new RegExp(`(?<![a-z])(${[...NAMES].join('|')})(?![a-z])`, 'i');
  const naming = filesIn(room).filter((file) => pattern.test(readFileSync(file, 'utf8')));
  expect(naming).toEqual([]);
});

test('the register, the list, the folders and the generated types name the same agencies', () => {
  const registered = register.map((agency) => agency.name).sort();
  const folders = readdirSync(`${ROOT}subgraphs`, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !/^(kit|template|border-test-.*)$/.test(entry.name))
    .map((entry) => entry.name)
    .sort();
  const list = [...readFileSync(`${ROOT}subgraphs/index.ts`, 'utf8').matchAll(/from '\.\/(\w+)\/agency\.ts'/g)];
  const generated = [...readFileSync(`${ROOT}codegen.yml`, 'utf8').matchAll(/subgraphs\/(\w+)\/generated\/types\.ts/g)];
  expect(folders).toEqual(registered);
  expect(list.map((match) => match[1]).sort()).toEqual(registered);
  // The template is generated like an agency, and is in no list.
  expect(generated.map((match) => match[1]).sort()).toEqual([...registered, 'template'].sort());
});

test('every agency folder holds its schema, data, resolvers, definition and a page about it', () => {
  for (const { name } of register) {
    const files = readdirSync(`${ROOT}subgraphs/${name}`);
    expect(files).toEqual(
      expect.arrayContaining(['README.md', 'agency.ts', 'data.ts', 'generated', 'resolvers.ts', 'schema.graphql']),
    );
  }
});
