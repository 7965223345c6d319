import type { Operated } from '../exchange.ts';
import type { Viewer } from '../identity/viewer.ts';
import { isObject } from '../json.ts';

/** Who asks, and for what, as a decision point sees it. */
export interface PolicyQuestion {
  /** undefined: somebody without a token. */
  readonly viewer: Viewer | undefined;
  readonly purpose: string | undefined;
  readonly caseReference: string | undefined;
  readonly actingFor: string | undefined;
  readonly receivedAt: Date;
}

/**
 * Policy decision point for names in `@policy`: names in, booleans out, as an object or a Map by name. Only `true`
 * allows; a name without an answer, an error and an answer that comes too late deny.
 */
export type Pdp = (names: readonly string[], question: PolicyQuestion) => unknown;

/** Nobody satisfies any policy. */
export const NO_POINT: Pdp = () => ({});

/** How long an answer is waited for, milliseconds. */
const LATE_MS = 1_000;

/** @returns the names that were answered with true. Never throws. */
export async function askPoint(
  pdp: Pdp,
  names: readonly string[],
  { viewer, purpose, caseReference, actingFor, receivedAt }: Operated,
): Promise<ReadonlySet<string>> {
  let timer: NodeJS.Timeout | undefined;
  try {
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(() => resolve(), LATE_MS);
    });
    const asked = (async () => pdp(names, { viewer, purpose, caseReference, actingFor, receivedAt }))();
    const answer = await Promise.race([asked, late]);
    return new Set(names.filter((name) => answerFor(answer, name) === true));
  } catch {
    return new Set();
  } finally {
    clearTimeout(timer);
  }
}

/** Own members alone: a policy may be called `constructor`. */
function answerFor(answer: unknown, name: string): unknown {
  if (answer instanceof Map) return answer.get(name);
  return isObject(answer) && Object.hasOwn(answer, name) ? answer[name] : undefined;
}
