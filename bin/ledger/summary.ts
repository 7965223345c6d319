import type { Read } from '../../gateway/ledger/reader.ts';

/** What went to one recipient for one purpose. */
export interface Recipient {
  readonly agency: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly agreement: string;
  readonly purpose: string;
  readonly answers: number;
  readonly refusals: number;
  /** Different persons by their keyed names, of one period each. */
  readonly subjects: number;
  /** Coordinates that were released, with how many records; most first. */
  readonly released: ReadonlyArray<readonly [string, number]>;
  /** ISO 8601. */
  readonly first: string;
  readonly last: string;
}

/** Of which exchanges a summary is made. */
export interface Chosen {
  readonly agency?: string | undefined;
  readonly principal?: string | undefined;
  readonly agreement?: string | undefined;
  readonly purpose?: string | undefined;
}

interface Sum {
  answers: number;
  refusals: number;
  readonly subjects: Set<string>;
  readonly released: Map<string, number>;
  readonly first: string;
  last: string;
}

/**
 * Who was shown what, by agency, country, agreement and purpose: what a breach is told of by (GDPR art. 33(3), LED art. 30(3)),
 * who is to be notified of a correction (GDPR art. 19, LED art. 16(5)), and what the agencies report.
 */
export async function recipientsOf(
  entries: AsyncIterable<Read> | Iterable<Read>,
  chosen: Chosen = {},
): Promise<readonly Recipient[]> {
  const sums = new Map<string, Sum>();
  for await (const { entry } of entries) {
    if (entry.kind !== 'exchange' || !isChosen(entry, chosen)) continue;
    const { agency = '', country = '', agreement = '', purpose = '', outcome, receivedAt } = entry;
    const key = JSON.stringify([agency, country, agreement, purpose]);
    const sum = sums.get(key) ?? {
      answers: 0,
      refusals: 0,
      subjects: new Set(),
      released: new Map(),
      first: receivedAt,
      last: receivedAt,
    };
    sums.set(key, sum);
    sum.last = receivedAt;
    if (outcome === 'REFUSED') sum.refusals += 1;
    if (outcome !== 'ANSWERED') continue;
    sum.answers += 1;
    for (const name of entry.names?.subjects ?? []) sum.subjects.add(name);
    for (const [at, coordinate] of entry.released.entries()) {
      const count = entry.counts?.[at] ?? 1;
      if (count > 0) sum.released.set(coordinate, (sum.released.get(coordinate) ?? 0) + count);
    }
  }
  return [...sums].map(([key, { subjects, released, ...sum }]) => {
    const [agency = '', country = '', agreement = '', purpose = ''] = JSON.parse(key) as readonly string[];
    const most = [...released].sort(([, one], [, other]) => other - one);
    return { agency, country, agreement, purpose, ...sum, subjects: subjects.size, released: most };
  });
}

function isChosen(entry: Chosen, chosen: Chosen): boolean {
  return (['agency', 'principal', 'agreement', 'purpose'] as const).every((name) => {
    return chosen[name] === undefined || chosen[name] === entry[name];
  });
}

/** Coordinates named in a line of a table. */
const MOST_NAMED = 4;

/** As a table, the busiest first. */
export function recipientsText(recipients: readonly Recipient[]): string {
  if (recipients.length === 0) return 'Nobody.';
  const rows = [...recipients]
    .sort((one, other) => other.answers - one.answers)
    .map(({ agency, country, agreement, purpose, answers, refusals, subjects, released, first, last }) => {
      const more = released.length > MOST_NAMED ? ` and ${released.length - MOST_NAMED} more` : '';
      const fields = released.slice(0, MOST_NAMED).map(([at, count]) => `${at} ${count}`);
      return [
        [agency || '-', country].filter(Boolean).join(' '),
        agreement || '-',
        purpose || '-',
        String(answers),
        String(refusals),
        String(subjects),
        `${first.slice(0, 16)} … ${last.slice(0, 16)}`,
        `${fields.join(', ')}${more}`,
      ];
    });
  const head = [
    'who',
    'agreement',
    'purpose',
    'answers',
    'refusals',
    'persons',
    'from … until',
    'fields, with records',
  ];
  const widths = head.map((name, at) => Math.max(name.length, ...rows.map((row) => row[at]?.length ?? 0)));
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
