import { LRUCache } from 'lru-cache';
import { HubError } from '../errors.ts';
import type { AgencyName } from '../ids.ts';
import type { IdentityLimits } from './limits.ts';
import type { Viewer } from './viewer.ts';

/** What the agency that keeps a case says. `UNKNOWN`: it did not say. */
export type CaseAnswer = 'OPEN_AND_ASSIGNED' | 'NO' | 'UNKNOWN';

/** Whether a case is open and this officer assigned to it. */
export interface CaseQuestion {
  readonly id: string;
  /** Agency and reference of the officer. */
  readonly agency: AgencyName;
  readonly officer: string;
}

/** Asks the agency that keeps the cases. Never throws. */
export type AskCase = (owner: AgencyName, question: CaseQuestion, asker: CaseAsker) => Promise<CaseAnswer>;

/** Who asks it, and what for. */
export interface CaseAsker {
  readonly viewer: Viewer;
  readonly purpose: string;
}

/** Has a case confirmed. @throws HubError CASE_NOT_CONFIRMED, CASE_UNCONFIRMABLE */
export type ConfirmCase = (owner: AgencyName, purpose: string, id: string, viewer: Viewer) => Promise<void>;

/** References of cases as agencies write them: `CR/2026/0417`. */
const REFERENCE = /^[A-Za-z0-9][\w./:-]{0,63}$/;

/** Different cases one officer may be asking about at once: invented ones must not keep others waiting at the agency. */
const MOST_AT_ONCE = 4;

/**
 * Cases are confirmed once in `caseMs` for one officer and purpose; what was not confirmed is asked again sooner, since
 * an officer may just have been assigned. That nobody answered is not kept. Whatever is wrong with a case, one thing is
 * said: a caller does not learn which cases there are.
 */
export function caseConfirmation(
  ask: AskCase,
  { cases, caseMs, noCaseMs }: Pick<IdentityLimits, 'cases' | 'caseMs' | 'noCaseMs'>,
): ConfirmCase {
  const known = new LRUCache<string, Promise<CaseAnswer>>({ max: cases, ttl: caseMs });
  /** Officer → questions that are not answered yet. */
  const unanswered = new Map<string, number>();
  const asked = (key: string, owner: AgencyName, question: CaseQuestion, asker: CaseAsker): Promise<CaseAnswer> => {
    const officer = JSON.stringify([asker.viewer.issuer, asker.viewer.principal]);
    const others = unanswered.get(officer) ?? 0;
    if (others >= MOST_AT_ONCE) return Promise.resolve('UNKNOWN');
    unanswered.set(officer, others + 1);
    const over = (): void => {
      const left = (unanswered.get(officer) ?? 1) - 1;
      if (left > 0) unanswered.set(officer, left);
      else unanswered.delete(officer);
    };
    const answer = ask(owner, question, asker)
      .finally(over)
      .then((said) => {
        if (known.peek(key) !== answer || said === 'NO') return said;
        if (said === 'UNKNOWN') known.delete(key);
        else known.set(key, answer, { ttl: caseMs });
        return said;
      });
    known.set(key, answer, { ttl: noCaseMs });
    return answer;
  };
  return async (owner, purpose, id, viewer) => {
    const { issuer, principal, agency } = viewer;
    if (!REFERENCE.test(id)) throw new HubError('CASE_NOT_CONFIRMED');
    const key = JSON.stringify([owner, id, issuer, principal, agency, purpose]);
    const question = { id, agency, officer: principal };
    const said = await (known.get(key) ?? asked(key, owner, question, { viewer, purpose }));
    if (said === 'UNKNOWN') throw new HubError('CASE_UNCONFIRMABLE');
    if (said === 'NO') throw new HubError('CASE_NOT_CONFIRMED');
  };
}
