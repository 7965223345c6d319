import { type Coordinate, PARTNER_ROLE } from '../ids.ts';
import { NOTHING_USED } from './input-reads.ts';
import type { Labels } from './labels.ts';
import type { PolicyPrincipal } from './request.ts';
import type { Question, Rules } from './rules.ts';

/** Somebody to whom nothing that is protected may be released. */
interface Canary {
  readonly who: string;
  readonly question: Question;
}

/** Purposes and an agency that no register can have: its names have another form. */
const NO_PURPOSE = '-';
const NO_AGENCY = '-';

/**
 * Asks the rules for every protected field on behalf of those who have no right to any: somebody without a role for
 * every purpose, and everybody for no purpose at all.
 *
 * @param roles each with all it stands for.
 * @returns what was released all the same, in words; a graph of which anything is must not be served.
 */
export async function releasedToCanaries(
  rules: Rules,
  labels: Labels,
  { roles, purposes }: Registers,
  turn: () => Promise<unknown>,
): Promise<readonly string[]> {
  const canaries: Canary[] = [
    ...[...purposes, NO_PURPOSE].map((purpose) => canary(`nobody for ${purpose}`, new Set(), purpose)),
    ...[...roles].map(([role, all]) => canary(`${role} for no purpose`, all, NO_PURPOSE)),
    // A partner country's system asks under an agreement, or is shown nothing.
    ...[...purposes].map((purpose) =>
      canary(`a partner without an agreement for ${purpose}`, new Set([PARTNER_ROLE]), purpose, 'Partner'),
    ),
  ];
  const released: string[] = [];
  for (const [count, [at, { category }]] of [...labels].entries()) {
    if (count % PER_TURN === 0) await turn();
    if (category !== 'PUBLIC') released.push(...canaries.flatMap((each) => told(rules, at, each)));
  }
  return released;
}

interface Registers {
  readonly roles: ReadonlyMap<string, ReadonlySet<string>>;
  readonly purposes: Iterable<string>;
}

/** Fields asked for at once, while requests wait. */
const PER_TURN = 20;

function canary(
  who: string,
  roles: ReadonlySet<string>,
  purpose: string,
  kind: PolicyPrincipal['kind'] = 'Officer',
): Canary {
  const principal: PolicyPrincipal = {
    kind,
    agency: NO_AGENCY,
    country: 'ZZ',
    roles,
    clearance: undefined,
    post: undefined,
  };
  const context = { purpose, hasCase: false, agreement: undefined, to: undefined, record: 'unknown' } as const;
  return { who, question: { principal, context, purposes: new Set() } };
}

function told(rules: Rules, at: Coordinate, { who, question }: Canary): readonly string[] {
  return rules.field(at, NOTHING_USED, question).level === 'WITHHELD' ? [] : [`${at} to ${who}`];
}
