import { namesIn } from './entry.ts';

/** Where the time stands: `"` cannot stand unescaped in a value, so that the first is the entry's own. */
const TIME = { exchange: ',"receivedAt":"', act: ',"at":"' } as const;
const ACT = '{"kind":"act"';
const INSTANT = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)\.(\d{3})Z$/;
const INSTANT_LENGTH = 24;

/**
 * When what an entry tells of happened, as PostgreSQL writes a timestamp (ISO style, UTC).
 *
 * @returns undefined of a text that does not say when.
 */
export function timestampIn(text: string): string | undefined {
  const label = text.startsWith(ACT) ? TIME.act : TIME.exchange;
  const from = text.indexOf(label) + label.length;
  if (from < label.length) return undefined;
  const said = text.slice(from, text.indexOf('"', from));
  const time = said.length === INSTANT_LENGTH ? said : new Date(Date.parse(said) || Number.NaN);
  if (typeof time !== 'string' && Number.isNaN(time.getTime())) return undefined;
  const [, day, clock, fraction = ''] = INSTANT.exec(typeof time === 'string' ? time : time.toISOString()) ?? [];
  if (day === undefined) return undefined;
  const digits = fraction.replace(/0+$/, '');
  return `${day} ${clock}${digits && `.${digits}`}+00`;
}

/** @returns the names of an entry as PostgreSQL writes an array of texts; undefined of a text that is none of an entry. */
export function nameArrayIn(text: string): string | undefined {
  const names = namesIn(text);
  return names && `{${names.join(',')}}`;
}
