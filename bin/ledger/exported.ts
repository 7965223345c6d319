import type { KeptAct, KeptExchange } from '../../gateway/ledger/entry.ts';
import type { Read } from '../../gateway/ledger/reader.ts';

/** An operation of processing, as LED art. 25(1) names them. */
export type Operation = 'COLLECTION' | 'ALTERATION' | 'CONSULTATION' | 'DISCLOSURE' | 'COMBINATION' | 'ERASURE';

/** What a log must say of an operation (LED art. 25; Regulation (EU) 2019/817 art. 24(2)). */
export interface LogLine {
  readonly operations: readonly Operation[];
  /** ISO 8601. */
  readonly dateTime: string;
  readonly decisionId: string;
  /** Who did it, as the issuer of their token knows them; the operator's name of an act. */
  readonly person: string;
  readonly agency: string;
  readonly country: string;
  readonly onBehalfOf: string;
  /** To whom it went where that is another: the agency and country of a partner. */
  readonly recipient: string;
  readonly agreement: string;
  readonly purpose: string;
  readonly caseReference: string;
  readonly legalBases: string;
  readonly rules: string;
  readonly policyVersion: string;
  /** Coordinates with the number of records. */
  readonly disclosed: string;
  readonly withheld: string;
  /** Keyed names of whom and what was looked for: the data used for the query. */
  readonly sought: string;
  readonly subjects: string;
  readonly records: string;
  readonly systems: string;
  readonly result: string;
  readonly writer: string;
  readonly sequence: number;
}

/** The columns, in the order in which they are written. */
export const COLUMNS: readonly (keyof LogLine)[] = [
  ...(['operations', 'dateTime', 'decisionId', 'person', 'agency', 'country', 'onBehalfOf', 'recipient'] as const),
  ...(['agreement', 'purpose', 'caseReference', 'legalBases', 'rules', 'policyVersion', 'disclosed'] as const),
  ...(['withheld', 'sought', 'subjects', 'records', 'systems', 'result', 'writer', 'sequence'] as const),
];

/** An entry as supervisors read it. */
export function logLineOf({ entry, writer, sequence }: Read): LogLine {
  return entry.kind === 'act' ? lineOfAct(entry, writer, sequence) : lineOfExchange(entry, writer, sequence);
}

function lineOfExchange(entry: KeptExchange, writer: string, sequence: number): LogLine {
  const { issuer, principal, agency = '', country = '', agreement = '', names, counts } = entry;
  return {
    operations: operationsOf(entry),
    dateTime: entry.receivedAt,
    decisionId: entry.id,
    person: [issuer, principal].filter(Boolean).join(' '),
    agency,
    country,
    onBehalfOf: entry.onBehalfOf ?? '',
    recipient: agreement ? `${agency} ${country}` : '',
    agreement,
    purpose: entry.purpose ?? '',
    caseReference: entry.caseReference ?? '',
    legalBases: entry.bases.join(' '),
    rules: entry.policies.join(' '),
    policyVersion: entry.policyVersion ?? '',
    disclosed: entry.released.map((at, index) => (counts ? `${at}:${counts[index]}` : at)).join(' '),
    withheld: entry.withheld.join(' '),
    sought: (names?.sought ?? []).join(' '),
    subjects: (names?.subjects ?? []).join(' '),
    records: (names?.records ?? []).join(' '),
    systems: Object.entries(entry.sources)
      .map(([system, status]) => `${system}:${status}`)
      .join(' '),
    result: entry.refusal ?? entry.outcome,
    writer,
    sequence,
  };
}

/**
 * What an exchange is: of another state a disclosure; what joins or derives from several agencies combines; a mutation
 * alters, or collects.
 */
function operationsOf({ outcome, agreement, uses }: KeptExchange): readonly Operation[] {
  if (outcome === 'INTENDED') return ['ALTERATION', 'COLLECTION'];
  const told: Operation = agreement === undefined ? 'CONSULTATION' : 'DISCLOSURE';
  const isCombined = uses.some((use) => use.startsWith('join ') || use.startsWith('derive '));
  return isCombined ? [told, 'COMBINATION'] : [told];
}

function lineOfAct({ act, at, by, about, id }: KeptAct, writer: string, sequence: number): LogLine {
  const none = Object.fromEntries(COLUMNS.map((name) => [name, ''])) as unknown as LogLine;
  const operations: readonly Operation[] =
    act === 'LEDGER_PURGED' ? ['ERASURE'] : act.startsWith('LEDGER_') ? ['CONSULTATION'] : ['ALTERATION'];
  return {
    ...none,
    ...{ operations, dateTime: at, decisionId: id, person: by, result: act, writer, sequence },
    rules: JSON.stringify(about),
  };
}

/** One line of CSV (RFC 4180). What a spreadsheet would take for a formula is text. */
export function csvOf(line: LogLine): string {
  return COLUMNS.map((name) => {
    const value = line[name];
    const text = Array.isArray(value) ? value.join(' ') : String(value);
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  }).join(',');
}
