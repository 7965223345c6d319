import type { Coordinate } from '../ids.ts';
import type { Label } from './labels.ts';
import type { Mask } from './masks.ts';
import { attributesOf, type RecordFields, type RecordJudge, type RecordLevel, type Tally } from './records.ts';
import type { PolicyContext } from './request.ts';
import type { Index, Question, Rule } from './rules.ts';
import type { FieldDecision } from './walk.ts';

type RecordIndex = Pick<Index, 'records' | 'isObject'>;

/** The owners' rules about one level of one field, as they are asked of each record. */
export class RecordRule {
  readonly level: 'FULL' | 'MASKED';
  readonly reads: ReadonlySet<string>;
  readonly #rules: readonly Rule[];
  readonly #question: Question;
  readonly #index: RecordIndex;

  /** @param rules those of each owner: all must permit. */
  constructor(level: 'FULL' | 'MASKED', rules: readonly Rule[], question: Question, index: RecordIndex) {
    this.level = level;
    this.#rules = rules;
    this.#question = question;
    this.#index = index;
    this.reads = new Set(rules.flatMap((rule) => [...rule.reads.record]));
  }

  /** @returns undefined where a rule could not be evaluated: nothing is released in its place. */
  holds(typeName: string, record: RecordFields, tally: Tally): boolean | undefined {
    // Of what type a record is nobody said: then neither what it could be judged by.
    if (!this.#index.isObject(typeName)) return false;
    const attributes = this.#index.records.get(typeName);
    const context = this.#contextOf(typeName, record, tally);
    if (context.record === 'unknown') return false;
    // INVARIANT: what a rule reads of a record is there. A forbid that guards with `has` would hold for none without it.
    for (const name of this.reads) if (attributes?.has(name) && context.record[name] === undefined) return false;
    for (const rule of this.#rules) {
      const { verdict, policies, faults } = rule.decide(this.#question.principal, context);
      for (const fault of faults) tally.faults.add(fault);
      if (faults.length > 0) return undefined;
      if (verdict !== 'permit') return false;
      for (const policy of policies) tally.policies.add(policy);
    }
    return this.#rules.length > 0;
  }

  #contextOf(typeName: string, record: RecordFields, { contexts }: Tally): PolicyContext {
    const known = contexts.get(record);
    if (known) return known;
    const context = { ...this.#question.context, record: attributesOf(record, this.#index.records.get(typeName)) };
    contexts.set(record, context);
    return context;
  }
}

/**
 * A field that its record decides: the first of the rules that holds gives the level.
 *
 * @param otherwise what a record gets for which none of them holds.
 */
export function conditional(
  rules: readonly RecordRule[],
  otherwise: 'MASKED' | 'WITHHELD',
  mask: Mask | undefined,
): FieldDecision {
  const judge: RecordJudge = {
    reads: new Set(rules.flatMap(({ reads }) => [...reads])),
    levelOf(typeName, record, tally) {
      for (const rule of rules) {
        const holds = rule.holds(typeName, record, tally);
        if (holds === undefined) return 'WITHHELD';
        if (holds) return rule.level;
      }
      return otherwise;
    },
  };
  return { level: 'CONDITIONAL', judge, mask, policies: [], faults: [] };
}

/** What was decided of a field, of one that may stand in its place, or of what it uses. */
interface Part {
  readonly at: Coordinate;
  readonly decision: FieldDecision;
}

/** The least of what is released: of a field, of those that may stand in its place, and of what it uses. */
export function together(
  parts: readonly Part[],
  { mask }: Label,
  isObject: (typeName: string) => boolean,
): FieldDecision {
  const decisions = parts.map(({ decision }) => decision);
  const faults = decisions.flatMap((each) => each.faults);
  const denied = decisions.find((each) => each.level === 'WITHHELD');
  if (denied) return { ...denied, faults };
  const policies = decisions.flatMap((each) => (each.level === 'WITHHELD' ? [] : each.policies));
  const masks = new Set(decisions.flatMap((each) => ('mask' in each && each.mask !== undefined ? [each.mask] : [])));
  const [only] = masks;
  // Of types that reduce a field differently none is right for all.
  const isOfOneMask = masks.size === 0 || (masks.size === 1 && (mask === undefined || mask === only));
  if (!isOfOneMask) return { level: 'WITHHELD', reason: 'SCOPE', faults };
  const judges = parts.flatMap(({ at, decision }) => {
    const typeName = at.split('.')[0] ?? '';
    return decision.level === 'CONDITIONAL'
      ? [{ judge: decision.judge, of: isObject(typeName) ? typeName : undefined }]
      : [];
  });
  const most = decisions.some(({ level }) => level === 'MASKED') ? 'MASKED' : 'FULL';
  if (judges.length > 0) return { level: 'CONDITIONAL', judge: leastOf(judges, most), mask: only, policies, faults };
  return only === undefined || most === 'FULL'
    ? { level: 'FULL', policies, faults }
    : { level: 'MASKED', mask: only, policies, faults };
}

/** @param judges of the records of one type, or of all. */
function leastOf(
  judges: ReadonlyArray<{ readonly judge: RecordJudge; readonly of: string | undefined }>,
  most: 'FULL' | 'MASKED',
): RecordJudge {
  return {
    reads: new Set(judges.flatMap(({ judge }) => [...judge.reads])),
    levelOf(typeName, record, tally) {
      let least: RecordLevel = most;
      for (const { judge, of } of judges) {
        if (of !== undefined && of !== typeName) continue;
        const level = judge.levelOf(typeName, record, tally);
        if (level === 'WITHHELD') return level;
        if (level === 'MASKED') least = level;
      }
      return least;
    },
  };
}
