import { LRUCache } from 'lru-cache';
import type { KeptKeys } from '../../standards/grant/keys.ts';
import type { HashKey, LedgerKeys } from '../../standards/ledger/keys.ts';
import { nameBy, type Reference, referenceText, valuesText } from '../../standards/ledger/reference.ts';

/** Makes names of one period. */
export interface Naming {
  /** Id of the period's key. */
  readonly key: string;
  /** @returns undefined where a value that names is not known. */
  name(reference: Reference, values: Readonly<Record<string, unknown>>): string | undefined;
}

/** Names of one reference kept ready: the same lorry is asked about all morning. */
const KEPT = 5_000;
const MOST_REFERENCES = 500;

/**
 * Names under the key of the present period: who has the ledger and not its keys cannot tell whom an entry is about, nor try
 * numbers until one fits (DOMAIN P19).
 *
 * @returns how things are named at a moment, milliseconds since the epoch. @throws Error where no key is in force then.
 */
export function namings(keys: KeptKeys<LedgerKeys>): (now: number) => Naming {
  let known: { readonly key: HashKey; readonly naming: Naming } | undefined;
  return (now) => {
    const key = keyAt(keys.current.hashing, now);
    if (known?.key !== key) known = { key, naming: namingBy(key) };
    return known.naming;
  };
}

/** The last one that has begun. */
function keyAt(keys: readonly HashKey[], now: number): HashKey {
  let found: HashKey | undefined;
  for (const key of keys) if (key.from <= now && (!found || key.from >= found.from)) found = key;
  if (!found) throw new Error('The ledger has no key in force to name whom its entries are about.');
  return found;
}

function namingBy({ id, key }: HashKey): Naming {
  const known = new Map<Reference, LRUCache<string, string>>();
  const knownOf = (reference: Reference): LRUCache<string, string> => {
    let names = known.get(reference);
    if (!names) {
      // References are of the supergraph: those of one that was replaced are let go of with all others.
      if (known.size >= MOST_REFERENCES) known.clear();
      names = new LRUCache<string, string>({ max: KEPT });
      known.set(reference, names);
    }
    return names;
  };
  return {
    key: id,
    name(reference, values) {
      const text = valuesText(reference, values);
      if (text === undefined) return undefined;
      const names = knownOf(reference);
      let name = names.get(text);
      if (name === undefined) {
        name = nameBy(key, referenceText(reference, values) ?? '');
        names.set(text, name);
      }
      return name;
    },
  };
}
