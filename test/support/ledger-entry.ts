import type { Entry } from '../../gateway/ledger/chain.ts';

/** An entry that tells which it is, with what an unusual text may have in it. */
export function entryOf(id: string, names: readonly string[] = ['AAECAwQFBgcICQoLDA0ODw', 'null']): Entry {
  const at = Date.UTC(2025, 4, 6, 7, 8, 9, 123);
  return { text: JSON.stringify({ kind: 'exchange', id, at, officer: 'Ünal "\\ 𝔄', names }), at, names };
}
