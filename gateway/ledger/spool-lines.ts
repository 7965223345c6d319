import { genesis, type Linked, linkOf } from './chain.ts';

/** Something else than the spool of one writer in order: not to be shipped, and not to be removed. */
export class SpoolBroken extends Error {
  readonly code = 'SPOOL_BROKEN';

  constructor() {
    super('a spool of the ledger is not as it was written');
  }
}

/** `<sequence> <link> <at> <names> <text>`: none of them has a space but the text, which is the last. */
export function lineOf({ sequence, link, at, names, text }: Linked): string {
  return `${sequence} ${link.toString('base64url')} ${at} ${names.join(',')} ${text}\n`;
}

/** A text may have any other end of a line than the one that is the spool's. */
const LINE = /^(\d{1,16}) ([\w-]{43}) (\d{1,16}) ([\w,-]*) (.+)$/s;

/**
 * Entries of whole lines. Each is held to its link, which stands for its number and its text.
 *
 * @param before what the first of them follows; undefined: it is the spool's first, and follows what is in the database.
 * @throws SpoolBroken
 */
export function entriesOf(writer: string, lines: string, before: Linked | undefined): readonly Linked[] {
  const entries: Linked[] = [];
  for (const line of lines.slice(0, -1).split('\n')) {
    const entry = entryOf(line);
    if (!follows(writer, entry, entries.at(-1) ?? before)) throw new SpoolBroken();
    entries.push(entry);
  }
  return entries;
}

function entryOf(line: string): Linked {
  const [, sequence, link = '', at, names = '', text = ''] = LINE.exec(line) ?? [];
  if (sequence === undefined) throw new SpoolBroken();
  return {
    sequence: Number(sequence),
    link: Buffer.from(link, 'base64url'),
    at: Number(at),
    names: names === '' ? [] : names.split(','),
    text,
  };
}

function follows(writer: string, { sequence, link, text }: Linked, before: Linked | undefined): boolean {
  if (before) return sequence === before.sequence + 1 && link.equals(linkOf(before.link, sequence, text));
  return sequence > 1 || (sequence === 1 && link.equals(linkOf(genesis(writer), 1, text)));
}
