import type { FileReport } from '../intake.ts';
import type { Systems } from '../systems.ts';
import { startPolice } from './service.ts';

/** What became of a file of the police's feed. */
export type FeedOutcome =
  | {
      readonly kind: 'loaded';
      readonly name: string;
      readonly counts: {
        readonly alerts: number;
        readonly stolenLostDocuments: number;
        readonly stolenVehicles: number;
        readonly cases: number;
      };
    }
  /** Nothing of it was loaded. */
  | { readonly kind: 'putAside'; readonly name: string; readonly reason: FeedProblem };

/** Why a feed was refused, in the service's own codes. */
export type FeedProblem = 'NOT_JSON' | 'BODY_INVALID' | 'BODY_TOO_LARGE' | 'UNAVAILABLE';

const LISTS = ['alerts', 'stolenLostDocuments', 'stolenVehicles', 'cases'] as const;

/** True for the beginning of a JSON object whose first member is one of the feed's lists. */
export function isPoliceFeed(head: string): boolean {
  return new RegExp(`^(\\xef\\xbb\\xbf)?\\s*\\{\\s*"(${LISTS.join('|')})"\\s*:`).test(head);
}

/**
 * Takes files of the police's feed in by the one way there is, POST /feed of the police's own service: it says what is
 * valid. The same feed again changes nothing.
 *
 * @param databaseUrl of the police's database.
 */
export async function* intakePoliceFeeds(
  databaseUrl: string,
  files: Iterable<{ readonly name: string; readonly bytes: Uint8Array }>,
): AsyncGenerator<FeedOutcome> {
  await using police = await startPolice({ databaseUrl });
  for (const { name, bytes } of files) {
    const response = await fetch(new URL('/feed', police.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: new Uint8Array(bytes),
    });
    if (response.ok) yield { kind: 'loaded', name, counts: countsIn(bytes) };
    else yield { kind: 'putAside', name, reason: problemOf(response.status, bytes) };
  }
}

/** Takes in feeds and reports on each, in order. */
export async function* takePoliceFeeds(
  systems: Systems,
  files: Iterable<{ readonly name: string; readonly bytes: Uint8Array }>,
): AsyncGenerator<FileReport> {
  for await (const outcome of intakePoliceFeeds(systems.databaseUrl.police, files)) {
    if (outcome.kind === 'putAside') {
      yield { isTaken: false, lines: [`${outcome.name}: put aside, ${outcome.reason}`], queries: [] };
      continue;
    }
    const { alerts, stolenLostDocuments, stolenVehicles, cases } = outcome.counts;
    const counted = `${alerts} alert(s), ${stolenLostDocuments} document(s), ${stolenVehicles} vehicle(s), ${cases} case(s)`;
    yield { isTaken: true, lines: [`${outcome.name}: police feed, ${counted}`], queries: [] };
  }
}

/** The service has taken it, so it is JSON and its lists are lists. */
function countsIn(bytes: Uint8Array) {
  const feed = jsonIn(bytes) as Partial<Record<(typeof LISTS)[number], readonly unknown[]>>;
  const count = (name: (typeof LISTS)[number]) => feed[name]?.length ?? 0;
  return {
    alerts: count('alerts'),
    stolenLostDocuments: count('stolenLostDocuments'),
    stolenVehicles: count('stolenVehicles'),
    cases: count('cases'),
  };
}

function problemOf(status: number, bytes: Uint8Array): FeedProblem {
  if (status === 413) return 'BODY_TOO_LARGE';
  if (status >= 500) return 'UNAVAILABLE';
  return jsonIn(bytes) === undefined ? 'NOT_JSON' : 'BODY_INVALID';
}

function jsonIn(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(
      Buffer.from(bytes)
        .toString('utf8')
        .replace(/^\uFEFF/, ''),
    );
  } catch {
    return undefined;
  }
}
