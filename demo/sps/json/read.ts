import { isoDateTimeOf, type SpsWarnings } from '../warnings.ts';
import type { Shape } from './shape.ts';

/** What was read of a JSON value; of objects and lists, what is described and says something. */
export type Kept =
  | { readonly kind: 'scalar'; readonly value: string | number | boolean }
  | { readonly kind: 'object'; readonly members: ReadonlyMap<string, Kept> }
  | { readonly kind: 'list'; readonly members: readonly Kept[] };

/** What no database column and no XML takes: control characters but tab and line ends, and unpaired surrogates. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to refuse.
const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u;

/** No list of a message is read further: real ones have some tens of members. */
const MAX_MEMBERS = 1_000;

/** Reads a JSON value by its description; null, an empty text, list and object say nothing. */
export function readJson(value: unknown, shape: Shape, warnings: SpsWarnings): Kept | undefined {
  return new Reader(warnings).read(value, shape, '', '');
}

class Reader {
  readonly #warnings: SpsWarnings;
  /** Kinds of unknown properties met: their paths with list places left out. */
  readonly #unknown = new Set<string>();

  constructor(warnings: SpsWarnings) {
    this.#warnings = warnings;
  }

  read(value: unknown, shape: Shape, place: string, kind: string): Kept | undefined {
    if (isSilent(value) || shape.kind === 'known' || shape.kind === 'dropped') return undefined;
    if (shape.kind === 'object') return this.#object(value, shape.members, place, kind);
    if (shape.kind === 'list') return this.#list(value, shape.of, place, kind);
    const scalar = this.#scalar(value, shape, place);
    return scalar === undefined ? undefined : { kind: 'scalar', value: scalar };
  }

  #object(value: unknown, members: ReadonlyMap<string, Shape>, place: string, kind: string): Kept | undefined {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return this.#wrong(place);
    const kept = new Map<string, Kept>();
    for (const [name, member] of Object.entries(value)) {
      const shape = members.get(name);
      const path = `${place}/${pointer(name)}`;
      if (!shape) this.#report(member, path, `${kind}/${name}`);
      const read = shape && this.read(member, shape, path, `${kind}/${name}`);
      if (read) kept.set(name, read);
    }
    return { kind: 'object', members: kept };
  }

  #list(value: unknown, of: Shape, place: string, kind: string): Kept | undefined {
    if (!Array.isArray(value)) return this.#wrong(place);
    if (value.length > MAX_MEMBERS) this.#warnings.add('TOO_LONG', place);
    const members = value
      .slice(0, MAX_MEMBERS)
      .flatMap((member, index) => this.read(member, of, `${place}/${index}`, `${kind}/*`) ?? []);
    return { kind: 'list', members };
  }

  #scalar(value: unknown, shape: Shape, place: string): string | number | boolean | undefined {
    if (shape.kind === 'boolean' && typeof value === 'boolean') return value;
    if (shape.kind === 'number') return this.#number(value, place);
    if (shape.kind === 'dateTime' && typeof value === 'string') return this.#dateTime(value, place);
    if (shape.kind !== 'text' || (typeof value !== 'string' && typeof value !== 'number')) return this.#wrong(place);
    const text = String(value).trim();
    if (ILLEGAL.test(text)) {
      this.#warnings.add('ILLEGAL_CHARACTER', place);
      return undefined;
    }
    if (text.length > shape.max) this.#warnings.add('TOO_LONG', place);
    return text || undefined;
  }

  /** A number, or its text: services differ. */
  #number(value: unknown, place: string): number | string | undefined {
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    if (typeof value === 'string' && /^[+-]?\d{1,18}(\.\d{1,9})?$/.test(value.trim())) return value.trim();
    this.#warnings.add('NOT_A_NUMBER', place);
    return undefined;
  }

  #dateTime(value: string, place: string): string | undefined {
    const read = isoDateTimeOf(value);
    if (!read) this.#warnings.add('BAD_DATE_TIME', place);
    else if (!read.hasOffset) this.#warnings.add('NO_TIME_OFFSET', place);
    return read?.text;
  }

  #report(value: unknown, place: string, kind: string): void {
    if (isSilent(value) || this.#unknown.has(kind) || this.#unknown.size >= MAX_MEMBERS) return;
    this.#unknown.add(kind);
    this.#warnings.add('UNKNOWN_PROPERTY', place);
  }

  #wrong(place: string): undefined {
    this.#warnings.add('WRONG_TYPE', place);
    return undefined;
  }
}

function isSilent(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** Names come from outside: bounded, and escaped as RFC 6901 asks. */
function pointer(name: string): string {
  const short = name.length > 64 ? `${name.slice(0, 64)}…` : name;
  return short.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** What is at a path of names; undefined where nothing is. */
export function at(value: Kept | undefined, ...path: readonly string[]): Kept | undefined {
  let found = value;
  for (const name of path) found = found?.kind === 'object' ? found.members.get(name) : undefined;
  return found;
}

/** The text at a path; null where there is none. */
export function textAt(value: Kept | undefined, ...path: readonly string[]): string | null {
  const found = at(value, ...path);
  return found?.kind === 'scalar' ? String(found.value) : null;
}

/** True where the path says true. */
export function isTrueAt(value: Kept | undefined, ...path: readonly string[]): boolean {
  const found = at(value, ...path);
  return found?.kind === 'scalar' && found.value === true;
}

/** The members of the list at a path. */
export function listAt(value: Kept | undefined, ...path: readonly string[]): readonly Kept[] {
  const found = at(value, ...path);
  return found?.kind === 'list' ? found.members : [];
}

/** The texts of the list at a path. */
export function textsAt(value: Kept | undefined, ...path: readonly string[]): string[] {
  return listAt(value, ...path).flatMap((member) => (member.kind === 'scalar' ? [String(member.value)] : []));
}

/** The whole number at a path; null where there is none of four bytes. */
export function integerAt(value: Kept | undefined, ...path: readonly string[]): number | null {
  const number = Number(textAt(value, ...path) ?? Number.NaN);
  return Number.isInteger(number) && Math.abs(number) <= 2_147_483_647 ? number : null;
}

/** The mass in kilogram at a path as text of up to six places; null where there is none. */
export function kilogramsAt(value: Kept | undefined, ...path: readonly string[]): string | null {
  return kilogramsOf(textAt(value, ...path));
}

/** A mass as text of up to six places; null where it is none. */
export function kilogramsOf(text: string | null): string | null {
  const number = Number(text ?? Number.NaN);
  if (!(number >= 0 && number < 1e15)) return null;
  const [, exact] = /^(\d+(?:\.\d{1,6})?)$/.exec(text ?? '') ?? [];
  return exact ?? number.toFixed(6).replace(/\.?0+$/, '');
}
