import pg from 'pg';
import type { FileReport } from '../intake.ts';
import type { Systems } from '../systems.ts';
import { type IncomingMessage, type IntakeOutcome, intakePassengerLists } from './intake.ts';
import { WARNING_CODES } from './warnings.ts';

/** True for the beginning of an EDIFACT interchange, UNA or any header first. */
export function isInterchange(head: string): boolean {
  return /^(\xef\xbb\xbf)?\s*UN[ABGH]/i.test(head);
}

/** Takes in interchanges and reports on each, in order. */
export async function* takePassengerLists(
  systems: Systems,
  files: Iterable<IncomingMessage>,
): AsyncGenerator<FileReport> {
  const pool = new pg.Pool({ connectionString: systems.databaseUrl.immigration, max: 2 });
  // A lost idle connection is replaced by the pool; unheard, the event would end the process.
  pool.on('error', () => {});
  try {
    for await (const outcome of intakePassengerLists(pool, files)) yield reportOn(outcome);
  } finally {
    await pool.end();
  }
}

function reportOn(outcome: IntakeOutcome): FileReport {
  if (outcome.kind === 'putAside') {
    return { isTaken: false, lines: [`${outcome.name}: put aside, ${outcome.reason}`], queries: [] };
  }
  const { name, kind, message, flights, counts, warnings } = outcome;
  const said = [
    message,
    ...flights.map(({ flight, date }) => `flight ${flight}${date === undefined ? '' : ` of ${date}`}`),
    `${counts.records} record(s)`,
    `${counts.documents} document(s)`,
    ...(kind === 'unchanged' ? ['taken in before, unchanged'] : []),
    `${warnings.length} warning(s)`,
  ];
  return {
    isTaken: true,
    lines: [
      `${name}: ${said.join(', ')}`,
      ...warnings.map(({ code, place }) => `  ${code} at ${place || 'the interchange'}: ${WARNING_CODES[code]}`),
    ],
    queries: flights.flatMap(({ flight, date }) =>
      date === undefined
        ? []
        : [
            `{ apiRecords(flight: ${JSON.stringify(flight)}, date: "${date}") { totalCount edges { node { surname } } } }`,
          ],
    ),
  };
}
