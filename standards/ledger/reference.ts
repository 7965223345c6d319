import { createHmac, type KeyObject } from 'node:crypto';
import type { LedgerKeys } from './keys.ts';

/** What names a record, or whose it is: fields of a type, and the way to them from another. */
export interface Reference {
  /** The type that the fields are of. */
  readonly typeName: string;
  /** Fields that lead there; none: they are the record's own. */
  readonly path: readonly string[];
  /** Sorted. */
  readonly fields: readonly string[];
}

/** A record, as agencies send it. */
type Values = Readonly<Record<string, unknown>>;

/** The record that the fields of a reference are of. @returns undefined where the way there ends before. */
export function referredTo(record: Values, { path }: Reference): Values | undefined {
  let at: unknown = record;
  for (let step = 0; step < path.length; step += 1) at = (at as Values | null | undefined)?.[path[step] ?? ''];
  return typeof at === 'object' && at !== null && !Array.isArray(at) ? (at as Values) : undefined;
}

/**
 * A reference with its values as one text, the same wherever it stands: `["TravelDocument","documentNumber","L898902C3",…]`.
 *
 * @returns undefined where one of them is not known.
 */
export function referenceText({ typeName, fields }: Reference, values: Values): string | undefined {
  const named: string[] = [typeName];
  for (const field of fields) {
    const value = values[field];
    if (!isNaming(value)) return undefined;
    named.push(field, String(value));
  }
  return JSON.stringify(named);
}

/** The values as a text that tells them apart within one reference: shorter to make than the whole. */
export function valuesText({ fields }: Reference, values: Values): string | undefined {
  let text = '';
  for (let at = 0; at < fields.length; at += 1) {
    const value = values[fields[at] ?? ''];
    if (!isNaming(value)) return undefined;
    text = at === 0 ? String(value) : `${text.length}:${text}${value}`;
  }
  return text;
}

function isNaming(value: unknown): value is string | number | boolean {
  return (typeof value === 'string' && value !== '') || typeof value === 'number' || typeof value === 'boolean';
}

/** 128 bits: no two of any number of people have one name, and half the room in the ledger. */
const NAME_BYTES = 16;

/** HMAC-SHA-256 of a reference's text, 128 bits of it as base64url: 22 characters. */
export function nameBy(key: KeyObject, reference: string): string {
  return createHmac('sha256', key).update(reference).digest().toString('base64url', 0, NAME_BYTES);
}

/** The names of references under every key there was: entries of older periods have older ones. */
export function allNames({ hashing }: LedgerKeys, references: readonly string[]): readonly string[] {
  return hashing.flatMap(({ key }) => references.map((reference) => nameBy(key, reference)));
}
