import type { Residual } from '../../standards/grant/residual.ts';
import type { Coordinate } from '../ids.ts';
import type { Label } from './labels.ts';
import {
  contextFor,
  type RecordFields,
  type RecordJudge,
  type RecordLevel,
  rememberingJudge,
  type Tally,
} from './records.ts';
import { ALWAYS, allOf, anyOf, isOfType, NEVER } from './residuals.ts';
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
    const context = contextFor(typeName, record, attributes, tally, this.#question.context);
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

  /** The condition that is true of the very records of a type for which it holds; undefined: none says it exactly. */
  residual(typeName: string): Residual | undefined {
    const attributes = this.#index.records.get(typeName);
    if (!this.#index.isObject(typeName) || !attributes) return undefined;
    if (this.#rules.length === 0) return NEVER;
    const { principal, context } = this.#question;
    const parts = [...this.reads].flatMap((name) => {
      const type = attributes.get(name);
      return type ? isOfType(name, type) : [];
    });
    for (const rule of this.#rules) {
      const part = rule.residual?.(principal, context, attributes);
      if (!part) return undefined;
      parts.push(part);
    }
    return allOf(parts);
  }
}

/**
 * Judges by the first of the rules that holds.
 *
 * @param otherwise what a record gets for which none of them holds.
 */
export function judgeBy(rules: readonly RecordRule[], otherwise: 'MASKED' | 'WITHHELD'): RecordJudge {
  const reads = new Set(rules.flatMap((rule) => [...rule.reads]));
  const residual = (typeName: string): Residual | undefined => {
    const parts = rules.flatMap((rule) => rule.residual(typeName) ?? []);
    // Said of every rule, no rule can be an error: then whoever gets nothing else gets what is otherwise.
    if (parts.length < rules.length) return undefined;
    return anyOf(otherwise === 'MASKED' ? [...parts, ALWAYS] : parts);
  };
  return rememberingJudge({ reads, residual }, (typeName, record, tally) => {
    for (const rule of rules) {
      const holds = rule.holds(typeName, record, tally);
      if (holds === undefined) return 'WITHHELD';
      if (holds) return rule.level;
    }
    return otherwise;
  });
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
    const of = isObject(typeName) && at !== parts[0]?.at ? typeName : undefined;
    return decision.level === 'CONDITIONAL' ? [{ judge: decision.judge, of }] : [];
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
  const [only] = judges;
  if (only && judges.length === 1 && only.of === undefined && most === 'FULL') return only.judge;
  const reads = new Set(judges.flatMap(({ judge }) => [...judge.reads]));
  const residual = (typeName: string): Residual | undefined => {
    const asked = judges.filter(({ of }) => of === undefined || of === typeName);
    const parts = asked.flatMap(({ judge }) => judge.residual?.(typeName) ?? []);
    return parts.length === asked.length ? allOf(parts) : undefined;
  };
  return rememberingJudge({ reads, residual }, (typeName, record, tally) => {
    let least: RecordLevel = most;
    for (const { judge, of } of judges) {
      if (of !== undefined && of !== typeName) continue;
      const level = judge.levelOf(typeName, record, tally);
      if (level === 'WITHHELD') return level;
      if (level === 'MASKED') least = level;
    }
    return least;
  });
}
