import type { Residual } from '../../standards/grant/residual.ts';
import type { AgencyName } from '../ids.ts';
import { pushDown, type Restriction } from './push-down.ts';
import type { RecordPresence } from './records.ts';
import { ALWAYS } from './residuals.ts';
import { isRetained, type Retention } from './retention.ts';

/** Whether a record may be known of, by rules about records. */
export interface Knowable extends Pick<RecordPresence, 'reads' | 'isThere'> {
  /** The condition that is true of the very records that may be known of; undefined: none says it exactly. */
  residual(): Residual | undefined;
}

/**
 * Whether records of a type are there, by what may be known of and by how long they are kept.
 *
 * @param known undefined: all may be known of.
 * @param restriction undefined: no agency leaves out by itself what is not there.
 */
export function recordPresence(
  known: Knowable | undefined,
  retention: Retention | undefined,
  restriction: Restriction | undefined,
  owners: (typeName: string, field: string) => readonly AgencyName[],
): RecordPresence {
  const pushed = restriction && pushDown({ known: known ? known.residual() : ALWAYS, retention }, restriction);
  return {
    isNeutral: known !== undefined,
    reads: new Set([...(retention ? [retention.since] : []), ...(known?.reads ?? [])]),
    isThere: (record, tally) =>
      (!retention || isRetained(record[retention.since], retention.period, tally.now)) &&
      (known?.isThere(record, tally) ?? true),
    pushDown: pushed,
    isLeftOutOf(listType, field) {
      // By nobody else as well: what another says is not held to what this agency is told.
      const givers = owners(listType, field);
      return pushed?.isExact === true && givers.length > 0 && givers.every((each) => each === pushed.agency);
    },
  };
}
