import { type ClaimMapping, type ClaimSource, ISSUER_DEFAULTS } from '../identity/issuer.ts';
import type { ClaimDescription, ClaimEntry, IssuerEntry } from './document.ts';
import type { Path } from './problems.ts';
import type { Reading } from './reading.ts';

type Attribute = keyof ClaimMapping;

/** What an attribute may be at most; undefined: anything, or not known because it could not be read. */
type Bounds = { readonly [Name in Attribute]?: Bound | undefined };
type Bound = { has(value: string): boolean };

/** Attributes that are one text; the others are lists. */
const SINGLE: ReadonlySet<string> = new Set<Attribute>(['agency', 'country', 'clearance', 'post']);

/** Which claims a viewer is made of: what was said, and the usual claims for the rest. */
export function claimsOf(
  reading: Reading,
  entries: NonNullable<IssuerEntry['claims']>,
  path: Path,
  bounds: Bounds,
): ClaimMapping {
  const said = Object.entries(entries).map(([name, entry]) => {
    const attribute = name as Attribute;
    return [attribute, sourceOf(reading, entry, [...path, name], attribute, bounds[attribute])] as const;
  });
  return { ...ISSUER_DEFAULTS.claims, ...Object.fromEntries(said.filter(([, source]) => source)) };
}

function sourceOf(
  reading: Reading,
  entry: ClaimEntry,
  path: Path,
  attribute: Attribute,
  bound: Bound | undefined,
): ClaimSource | undefined {
  const { claim, value, values }: ClaimDescription = typeof entry === 'string' ? { claim: entry } : entry;
  if ((claim === undefined) === (value === undefined)) {
    return reading.problem(path, 'must have either "claim" or "value"');
  }
  if (value !== undefined) {
    if (values) reading.problem([...path, 'values'], 'translates a claim; take it out beside "value"');
    return fixedOf(reading, value, [...path, 'value'], attribute, bound);
  }
  const steps = typeof claim === 'string' ? claim.split('.') : (claim ?? []);
  if (steps.includes('')) {
    return reading.problem(path, 'has an empty step; write the path as "first.second", or as a list of its steps');
  }
  if (!values) return { kind: 'claim', path: steps };
  for (const [word, translated] of Object.entries(values)) {
    within(reading, translated, [...path, 'values', word], bound);
  }
  return { kind: 'claim', path: steps, values: new Map(Object.entries(values)) };
}

function fixedOf(
  reading: Reading,
  value: string | readonly string[],
  path: Path,
  attribute: Attribute,
  bound: Bound | undefined,
): ClaimSource | undefined {
  if (typeof value !== 'string' && SINGLE.has(attribute)) return reading.problem(path, 'must be one text, not a list');
  for (const each of [value].flat()) within(reading, each, path, bound);
  return { kind: 'fixed', value };
}

function within(reading: Reading, value: string, path: Path, bound: Bound | undefined): void {
  if (!bound || bound.has(value)) return;
  reading.problem(
    path,
    'is nothing this issuer may say: it must be in its "speaksFor", or a purpose of the closed list',
  );
}
