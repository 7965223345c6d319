import type { LedgerStatus } from '../ledger/ledger-writer.ts';

/** How the parts that a gateway needs are. */
export interface HubStatus {
  /** Agency → whether it is asked: LEFT_ALONE after failures in a row, and tried again by itself. */
  readonly agencies: ReadonlyMap<string, 'ASKED' | 'LEFT_ALONE' | 'NO_ADDRESS'>;
  /** undefined: disclosures are lines on standard output. */
  readonly ledger: LedgerStatus | undefined;
}

const MEGABYTE = 1024 * 1024;

const AGENCY_WORDS = {
  ASKED: 'answers, as far as it was asked',
  LEFT_ALONE: 'LEFT ALONE: it failed several times in a row and is tried again by itself',
  NO_ADDRESS: 'HAS NO ADDRESS: name it in "subgraphs"',
} as const;

const LEDGER_WORDS = {
  DATABASE: 'in the database',
  SPOOL: 'IN THE SPOOL: the database is away (docs/when-the-hub-is-down.md)',
  AWAY: 'NOWHERE: nothing is released (docs/when-the-hub-is-down.md)',
} as const;

/** For who operates this process: a line for each agency and store. No value, nobody's name. */
export function statusText({ agencies, ledger }: HubStatus): string {
  const lines = [...agencies]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([agency, standing]) => {
      return line(agency, AGENCY_WORDS[standing]);
    });
  return [
    ...lines,
    ...(ledger ? ledgerLines(ledger) : [line('ledger', 'lines on standard output: nothing is proven')]),
    '',
  ].join('\n');
}

function ledgerLines({ state, since, sequence, waiting, spool, fault, writer }: LedgerStatus): readonly string[] {
  const time = new Date(since).toISOString();
  return [
    line('ledger', `${LEDGER_WORDS[state]}, since ${time}; ${sequence} entries of ${writer}, ${waiting} wait`),
    ...(fault === undefined ? [] : [line('', `last fault: ${fault}`)]),
    spool
      ? line(
          'spool',
          `${(spool.bytes / MEGABYTE).toFixed(1)} of ${(spool.mostBytes / MEGABYTE).toFixed(0)} MB${filling(spool.since)}`,
        )
      : line('spool', 'off: while the database is away nothing is released'),
  ];
}

function filling(since: number | undefined): string {
  return since === undefined ? '' : `, since ${new Date(since).toISOString()}`;
}

function line(name: string, words: string): string {
  return `${name.padEnd(14)} ${words}`;
}
