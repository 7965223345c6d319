import { parseResidual, type Residual, ResidualError } from '../../standards/grant/residual.ts';
import type { AgencyName } from '../ids.ts';
import { allOf, NEVER } from './residuals.ts';
import { retainedSince } from './retained-since.ts';
import type { Retention } from './retention.ts';

/** What an agency is told of records that are not there for a caller, so that it leaves them out by itself. */
export interface PushDown {
  readonly agency: AgencyName;
  /** It says all there is to say: nothing is left out of the agency's answer by the gateway. */
  readonly isExact: boolean;
  /** It is another one at each moment. */
  readonly isTimed: boolean;
  /** @param now when the request came, milliseconds since the epoch. */
  residual(now: number): Residual;
}

/** An agency that leaves records of a type out where a grant says so. */
export interface Restriction {
  readonly agency: AgencyName;
  /** What its grants have room for about records of the type. */
  readonly mostBytes: number;
}

/** What a grant has room for, all types together. */
const GRANT_BYTES = 12_288;
const TYPE_BYTES = 4_096;

/** @param restricted type → the agency that leaves its records out. Whatever of them is asked for, it fits into a grant. */
export function restrictionsOf(restricted: ReadonlyMap<string, AgencyName>): ReadonlyMap<string, Restriction> {
  const agencies = [...restricted.values()];
  return new Map(
    [...restricted].map(([typeName, agency]) => {
      const types = agencies.filter((each) => each === agency).length;
      return [typeName, { agency, mostBytes: Math.min(TYPE_BYTES, Math.floor(GRANT_BYTES / types)) }];
    }),
  );
}

/** What records of a type are there by. */
export interface PresenceParts {
  /** By rules about records; undefined: no condition says it exactly. */
  readonly known: Residual | undefined;
  /** undefined: they are kept for good. */
  readonly retention: Retention | undefined;
}

/** Room for a condition of time, which is another one for each request. */
const TIME_BYTES = 1_024;
const TIME_CONDITIONS = 16;
const LEAF: Residual = { op: 'isNull', attribute: 'a' };

/** @returns undefined where an agency could be told nothing, or nothing that it could read. */
export function pushDown(
  { known, retention }: PresenceParts,
  { agency, mostBytes }: Restriction,
): PushDown | undefined {
  const isTimed = retention?.isInstant === true;
  const carried = known && isCarried(known, isTimed, mostBytes) ? known : undefined;
  if (!carried && !isTimed) return undefined;
  return {
    agency,
    isTimed,
    isExact: carried !== undefined && (retention === undefined || isTimed),
    residual(now) {
      const parts = carried ? [carried] : [];
      if (!retention || !isTimed) return allOf(parts);
      // Where the calendar cannot be reckoned with nothing is there: the gateway could not leave out what is counted.
      return allOf([...parts, retainedSince(retention.since, retention.period, now) ?? NEVER]);
    },
  };
}

/** Within what an agency reads, with room for what the clock adds. */
function isCarried(known: Residual, isTimed: boolean, mostBytes: number): boolean {
  const added: readonly Residual[] = isTimed ? Array(TIME_CONDITIONS).fill(LEAF) : [];
  const { length } = new TextEncoder().encode(JSON.stringify(known));
  if (length + (isTimed ? TIME_BYTES : 0) > mostBytes) return false;
  try {
    parseResidual({ op: 'and', of: [known, ...added] });
    return true;
  } catch (error) {
    if (error instanceof ResidualError) return false;
    throw error;
  }
}
