import { cpSync, symlinkSync } from 'node:fs';
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
  symlinkSync(join(ROOT, 'node_modules'), join(folder.path, 'node_modules'));
  return { ...folder, hub: join(folder.path, 'dist', 'bin', 'hub.js') };
}
