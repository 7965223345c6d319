import { serviceString } from './edifact/characters.ts';
import { type Interchange, readInterchange } from './edifact/interchange.ts';
import { tokenize } from './edifact/segments.ts';
import { readPassengerList } from './paxlst/read.ts';
import type { PassengerList } from './paxlst/records.ts';
import { isKept, scrubbed } from './scrub.ts';
import { type Warning, Warnings } from './warnings.ts';

/** Why a file was put aside; docs/connect-an-existing-system.md lists the meaning of each. */
export type PutAsideReason =
  | 'EMPTY'
  | 'TOO_LARGE'
  | 'ILLEGAL_CHARACTER'
  | 'UNA_UNUSABLE'
  | 'TOO_MANY_PARTS'
  | 'NO_MESSAGE'
  | 'TYPE_NOT_SUPPORTED'
  | 'STORE_REFUSED';

/** A file as read. `bytes` are those that may be kept: without free text and special categories (scrub.ts). */
export type ReadOutcome =
  | {
      readonly kind: 'PAXLST' | 'PNRGOV';
      readonly bytes: Buffer;
      /** When the carrier made it, ISO 8601 without offset; undefined where it does not say. */
      readonly preparedAt: string | undefined;
      readonly lists: readonly PassengerList[];
      readonly warnings: readonly Warning[];
    }
  /** `bytes` null: what may be kept of it cannot be told from what may not. */
  | { readonly kind: 'putAside'; readonly reason: PutAsideReason; readonly bytes: Buffer | null };

/** No message of the field comes near it. */
export const MAX_MESSAGE_BYTES = 10 * 1024 * 1024;

/** Control characters but tab, line ends and the separators of level B (ISO 9735-1, annex B). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const ILLEGAL = /[\u0000-\u0008\u000B\u000C\u000E-\u001B\u007F]/;

/** Reads an interchange of PAXLST or PNRGOV messages. Never throws for what the bytes hold. */
export function readMessage(bytes: Uint8Array, today: string, maxBytes = MAX_MESSAGE_BYTES): ReadOutcome {
  const putAside = (reason: PutAsideReason, kept: Buffer | null = null) =>
    ({ kind: 'putAside', reason, bytes: kept }) as const;
  if (bytes.byteLength === 0) return putAside('EMPTY', Buffer.alloc(0));
  if (bytes.byteLength > maxBytes) return putAside('TOO_LARGE');
  const { text, encoding } = decoded(bytes);
  if (ILLEGAL.test(text)) return putAside('ILLEGAL_CHARACTER');
  const tokens = tokenize(text);
  if (tokens.kind === 'refused') return putAside(tokens.reason);
  const kept = Buffer.from(scrubbed(text, tokens.start, tokens.segments), encoding);
  const service = serviceString(text);
  if (service.kind === 'unusable') return putAside('UNA_UNUSABLE');
  const warnings = new Warnings();
  checkForm(tokens, text, warnings);
  const interchange = readInterchange(tokens.segments, service.characters, warnings);
  if (interchange.messages.length === 0) return putAside('NO_MESSAGE', kept);
  const types = new Set(interchange.messages.map(({ type }) => type));
  const kind = types.has('PAXLST') ? 'PAXLST' : types.has('PNRGOV') ? 'PNRGOV' : undefined;
  if (!kind) return putAside('TYPE_NOT_SUPPORTED', kept);
  const lists = listsIn(interchange, kind, today, warnings);
  return { kind, bytes: kept, preparedAt: preparedAt(interchange), lists, warnings: warnings.list };
}

/** One warning for each segment that is not as it should be, and for each that is not kept. */
function checkForm(
  tokens: Extract<ReturnType<typeof tokenize>, { kind: 'segments' }>,
  text: string,
  warnings: Warnings,
) {
  for (const segment of tokens.segments) {
    if (/^\S+\s/.test(text.slice(segment.start, segment.start + 4))) warnings.add('BLANK_IN_TAG', segment);
    if (!isKept(segment)) warnings.add('SEGMENT_DROPPED', segment);
  }
  const last = tokens.segments.at(-1);
  if (!tokens.isTerminated && last) warnings.add('SEGMENT_NOT_TERMINATED', last);
}

/** PNRGOV is kept and read nothing of; among PAXLST messages any other is named. */
function listsIn(
  { messages }: Interchange,
  kind: 'PAXLST' | 'PNRGOV',
  today: string,
  warnings: Warnings,
): readonly PassengerList[] {
  const lists: PassengerList[] = [];
  for (const message of messages) {
    if (message.type !== kind) warnings.add('MESSAGE_NOT_READ', message.header);
    else if (kind === 'PAXLST') lists.push(readPassengerList(message, today, warnings));
  }
  return lists;
}

/** UTF-8 where it is; else each byte one character, as UNOC has it. */
function decoded(bytes: Uint8Array): { text: string; encoding: 'utf8' | 'latin1' } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), encoding: 'utf8' };
  } catch {
    return {
      text: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'),
      encoding: 'latin1',
    };
  }
}

function preparedAt({ prepared }: Interchange): string | undefined {
  const [date = '', time = ''] = prepared ?? [];
  const [, year, month, day] = /^(\d{2}|\d{4})(\d{2})(\d{2})$/.exec(date) ?? [];
  const [, hour, minute] = /^(\d{2})(\d{2})$/.exec(time) ?? [];
  if (!year || !month || !day) return undefined;
  return `${year.length === 2 ? `20${year}` : year}-${month}-${day}T${hour ?? '00'}:${minute ?? '00'}`;
}
