import type { ExecutionResult } from 'graphql';
import type { Recorded } from '../exchange.ts';
import type { Decisions, Masking } from '../policy/decisions.ts';
import type { Judging } from './judge.ts';

/**
 * respond: only what was recorded can be answered. `sources` says which agencies answered, `masked` what is shown in a
 * reduced form.
 */
export function respond(exchange: Recorded): ExecutionResult<Record<string, unknown>> {
  const { data, errors } = exchange.answer;
  const { decisions, judging, agreement, purpose } = exchange;
  const masked = judging ? [...decisions.masked, ...reducedBy(judging)] : decisions.masked;
  return {
    // Written already; the door puts the text where the value belongs.
    data: data as unknown as Record<string, unknown> | null,
    ...(errors.length > 0 && { errors }),
    extensions: {
      decisionId: exchange.decisionId,
      sources: Object.fromEntries([...exchange.sources].sort(byName)),
      ...(masked.length > 0 && { masked: maskedPaths(masked) }),
      // What was agreed on travels with the data (LED art. 9(3)).
      ...(agreement && { conditions: { ...agreement.conditions, purpose } }),
    },
  };
}

/** Of some records at least a reduced form is shown. */
function reducedBy({ noted }: Judging): readonly Masking[] {
  return [...noted].flatMap(([{ coordinate, path, mask }, { reduced }]) => {
    return mask && reduced > 0 ? [{ coordinate, path, mask }] : [];
  });
}

/** Several types may have the field at one path. */
function maskedPaths(masked: Decisions['masked']): ReadonlyArray<Pick<Masking, 'path' | 'mask'>> {
  return [...new Map(masked.map(({ path, mask }) => [`${path.join('.')} ${mask}`, { path, mask }])).values()];
}

/** In the order of names: the order of arrival would tell who was faster. */
function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}
