import { randomUUID } from 'node:crypto';
import type { ExchangeRecord } from '../exchange.ts';
import type { Entry } from './chain.ts';
import type { ActRecord } from './ledger.ts';

/** What an entry's text begins and ends with, so that what it is found by is read without reading the rest. */
const ID = /^\{"kind":"(?:exchange|act)","id":"([\w-]+)"/;
const NAMES = ',"names":';
const NAME = /"([\w-]{22})"/g;

/** An exchange as it is kept. INVARIANT: `id` stands before and `names` after everything else. */
export function exchangeEntry(record: ExchangeRecord): Entry {
  const { decisionId, names, ...said } = record;
  const text = JSON.stringify({ kind: 'exchange', id: decisionId, ...said, names: names ?? null });
  const found = names ? [...names.subjects, ...names.records, ...names.sought] : [];
  return { text, at: Date.parse(record.receivedAt), names: [decisionId, ...new Set(found)] };
}

/** Something that was done, as it is kept. */
export function actEntry(record: ActRecord): Entry {
  const id = randomUUID();
  const { act, at, by, about } = record;
  return {
    text: JSON.stringify({ kind: 'act', id, act, at, by, about, names: null }),
    at: Date.parse(at),
    names: [id],
  };
}

/** What an entry can be found by, as its text says. @returns undefined of a text that is none of an entry. */
export function namesIn(text: string): readonly string[] | undefined {
  const id = ID.exec(text)?.[1];
  const from = text.lastIndexOf(NAMES);
  if (id === undefined || from < 0) return undefined;
  const found = new Set([id]);
  for (const [, name] of text.slice(from).matchAll(NAME)) if (name !== undefined) found.add(name);
  return [...found];
}

/** An exchange as it was kept. */
export type KeptExchange = { readonly kind: 'exchange'; readonly id: string } & Omit<ExchangeRecord, 'decisionId'>;
export type KeptAct = { readonly kind: 'act'; readonly id: string } & ActRecord;

/** @throws Error where the text is none of an entry. */
export function keptOf(text: string): KeptExchange | KeptAct {
  const read: unknown = JSON.parse(text);
  const kind = typeof read === 'object' && read !== null && 'kind' in read ? read.kind : undefined;
  if (kind !== 'exchange' && kind !== 'act') throw new Error('This is not an entry of the ledger.');
  return read as KeptExchange | KeptAct;
}
