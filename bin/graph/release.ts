import { relative } from 'node:path';
import type { Persona } from '../../demo/identity/personas.ts';
import { packageRoot } from '../../demo/start/home.ts';
import { coordinate } from '../../gateway/ids.ts';
import type { Level } from '../../gateway/policy/decisions.ts';
import { NOTHING_USED } from '../../gateway/policy/input-reads.ts';
import type { Question } from '../../gateway/policy/rules.ts';
import { type Contract, questionFor } from '../release/contract.ts';
import { type Why, whyOf } from '../release/why.ts';
import type { TypeModel } from './types.ts';

/** Who is released what, and by which rules. */
export interface ReleaseModel {
  /** Digest of the rules. */
  readonly version: string;
  readonly rules: readonly RuleModel[];
  /** Each persona with each of its purposes. */
  readonly askings: readonly Asking[];
  /** Why fields are released as they are; what is the same is held once. */
  readonly whys: readonly WhyModel[];
}

export interface Asking {
  readonly persona: string;
  readonly purpose: string;
  /** A letter for each field, in the order of the types and their fields. */
  readonly levels: string;
  /** For each of them its place in `whys`; -1: internal. */
  readonly whys: readonly number[];
}

export interface RuleModel {
  readonly id: string;
  readonly title: string;
  readonly basis: string;
  readonly isInForce: boolean;
  readonly place: string;
  readonly necessity?: string;
}

export interface WhyModel {
  readonly reason?: string;
  /** The rules about it would show it: what it is made from, shown beside or counted by is withheld. */
  readonly isElsewhere?: true;
  readonly said: readonly SaidModel[];
}

/** A rule's say: its place in `rules`, what it was asked for and what became of it. */
export interface SaidModel {
  readonly rule: number;
  readonly effect: string;
  readonly action: string;
  readonly outcome: string;
  readonly unmet?: readonly string[];
  /** Asked about another field: what an argument reads, or the same field elsewhere. */
  readonly field?: string;
}

/** `-`: internal, no caller may ask for it. */
export const LETTERS: Readonly<Record<Level, string>> = { FULL: 'F', MASKED: 'M', CONDITIONAL: 'C', WITHHELD: 'W' };
const INTERNAL = '-';

/** @param now milliseconds since the epoch: which bases are in force. */
export function releaseModel(
  contract: Contract,
  personas: readonly Persona[],
  types: readonly TypeModel[],
  now: number,
): ReleaseModel {
  const known = new KnownWhys(contract);
  const fields = types.flatMap(({ name, fields = [] }) =>
    fields.map((each) => (each.isInternal ? undefined : coordinate(name, each.name))),
  );
  const askings = personas.flatMap((persona) =>
    persona.purposes.map((purpose): Asking => {
      const question = questionFor(persona, purpose, contract);
      const said = fields.map((at) => at && whyOf(at, NOTHING_USED, contract, question, now));
      return {
        persona: persona.name,
        purpose,
        levels: said.map((why) => (why ? LETTERS[why.level] : INTERNAL)).join(''),
        whys: said.map((why) => (why ? known.placeOf(why, isPermitted(why, contract, question, now)) : -1)),
      };
    }),
  );
  return { version: contract.set.version, rules: known.rules, askings, whys: known.whys };
}

function isPermitted({ coordinate: at }: Why, { rules, set }: Contract, asked: Question, now: number): boolean {
  const resources = rules.at(now).resources(at) ?? [];
  return resources.every(
    (each) => set.rulesFor('disclose', each).decide(asked.principal, asked.context).verdict === 'permit',
  );
}

/** Thousands of decisions have a few hundred reasons. */
class KnownWhys {
  readonly rules: RuleModel[] = [];
  readonly whys: WhyModel[] = [];
  readonly #contract: Contract;
  readonly #ruleAt = new Map<string, number>();
  readonly #whyAt = new Map<string, number>();

  constructor(contract: Contract) {
    this.#contract = contract;
  }

  placeOf(why: Why, isPermitted: boolean): number {
    const isElsewhere = why.level === 'WITHHELD' && why.said.length === 0 && isPermitted;
    const model: WhyModel = { ...(isElsewhere && { isElsewhere }), ...this.#model(why) };
    const key = JSON.stringify(model);
    const known = this.#whyAt.get(key) ?? this.whys.push(model) - 1;
    this.#whyAt.set(key, known);
    return known;
  }

  #model({ coordinate: at, reason, said }: Why): WhyModel {
    return {
      ...(reason !== undefined && { reason }),
      said: said.map((each) => ({
        rule: this.#rule(each),
        effect: each.effect,
        action: each.action,
        outcome: each.outcome,
        ...(each.unmet.length > 0 && { unmet: each.unmet.map((text) => text.replaceAll(/\s+/g, ' ')) }),
        ...(each.coordinate !== at && { field: each.coordinate }),
      })),
    };
  }

  #rule({ id, title, basis, isInForce, place }: Why['said'][number]): number {
    const necessity = this.#contract.set.policies.find((each) => each.id === id)?.necessity;
    const known =
      this.#ruleAt.get(id) ??
      this.rules.push({
        ...{ id, title, basis, isInForce },
        // Whose machine made the page is nobody's business.
        place: relative(packageRoot(), place),
        ...(necessity !== undefined && { necessity }),
      }) - 1;
    this.#ruleAt.set(id, known);
    return known;
  }
}
