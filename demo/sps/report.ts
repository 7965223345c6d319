import pg from 'pg';
import { intakeSpsMessages, type SpsIntakeOutcome } from './intake.ts';
import { SPS_WARNING_CODES } from './warnings.ts';

/** A file as the intake of all systems hands it over. */
interface GivenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What became of a file, for the person who called. */
interface Report {
  readonly isTaken: boolean;
  readonly lines: readonly string[];
  readonly queries: readonly string[];
}

/** Properties that one of the messages has near its beginning. */
const JSON_MARKS = /"(resourceType|importPreNotification|ClearanceRequest|gmrs)"\s*:/;

/** True for the beginning of an SPSCertificate, a CHED notification, a customs declaration or goods movements. */
export function isSpsMessage(head: string): boolean {
  if (/^(\xef\xbb\xbf)?\s*</.test(head)) return /<([\w.-]+:)?SPSCertificate[\s>/]/.test(head);
  return /^(\xef\xbb\xbf)?\s*\{/.test(head) && JSON_MARKS.test(head);
}

/** Takes files into the SPS system and reports on each, in order. */
export async function* takeSpsMessages(
  { databaseUrl }: { readonly databaseUrl: { readonly sps: string } },
  files: Iterable<GivenFile>,
): AsyncGenerator<Report> {
  const pool = new pg.Pool({ connectionString: databaseUrl.sps, max: 2 });
  // A lost idle connection is replaced by the pool; unheard, the event would end the process.
  pool.on('error', () => {});
  try {
    for await (const outcome of intakeSpsMessages(pool, files)) yield reportOn(outcome);
  } finally {
    await pool.end();
  }
}

const TITLES = {
  certificate: 'SPS certificate',
  entryDocument: 'health entry document',
  declaration: 'customs declaration told to SPS',
  goodsMovement: 'goods movement reference',
} as const;

function reportOn(outcome: SpsIntakeOutcome): Report {
  if (outcome.kind === 'putAside') {
    const { name, reason, place } = outcome;
    const at = place === undefined ? '' : ` at ${place}`;
    return { isTaken: false, lines: [`${name}: put aside, ${reason}${at}`], queries: [] };
  }
  const { name, kind, message, keys, warnings } = outcome;
  const shown = keys.slice(0, 3).join(', ') + (keys.length > 3 ? ` and ${keys.length - 3} more` : '');
  const before = kind === 'unchanged' ? ', taken in before, unchanged' : '';
  return {
    isTaken: true,
    lines: [
      `${name}: ${TITLES[message]} ${shown}${before}, ${warnings.length} warning(s)`,
      ...warnings.map(({ code, place }) => `  ${code} at ${place || 'the end'}: ${SPS_WARNING_CODES[code]}`),
    ],
    queries: queriesFor(message, keys),
  };
}

function queriesFor(message: keyof typeof TITLES, [key = '']: readonly string[]): string[] {
  if (message === 'certificate') {
    const id = JSON.stringify(key.slice(3));
    return [`{ spsCertificate(issuingCountry: "${key.slice(0, 2)}", id: ${id}) { isValid statusCode } }`];
  }
  return message === 'entryDocument'
    ? [`{ healthEntryDocument(reference: ${JSON.stringify(key)}) { status type } }`]
    : [];
}
