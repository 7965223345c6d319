import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { boundedText } from '../bounded-text.ts';

/** Who stands beside the agency. */
export type Others =
  /** Made of what they publish, on this machine. */
  | { readonly kind: 'mock' }
  /** Running: agency → address, and the file of the keys that they know the hub by. */
  | { readonly kind: 'running'; readonly urls: ReadonlyMap<string, string>; readonly hubKeys: string };

const PATIENCE_MS = 5_000;
const MOST_BYTES = 1024 * 1024;

/**
 * Reads `--others`: `mock`, or a file or address of JSON with `"subgraphs"`: agency → address, as `.hub/demo.json` of
 * `npm start` is.
 *
 * @param hubKeys file of the keys that sign for them; undefined: `grants/hub.json` beside the file.
 * @throws Error that says what to give.
 */
export async function othersOf(said: string, hubKeys: string | undefined): Promise<Others> {
  if (said === 'mock') return { kind: 'mock' };
  const isUrl = /^https?:/.test(said);
  const urls = subgraphsIn(isUrl ? await fetched(said) : readAt(said), said);
  if (hubKeys === undefined && isUrl) {
    throw new Error('--others at an address needs --grants FILE: the keys of the hub that those subgraphs believe');
  }
  return { kind: 'running', urls, hubKeys: hubKeys ?? join(dirname(resolve(said)), 'grants', 'hub.json') };
}

function readAt(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new Error(`--others ${file}: cannot be read; give mock, a file like .hub/demo.json, or an address of one`);
  }
}

async function fetched(url: string): Promise<string> {
  try {
    const { body } = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS), redirect: 'error' });
    const text = await boundedText(body, MOST_BYTES);
    if (text === undefined) throw new Error('more than a list of addresses');
    return text;
  } catch {
    throw new Error('--others: nobody answers at this address; without a network use --others mock');
  }
}

function subgraphsIn(text: string, where: string): ReadonlyMap<string, string> {
  const wrong = new Error(`--others ${where}: must be JSON with "subgraphs": { "agency": "http://…/graphql" }`);
  let json: { readonly subgraphs?: unknown } | null;
  try {
    json = JSON.parse(text) as typeof json;
  } catch {
    throw wrong;
  }
  const { subgraphs } = json ?? {};
  if (typeof subgraphs !== 'object' || subgraphs === null) throw wrong;
  const entries = Object.entries(subgraphs as Readonly<Record<string, unknown>>);
  if (entries.some(([, url]) => typeof url !== 'string' || !URL.canParse(url) || !/^https?:/.test(url))) throw wrong;
  return new Map(entries as [string, string][]);
}
