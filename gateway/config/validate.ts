import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv, type AnySchemaObject, type ErrorObject } from 'ajv';
import { isObject } from '../json.ts';
import type { ConfigDocument } from './document.ts';
import { isName, type Path, written } from './problems.ts';
import type { Told } from './told.ts';

/** The schema editors are given as well. */
export const SCHEMA_FILE = fileURLToPath(new URL('../../schema/hub-config.schema.json', import.meta.url));

/** What a document is worth. */
export interface Validated {
  /** What does not follow the schema, in words: where, what is expected, what to do. */
  readonly problems: readonly string[];
  /** The document without the settings and issuers that do not follow it: what else is wrong is told at once. */
  readonly sound: ConfigDocument;
}

/** Holds the document against the schema. */
export function validated({ document, where }: Told): Validated {
  const schema: AnySchemaObject = JSON.parse(readFileSync(SCHEMA_FILE, 'utf8'));
  const validate = new Ajv({ allErrors: true, verbose: true, allowUnionTypes: true }).compile(schema);
  const sound = structuredClone(document) as Record<string, unknown>;
  validate(document);
  const problems = (validate.errors ?? []).map((error) => {
    const fault = inWords(error, schema, pathOf(document, error.instancePath));
    takeOut(sound, fault.path);
    return `${where(fault.path)}: ${fault.words}`;
  });
  return { problems: [...new Set(problems)], sound };
}

/** Issuers keep their places: problems are told by them. */
function takeOut(document: Record<string, unknown>, [setting = '', at]: Path): void {
  const list = document[setting];
  if (Array.isArray(list) && typeof at === 'number' && setting === 'issuers') list[at] = undefined;
  else delete document[setting];
}

/** JSON pointer (RFC 6901) → path, its list places as numbers. */
function pathOf(document: unknown, pointer: string): Path {
  let place = document;
  return pointer
    .split('/')
    .slice(1)
    .map((step) => {
      const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
      const isList = Array.isArray(place);
      place = isList || isObject(place) ? (place as Record<string, unknown>)[key] : undefined;
      return isList ? Number(key) : key;
    });
}

interface Fault {
  readonly path: Path;
  readonly words: string;
}

/** The library's own texts name keywords of the schema; what is expected stands in its titles. */
function inWords({ keyword, params, parentSchema = {} }: ErrorObject, schema: AnySchemaObject, path: Path): Fault {
  const title: unknown = parentSchema['title'];
  const expected = `must be ${title}`;
  switch (keyword) {
    case 'additionalProperties':
      return unknownKey(params['additionalProperty'], parentSchema['properties'] ?? {}, path);
    case 'required': {
      const name = String(params['missingProperty']);
      const wanted = resolved(parentSchema['properties']?.[name], schema);
      return { path: [...path, name], words: `is missing; give ${wanted['title']}` };
    }
    case 'enum':
      return { path, words: `must be one of ${(params['allowedValues'] as unknown[]).join(', ')}` };
    case 'minimum':
    case 'maximum':
      return { path, words: `${expected}${between(parentSchema)}` };
    case 'minItems':
      return { path, words: `${expected}, with one entry at least` };
    case 'uniqueItems':
      return { path, words: `${expected}, each once` };
    default:
      return { path, words: expected };
  }
}

function between({ minimum, maximum }: AnySchemaObject): string {
  return maximum === undefined ? `, ${minimum} or more` : `, from ${minimum} to ${maximum}`;
}

function resolved(part: AnySchemaObject | undefined, schema: AnySchemaObject): AnySchemaObject {
  const name = /^#\/definitions\/(\w+)$/.exec(part?.['$ref'] ?? '')?.[1];
  return name ? schema['definitions'][name] : (part ?? {});
}

function unknownKey(key: string, known: object, path: Path): Fault {
  const nearest = nearestOf(key, Object.keys(known));
  const what = isName(key) ? `"${key}" is no setting` : 'holds a key that is no setting';
  const place = isName(key) ? [...path, key] : path;
  const list = Object.keys(known).filter((name) => name !== '$schema');
  const advice = nearest ? `did you mean "${nearest}"?` : `take it out, or write one of ${list.join(', ')}`;
  return { path: place, words: `${what}${path.length > 0 ? ` of ${written(path)}` : ''}; ${advice}` };
}

/** The known name that differs least, where it differs little. */
function nearestOf(key: string, names: readonly string[]): string | undefined {
  const [best] = names
    .map((name) => ({ name, distance: distanceOf(key.slice(0, 64).toLowerCase(), name.toLowerCase()) }))
    .sort((one, other) => one.distance - other.distance);
  return best && best.distance <= Math.max(2, best.name.length / 2) ? best.name : undefined;
}

/** Levenshtein distance. */
function distanceOf(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const changed = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, changed));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
