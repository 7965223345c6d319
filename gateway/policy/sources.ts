import type { PolicySource } from './cedar/load.ts';
import type { BasisValidity } from './in-force.ts';

/** A legal basis: what policies cite by its id (GDPR art. 6, LED art. 8; DOMAIN P12). */
export interface Basis extends BasisValidity {
  readonly id: string;
  readonly title: string;
  /** The law or agreement. */
  readonly instrument: string;
  readonly article: string | undefined;
  /** Whether counsel has confirmed it; undefined: yes. */
  readonly note: string | undefined;
}

/** The owners' rules and what they rest on. */
export interface Policies {
  readonly sources: readonly PolicySource[];
  readonly bases: ReadonlyMap<string, Basis>;
}

/** Where they come from: folders that are read again with each supergraph, or given. */
export type PolicySources =
  | { readonly kind: 'folders'; readonly policies: string; readonly bases: string }
  | { readonly kind: 'given'; readonly policies: Policies };

const ID = /^[a-z][a-z0-9-]{0,62}$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Reads one file of schema/bases/: `{ id, title, instrument, article, validFrom, validUntil, note }`. Dates are days of
 * UTC, `validUntil` the last one.
 *
 * @throws Error that names what is wrong.
 */
export function basisOf(json: unknown): Basis {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new Error('must be an object');
  const entry = new Map<string, unknown>(Object.entries(json));
  const text = (name: string): string => {
    const value = entry.get(name);
    if (typeof value !== 'string' || value === '') throw new Error(`"${name}" must be a text`);
    return value;
  };
  const optional = (name: string) => (entry.get(name) === undefined ? undefined : text(name));
  const id = text('id');
  if (!ID.test(id)) throw new Error('"id" must be a name of small letters, digits and hyphens');
  const until = optional('validUntil');
  return {
    id,
    title: text('title'),
    instrument: text('instrument'),
    article: optional('article'),
    note: optional('note'),
    from: dayOf('validFrom', text('validFrom')),
    until: until === undefined ? undefined : dayOf('validUntil', until) + DAY_MS,
  };
}

const DAY_MS = 86_400_000;

function dayOf(name: string, text: string): number {
  const time = DATE.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  // The thirtieth of February is read as a day of March.
  if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(text))
    throw new Error(`"${name}" must be a day: 2026-01-31`);
  return time;
}
