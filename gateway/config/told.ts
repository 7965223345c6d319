import { dirname, relative, resolve } from 'node:path';
import { isObject } from '../json.ts';
import { type ConfigFile, readConfigFile } from './file.ts';
import { type Path, written } from './problems.ts';
import { type Environment, VARIABLES, type Variable } from './variables.ts';

/** What was said from outside, by file and environment together, and who said what. */
export interface Told {
  readonly document: Readonly<Record<string, unknown>>;
  readonly environment: Environment;
  /** What could not be read at all. */
  readonly problems: readonly string[];
  /** Who said the value: `hub.config.yaml:12` or `HUB_PORT`; undefined: nobody, it is the default. */
  saidBy(path: Path): string | undefined;
  /** The value's place in words for a problem: who said it, and the way to it. */
  where(path: Path): string;
  /** Folder that a path said there is relative to. */
  folderOf(path: Path): string;
}

/** Reads the file that HUB_CONFIG names and the variables, which stand above it. */
export function told(environment: Environment): Told {
  const problems: string[] = [];
  const name = environment['HUB_CONFIG'];
  const file = name ? opened(name, problems) : undefined;
  const document = structuredClone(file?.document ?? {}) as Record<string, unknown>;
  const set: Variable[] = [];
  for (const variable of VARIABLES) {
    const text = environment[variable.name];
    if (!text) continue;
    try {
      put(document, variable.path, variable.read(text));
      set.push(variable);
    } catch (error) {
      problems.push(`${variable.name}: ${error instanceof Error ? error.message : 'cannot be read'}`);
    }
  }
  const variableOf = (path: Path) => set.findLast((each) => each.path.every((step, at) => step === path[at]));
  const placeOf = (path: Path): string | undefined => {
    const line = file?.lineOf(path);
    return name && (line === undefined ? near(name) : `${near(name)}:${line}`);
  };
  return {
    document,
    environment,
    problems: [...problems, ...saidTwice(set)],
    saidBy: (path) => (isSaid(document, path) ? (variableOf(path)?.name ?? placeOf(path)) : undefined),
    where(path) {
      const variable = variableOf(path);
      if (variable) return variable.name + written(path.slice(variable.path.length));
      return [placeOf(path), written(path)].filter(Boolean).join(' ') || 'configuration';
    },
    folderOf: (path) => (name && !variableOf(path) ? dirname(resolve(name)) : process.cwd()),
  };
}

function isSaid(document: unknown, path: Path): boolean {
  const value = path.reduce((place, step) => (place as Record<string, unknown> | undefined)?.[step], document);
  return value !== undefined;
}

function opened(name: string, problems: string[]): ConfigFile | undefined {
  const file = readConfigFile(name, near(name));
  if (!('problems' in file)) return file;
  problems.push(...file.problems);
  return undefined;
}

/** The shorter way to say it from here. */
function near(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith('..') || short === '' ? path : short;
}

function put(document: Record<string, unknown>, path: Path, value: unknown): void {
  let place = document;
  for (const step of path.slice(0, -1)) {
    const next = isObject(place[step]) ? place[step] : {};
    place[step] = next;
    place = next;
  }
  place[path.at(-1) ?? ''] = value;
}

function saidTwice(set: readonly Variable[]): readonly string[] {
  return set.flatMap(({ name, path }, at) => {
    const other = set.slice(0, at).find((each) => written(each.path) === written(path));
    return other ? [`${name}: ${other.name} says the same; set one of them`] : [];
  });
}
