import { closeSync, constants, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import pg from 'pg';
import { type IntakeOutcome, intakeWcoMessages } from './customs/intake.ts';
import { WARNING_CODES } from './customs/wco/warnings.ts';
import { isInterchange, takePassengerLists } from './immigration/report.ts';
import { isPoliceFeed, takePoliceFeeds } from './police/intake.ts';
import { isSpsMessage, takeSpsMessages } from './sps/report.ts';
import { openSystems, type Systems } from './systems.ts';

/** What the intake says of a file that was read, or why it was not. */
export interface FileReport {
  /** False where the file was put aside. */
  readonly isTaken: boolean;
  /** Lines for the person who called: the file first, then what is wrong with it. */
  readonly lines: readonly string[];
  /** GraphQL queries that show what was taken in. */
  readonly queries: readonly string[];
}

/** What the intake says at the end. */
export interface IntakeSummary {
  readonly isComplete: boolean;
  readonly lines: readonly string[];
}

/** A kind of message the existing systems take in, recognised by what a file holds, never by its name. */
interface Recogniser {
  /** @param head the first bytes of the file, one character each. */
  recognises(head: string): boolean;
  /** Takes in messages that were recognised and reports on each, in order. */
  take(systems: Systems, files: Iterable<ReadFile>): AsyncIterable<FileReport>;
}

interface ReadFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const RECOGNISERS: readonly Recogniser[] = [
  { recognises: isInterchange, take: takePassengerLists },
  { recognises: isPoliceFeed, take: takePoliceFeeds },
  { recognises: isSpsMessage, take: takeSpsMessages },
  // Whatever begins like XML goes to the WCO reader, which says itself what it does not know.
  { recognises: (head) => /^(\xef\xbb\xbf)?\s*</.test(head), take: takeWcoMessages },
];

const HEAD_BYTES = 1_024;
/** A larger file is not read at all: no message comes near it. */
const MAX_FILE_BYTES = 64 * 1024 * 1024;

/**
 * Takes files into the existing systems, each into the one that knows its kind, and reports on each.
 *
 * @param paths files; one that cannot be opened is reported, the others are taken in all the same.
 * @param open where the systems are found.
 * @returns the summary, after the last report.
 */
export async function* intakeFiles(
  paths: readonly string[],
  open: () => Promise<Systems> = openSystems,
): AsyncGenerator<FileReport, IntakeSummary> {
  await using systems = await open();
  const queries = new Set<string>();
  let taken = 0;
  for await (const report of reportsOn(systems, paths)) {
    if (report.isTaken) taken += 1;
    if (queries.size < SHOWN_QUERIES) for (const query of report.queries) queries.add(query);
    yield report;
  }
  const isComplete = taken === paths.length;
  const counted = `${paths.length} file(s): ${taken} taken in${isComplete ? '' : `, ${paths.length - taken} put aside`}`;
  const hint = queries.size > 0 ? ['Ask for them, for example:', ...[...queries].map((query) => `  ${query}`)] : [];
  return { isComplete, lines: [counted, ...hint] };
}

/** Examples in the summary. */
const SHOWN_QUERIES = 5;

async function* reportsOn(systems: Systems, paths: readonly string[]): AsyncGenerator<FileReport> {
  const groups = new Map<Recogniser, string[]>();
  for (const path of paths) {
    const head = headOf(path);
    const recogniser = RECOGNISERS.find((each) => head.kind === 'head' && each.recognises(head.text));
    if (head.kind === 'problem') yield putAside(path, head.problem);
    else if (recogniser) groups.set(recogniser, [...(groups.get(recogniser) ?? []), path]);
    else yield putAside(path, 'not a kind of message that is known here');
  }
  for (const [recogniser, recognised] of groups) yield* recogniser.take(systems, filesAt(recognised));
}

/** Opened one by one as they are taken in, so that any number of them can be given. */
function* filesAt(paths: readonly string[]): Generator<ReadFile> {
  for (const name of paths) yield { name, bytes: readFileSync(name) };
}

function headOf(path: string): { kind: 'head'; text: string } | { kind: 'problem'; problem: string } {
  try {
    // A pipe without a writer would be waited for without end.
    const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      if (!fstatSync(file).isFile()) return { kind: 'problem', problem: 'not a file' };
      if (fstatSync(file).size > MAX_FILE_BYTES) return { kind: 'problem', problem: 'larger than 64 MB' };
      const bytes = Buffer.alloc(HEAD_BYTES);
      return { kind: 'head', text: bytes.toString('latin1', 0, readSync(file, bytes, 0, HEAD_BYTES, 0)) };
    } finally {
      closeSync(file);
    }
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown error';
    return { kind: 'problem', problem: `cannot be opened (${code})` };
  }
}

function putAside(name: string, reason: string): FileReport {
  return { isTaken: false, lines: [`${name}: put aside, ${reason}`], queries: [] };
}

async function* takeWcoMessages(systems: Systems, files: Iterable<ReadFile>): AsyncGenerator<FileReport> {
  const pool = new pg.Pool({ connectionString: systems.databaseUrl.customs, max: 2 });
  // A lost idle connection is replaced by the pool; unheard, the event would end the process.
  pool.on('error', () => {});
  try {
    for await (const outcome of intakeWcoMessages(pool, files)) yield wcoReport(outcome);
  } finally {
    await pool.end();
  }
}

function wcoReport(outcome: IntakeOutcome): FileReport {
  if (outcome.kind === 'putAside') {
    const { name, reason, place } = outcome;
    return putAside(name, `${reason}${place === undefined ? '' : ` at ${place}`}`);
  }
  const { name, kind, message, mrn, functionalReferenceId, warnings } = outcome;
  const references = [mrn && `MRN ${mrn}`, functionalReferenceId && `LRN ${functionalReferenceId}`];
  const said = [
    `WCO ${message}`,
    ...references.filter((reference) => reference !== undefined),
    ...(kind === 'unchanged' ? ['taken in before, unchanged'] : []),
    `${warnings.length} warning(s)`,
  ];
  return {
    isTaken: true,
    lines: [
      `${name}: ${said.join(', ')}`,
      ...warnings.map(({ code, place }) => `  ${code} at ${place || 'the end'}: ${WARNING_CODES[code]}`),
    ],
    queries: [declarationQuery(mrn, functionalReferenceId)],
  };
}

function declarationQuery(mrn: string | undefined, functionalReferenceId: string | undefined): string {
  const argument =
    mrn === undefined
      ? `functionalReferenceId: ${JSON.stringify(functionalReferenceId)}`
      : `mrn: ${JSON.stringify(mrn)}`;
  return `{ declaration(${argument}) { customsStatus goodsItemQuantity } }`;
}
