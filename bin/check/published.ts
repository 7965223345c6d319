import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Contract, readContract } from '../release/contract.ts';
import type { Published } from './past.ts';

/** What is published, or why there is none. */
export type PublishedOrNot = Published | { readonly missing: string };

/** What was committed last is what is published. */
const DEFAULT = 'HEAD';
const API = 'api.graphql';
/** All files of a contract together, bytes. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * What the graph is compared with.
 *
 * @param against a copy of schema/, or a commit, branch or tag; undefined: what was committed last.
 * @param root of the repository, whose folder schema/ a commit is asked for.
 * @throws Error where what was named is not there.
 */
export function publishedAt(against: string | undefined, root: string): PublishedOrNot {
  if (against !== undefined && existsSync(join(against, API))) return inFolder(against, against);
  const found = inCommit(against ?? DEFAULT, root);
  if (!('missing' in found) || against === undefined) return found;
  throw new Error(`--against ${against}: is no folder with ${API}, and ${found.missing}`);
}

function inFolder(folder: string, from: string): Published {
  return { from, api: readFileSync(join(folder, API), 'utf8'), contract: contractIn(folder) };
}

/** Rules of before that today's reader refuses are compared with nothing. */
function contractIn(folder: string): Contract | undefined {
  try {
    return readContract(folder);
  } catch {
    return undefined;
  }
}

function inCommit(ref: string, root: string): PublishedOrNot {
  const commit = git(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`])
    ?.toString()
    .trim();
  if (!commit) return { missing: `${ref} is no commit of a git work tree here` };
  const listed = git(root, ['ls-tree', '-r', '--name-only', commit, '--', 'schema/'])?.toString() ?? '';
  // A commit that somebody made by hand may name files anywhere.
  const isOwn = (name: string) => /\.(graphql|json|cedar)$/.test(name) && !name.split('/').includes('..');
  const names = listed.split('\n').filter(isOwn);
  if (!names.includes(`schema/${API}`)) return { missing: `${ref} has no schema/${API}` };
  const folder = mkdtempSync(join(tmpdir(), 'hub-published-'));
  try {
    for (const [name, text] of textsOf(commit, names, root)) {
      const path = join(folder, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
    return inFolder(join(folder, 'schema'), ref);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** One process for all files. */
function textsOf(commit: string, names: readonly string[], root: string): ReadonlyMap<string, Buffer> {
  const asked = names.map((name) => `${commit}:./${name}\n`).join('');
  const answer = git(root, ['cat-file', '--batch'], asked) ?? Buffer.alloc(0);
  const texts = new Map<string, Buffer>();
  let at = 0;
  for (const name of names) {
    const end = answer.indexOf('\n', at);
    const bytes = Number(/ blob (\d+)$/.exec(answer.toString('utf8', at, end))?.[1]);
    if (end < 0 || Number.isNaN(bytes)) throw new Error(`git has no ${name} in ${commit}`);
    texts.set(name, answer.subarray(end + 1, end + 1 + bytes));
    at = end + 1 + bytes + 1;
  }
  return texts;
}

/** undefined: git is not there, or says no. */
function git(root: string, args: readonly string[], input?: string): Buffer | undefined {
  const run = spawnSync('git', args, { cwd: root, input, maxBuffer: MOST_BYTES, stdio: ['pipe', 'pipe', 'ignore'] });
  return run.status === 0 ? run.stdout : undefined;
}
