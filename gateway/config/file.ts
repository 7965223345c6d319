import { readFileSync, statSync } from 'node:fs';
import { type Document, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { isObject } from '../json.ts';
import type { Path } from './problems.ts';

/** A configuration file that could be read: YAML 1.2, of which JSON is a part. */
export interface ConfigFile {
  readonly document: Readonly<Record<string, unknown>>;
  /** Line of the value, or of the nearest place around it; undefined where no part of the way is in the file. */
  lineOf(path: Path): number | undefined;
}

/** What is wrong with a configuration file as a text. */
export interface UnreadableFile {
  readonly problems: readonly string[];
}

/** Larger is no configuration, bytes: the reader's time is the square of it, and its memory can run out. */
const MOST_BYTES = 128 * 1024;
/** Faults of a text that are told; a text with more is something else. */
const MOST_FAULTS = 20;

/** @param name how the file is spoken of in problems. */
export function readConfigFile(path: string, name = path): ConfigFile | UnreadableFile {
  const text = textOf(path);
  if (text === undefined) {
    return { problems: [`${name}: cannot be read as a file of at most 128 KiB; name the configuration file's path`] };
  }
  const lines = new LineCounter();
  // Its own messages quote the text around a fault, and its warnings a key that is no text.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
  const faults = [...document.errors, ...document.warnings].slice(0, MOST_FAULTS);
  if (faults.length > 0) {
    return {
      problems: faults.map(
        ({ pos, code }) => `${name}:${lines.linePos(pos[0]).line}: is no YAML or JSON (${code}); mend this line`,
      ),
    };
  }
  const value = documentValue(document);
  if (value === undefined)
    return { problems: [`${name}: has references (*name) that lead nowhere or too far; write it out`] };
  // A file of comments alone says nothing, which is no fault.
  if (value !== null && !isObject(value)) {
    return { problems: [`${name}: must be an object: setting → value (schema/hub-config.schema.json)`] };
  }
  return {
    document: value ?? {},
    lineOf(place) {
      const offset = offsetOf(document.contents, place);
      return offset === undefined ? undefined : lines.linePos(offset).line;
    },
  };
}

/** undefined: an alias without its anchor, or so many that they multiply. */
function documentValue(document: Document.Parsed): unknown {
  try {
    return document.toJS();
  } catch {
    return undefined;
  }
}

function textOf(path: string): string | undefined {
  try {
    return wholeText(path, MOST_BYTES);
  } catch {
    return undefined;
  }
}

/** Text of a file, which has an end: a device or a pipe may have none. @throws Error */
export function wholeText(path: string, mostBytes: number): string {
  const status = statSync(path);
  if (!status.isFile() || status.size > mostBytes) throw new Error('no file, or a larger one');
  return readFileSync(path, 'utf8');
}

/** Where the last step of the way that is in the file begins. */
function offsetOf(root: unknown, path: Path): number | undefined {
  let node = root;
  let offset: number | undefined;
  for (const step of path) {
    const next = isMap(node) ? inMap(node.items, step) : isSeq(node) ? inList(node.items, step) : undefined;
    if (!next) break;
    ({ node, offset } = next);
  }
  return offset;
}

interface Place {
  readonly node: unknown;
  readonly offset: number | undefined;
}

function inMap(items: ReadonlyArray<{ key: unknown; value: unknown }>, step: string | number): Place | undefined {
  const pair = items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
  return pair && { node: pair.value, offset: startOf(pair.key) };
}

function inList(items: readonly unknown[], step: string | number): Place | undefined {
  const node = items[Number(step)];
  return node === undefined ? undefined : { node, offset: startOf(node) };
}

function startOf(node: unknown): number | undefined {
  return (node as Node | null)?.range?.[0];
}
