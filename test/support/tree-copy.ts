import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { passable } from './folder.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** What commands read and write. */
const PARTS = [
  'package.json',
  'dist',
  'schema',
  'subgraphs',
  'docs',
  'demo',
  'bin',
  'gateway',
  'standards',
  'codegen.yml',
];

/** The hub's repository as a folder of the test's own: what a command writes there is nobody else's. */
export function treeCopy(): { readonly path: string; readonly hub: string } & Disposable {
  const folder = passable();
  for (const part of PARTS) cpSync(join(ROOT, part), join(folder.path, part), { recursive: true });
  // What is built is copied: npx, which installs a package of its own, need not build it.
  const { scripts, ...kept } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const { prepare: _, ...commands } = scripts;
  writeFileSync(join(folder.path, 'package.json'), JSON.stringify({ ...kept, scripts: commands }));
  const installed = join(folder.path, 'node_modules');
  linkAll(join(ROOT, 'node_modules'), installed);
  linkAll(join(ROOT, 'node_modules/.bin'), join(installed, '.bin'));
  // Where npx finds the package's own command first.
  symlinkSync('../../dist/bin/hub.js', join(installed, '.bin', 'hub'));
  return { ...folder, hub: join(folder.path, 'dist', 'bin', 'hub.js') };
}

function linkAll(from: string, to: string): void {
  mkdirSync(to);
  for (const name of readdirSync(from)) if (name !== '.bin') symlinkSync(join(from, name), join(to, name));
}
