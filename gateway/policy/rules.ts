import type { FieldNode } from 'graphql';
import type { Residual } from '../../standards/grant/residual.ts';
import type { AgencyName, Coordinate } from '../ids.ts';
import { judgeBy, RecordRule, together } from './conditions.ts';
import type { DenialReason } from './decisions.ts';
import { type Given, isCompared, type Reading, readField, readsOf, type Used, usedBy } from './input-reads.ts';
import { fieldsOf, neutralTypes, typeNameOf } from './judged-types.ts';
import { type Labels, withMembers } from './labels.ts';
import { type Knowable, recordPresence } from './presence.ts';
import { type Restriction, restrictionsOf } from './push-down.ts';
import type { RecordJudge, RecordPresence, RecordTypes } from './records.ts';
import type {
  Action,
  PolicyContext,
  PolicyPrincipal,
  PolicyResource,
  RecordAttributes,
  RuleDecision,
} from './request.ts';
import { anyOf } from './residuals.ts';
import type { Retention } from './retention.ts';
import { roundedLists } from './rounded-lists.ts';
import type { FieldDecision } from './walk.ts';

/** The owners' rules as they are asked. */
export interface RuleBook {
  rulesFor(action: Action, resource: PolicyResource): Rule;
}

export interface Rule {
  readonly reads: { readonly record: ReadonlySet<string> };
  decide(principal: PolicyPrincipal, context: PolicyContext): RuleDecision;
  /** What is left to ask of records that have every attribute read of their type; undefined: no condition says it. */
  residual?(principal: PolicyPrincipal, context: PolicyContext, attributes: RecordAttributes): Residual | undefined;
}

/** Who has which field, and what its owner says of it. */
export interface Index {
  readonly labels: Labels;
  readonly records: RecordTypes;
  /** Object type → how long its records are kept. */
  readonly retentions: ReadonlyMap<string, Retention>;
  /** Object type → the agency that leaves out of its answers what grants say is not there. */
  readonly restricted?: ReadonlyMap<string, AgencyName>;
  isObject(typeName: string): boolean;
  owners(typeName: string, field: string): readonly AgencyName[];
}

/** Who asks, and for what. */
export interface Question {
  readonly principal: PolicyPrincipal;
  readonly context: PolicyContext;
  /** Purposes that the caller may state: whether another would do is told (`PURPOSE`). */
  readonly purposes: ReadonlySet<string>;
}

/** Everything the rules say of one graph. Rules are looked up once for each field. */
export class Rules {
  readonly #book: RuleBook;
  readonly #index: Index;
  readonly #known = new Map<string, readonly Rule[] | undefined>();
  readonly #judges = new WeakMap<Question, Map<string, RecordJudge>>();
  readonly #numbers = new Map<Rule, number>();
  /** Type with NEUTRAL fields → all of its fields. */
  readonly #neutral: ReadonlyMap<string, readonly Coordinate[]>;
  /** Type whose records have attributes → all of its fields. */
  readonly #judged: ReadonlyMap<string, readonly Coordinate[]>;
  readonly #restrictions: ReadonlyMap<string, Restriction>;
  /** What a list can be counted by → its counts that have a rounded form. */
  readonly #rounded: ReadonlyMap<Coordinate, readonly Coordinate[]>;

  constructor(book: RuleBook, index: Index) {
    this.#book = book;
    this.#index = index;
    this.#neutral = neutralTypes(index.labels);
    this.#judged = fieldsOf(index.labels, index.records.keys());
    this.#rounded = roundedLists(index.labels);
    this.#restrictions = restrictionsOf(index.restricted ?? new Map());
  }

  /**
   * What the owners release of a field.
   *
   * @param used what the operation gives its arguments.
   */
  field(at: Coordinate, used: Used, question: Question): FieldDecision {
    const label = this.#index.labels.get(at);
    if (!label || this.#isUncounted(at, question)) return withheld('SCOPE');
    // Of an interface an argument reads, and the field is derived from, what it is in any type that may stand there.
    const decisions = this.#anyOf([at]).flatMap((each) => {
      const own = this.#index.labels.get(each);
      const read = own ? readsOf(own, used) : [];
      return [
        this.#shown(each, question),
        ...read.flatMap((reading) => this.#readable(reading, question)),
        ...this.#anyOf(own?.derivedFrom ?? []).map((input) => this.#derivable(input, each, question)),
        ...(own?.gradedBy ?? []).map((grade) => this.#shown(grade, question)),
      ].map((decision) => ({ at: each, decision }));
    });
    return together(decisions, label, (typeName) => this.#index.isObject(typeName));
  }

  /** A list of which the number may be known in a rounded form is gone through by who is shown it in full. */
  #isUncounted(at: Coordinate, question: Question): boolean {
    const counts = this.#anyOf([at]).flatMap((each) => this.#rounded.get(each) ?? []);
    return counts.some((count) => this.#shown(count, question).level !== 'FULL');
  }

  /** What a field of an operation gives its arguments. */
  used(at: Coordinate, field: FieldNode, given: Given): Used {
    return usedBy(this.#index.labels.get(at), field, given);
  }

  /** The fields that the arguments of a field read, by whatever name it and they stand. */
  reads(at: Coordinate, used: Used): readonly Coordinate[] {
    const labels = this.#anyOf([at]).flatMap((each) => this.#index.labels.get(each) ?? []);
    return this.#anyOf(labels.flatMap((label) => readsOf(label, used).map(readField)));
  }

  /** What the field reads when its record denies it. `isNeutral`: as if there were no record, and nothing is told. */
  denial(at: Coordinate): { readonly isNeutral: boolean; readonly absent: string | undefined } {
    const labels = this.#anyOf([at]).flatMap((each) => this.#index.labels.get(each) ?? []);
    const absent = labels.find((each) => each.absent !== undefined)?.absent;
    return { isNeutral: labels.some(({ denial }) => denial === 'NEUTRAL'), absent };
  }

  /** What records of a type may be judged by. */
  attributes(typeName: string): ReadonlySet<string> {
    const since = this.#index.retentions.get(typeName)?.since;
    return new Set([...(this.#index.records.get(typeName)?.keys() ?? []), ...(since === undefined ? [] : [since])]);
  }

  /**
   * How records of a type are judged as a whole; undefined: they are there for the caller.
   *
   * A record that is kept no longer is not there, for nobody. Of a type with NEUTRAL fields a record of which no field
   * would be released is not there either, and neither is what names its type alone. Whether that is so rests on all
   * fields of the type and not on those that are asked for: which were asked for would tell.
   *
   * @param covered fields of the type that may be asked for; undefined: all.
   */
  presence(typeName: string, question: Question, covered?: ReadonlySet<string>): RecordPresence | undefined {
    const retention = this.#index.retentions.get(typeName);
    const known = this.#knowable(typeName, question, covered);
    if (!retention && !known) return undefined;
    return recordPresence(known, retention, this.#restrictions.get(typeName), this.#index.owners);
  }

  /**
   * Whether a record may be known of. To a partner a record that has a say over any of its fields is there only where it
   * lets one be shown: what everybody is shown of it would tell that it is there. None is there of which nothing is shown.
   */
  #knowable(typeName: string, question: Question, covered?: ReadonlySet<string>): Knowable | undefined {
    const neutral = this.#neutral.get(typeName);
    const isPartner = question.principal.kind === 'Partner';
    const fields = neutral ?? (isPartner ? this.#judged.get(typeName) : undefined);
    if (!fields) return undefined;
    const decisions = fields.map((at) => this.#shown(at, question));
    const isCovered = (at: Coordinate) => covered?.has(at.slice(typeName.length + 1)) ?? true;
    const judged = fields.flatMap((at, index) => {
      const decision = decisions[index];
      return decision?.level === 'CONDITIONAL' ? [{ at, judge: decision.judge }] : [];
    });
    // Where everybody is shown all that is covered, the record still has its say by the rest.
    const own = judged.filter(({ at }) => isCovered(at));
    const judges = (own.length > 0 ? own : judged).map(({ judge }) => judge);
    const isShown = decisions.some(({ level }, index) => {
      const at = fields[index];
      return at !== undefined && isCovered(at) && (level === 'FULL' || level === 'MASKED');
    });
    const isForRecords = isPartner && judges.length > 0;
    if (!isForRecords && isShown) return undefined;
    return {
      reads: new Set(judges.flatMap(({ reads }) => [...reads])),
      residual() {
        const residuals = [...new Set(judges)].map((judge) => judge.residual?.(typeName));
        const said = residuals.filter((each) => each !== undefined);
        return said.length === residuals.length ? anyOf(said) : undefined;
      },
      isThere: (record, tally) => judges.some((judge) => judge.levelOf(typeName, record, tally) !== 'WITHHELD'),
    };
  }

  /** True where the owner of a value lets it be sent to another agency, as a key or as an input. */
  mayBeSent(action: 'join' | 'derive', at: Coordinate, to: AgencyName, question: Question): boolean {
    const asked = { ...question, context: { ...question.context, to } };
    return this.#anyOf([at]).every((each) => this.#decided(action, each, asked)?.verdict === 'permit');
  }

  /** True where an agency's rules satisfy a name in @policy. */
  isSatisfied(resource: PolicyResource, { principal, context }: Question): boolean {
    return this.#book.rulesFor('satisfy', resource).decide(principal, context).verdict === 'permit';
  }

  /** The fields and, of an interface's, those of every type that may stand there. */
  #anyOf(fields: readonly Coordinate[]): readonly Coordinate[] {
    return withMembers(this.#index.labels, fields);
  }

  /** The field in full where `disclose` permits it, else reduced where its label has a mask and a rule allows that. */
  #shown(at: Coordinate, question: Question): FieldDecision {
    const full = this.#decided('disclose', at, question);
    if (full?.verdict === 'permit') return { level: 'FULL', policies: full.policies, faults: [] };
    // A rule that cannot be evaluated may be one that forbids: nothing is released in its place.
    if (full && full.faults.length > 0) return { level: 'WITHHELD', reason: 'SCOPE', faults: full.faults };
    const mask = this.#index.labels.get(at)?.mask;
    const reduced = mask && this.#decided('discloseMasked', at, question);
    const faults = reduced ? reduced.faults : [];
    if (mask && reduced?.verdict === 'permit') {
      if (full?.verdict !== 'needs-record') return { level: 'MASKED', mask, policies: reduced.policies, faults };
      return this.#conditional(at, ['disclose'], 'MASKED', question);
    }
    const byRecord = [
      ...(full?.verdict === 'needs-record' ? (['disclose'] as const) : []),
      ...(reduced?.verdict === 'needs-record' ? (['discloseMasked'] as const) : []),
    ];
    if (byRecord.length > 0) return this.#conditional(at, byRecord, 'WITHHELD', question);
    const actions = mask ? (['disclose', 'discloseMasked'] as const) : (['disclose'] as const);
    const isOfPurpose = actions.some((action) => this.#reason(action, at, question) === 'PURPOSE');
    return { level: 'WITHHELD', reason: isOfPurpose ? 'PURPOSE' : 'SCOPE', faults };
  }

  /** Fields that the same rules decide have one judge, which sees each record once. */
  #conditional(
    at: Coordinate,
    actions: ReadonlyArray<'disclose' | 'discloseMasked'>,
    otherwise: 'MASKED' | 'WITHHELD',
    question: Question,
  ): FieldDecision {
    const asked = actions.map((action) => ({ action, rules: this.#rules(action, at) ?? [] }));
    const key = JSON.stringify([otherwise, asked.map(({ action, rules }) => [action, rules.map(this.#numberOf)])]);
    const known = this.#judges.get(question) ?? new Map<string, RecordJudge>();
    const made = () => {
      const levels = { disclose: 'FULL', discloseMasked: 'MASKED' } as const;
      const rules = asked.map((each) => new RecordRule(levels[each.action], each.rules, question, this.#index));
      return judgeBy(rules, otherwise);
    };
    const judge = known.get(key) ?? made();
    this.#judges.set(question, known.set(key, judge));
    return { level: 'CONDITIONAL', judge, mask: this.#index.labels.get(at)?.mask, policies: [], faults: [] };
  }

  readonly #numberOf = (rule: Rule): number => {
    const number = this.#numbers.get(rule) ?? this.#numbers.size;
    this.#numbers.set(rule, number);
    return number;
  };

  #allowed(action: Action, at: Coordinate, question: Question): FieldDecision {
    const decision = this.#decided(action, at, question);
    if (decision?.verdict === 'permit') return { level: 'FULL', policies: decision.policies, faults: [] };
    return { level: 'WITHHELD', reason: this.#reason(action, at, question), faults: decision?.faults ?? [] };
  }

  /**
   * What is found by its exact value needs the right to use it. What is compared can be found out by asking often: that is for
   * who may use it and is shown it in full, of whatever record.
   */
  #readable(reading: Reading, question: Question): readonly FieldDecision[] {
    return this.#anyOf([readField(reading)]).flatMap((field) => {
      const used = this.#allowed('use', field, question);
      if (!isCompared(reading) || used.level === 'WITHHELD') return [used];
      const shown = this.#shown(field, question);
      if (shown.level === 'FULL' || shown.level === 'WITHHELD') return [used, shown];
      return [{ ...withheld(shown.level === 'CONDITIONAL' ? 'ROW' : 'SCOPE'), faults: shown.faults }];
    });
  }

  /** Every other owner of an input is asked whether it lets the value go to the agencies that derive from it. */
  #derivable(input: Coordinate, derived: Coordinate, question: Question): FieldDecision {
    const makers = this.#owners(derived);
    const decisions = makers
      .filter((to) => !this.#owners(input).includes(to))
      .map((to) => this.#allowed('derive', input, { ...question, context: { ...question.context, to } }));
    return decisions.find(({ level }) => level === 'WITHHELD') ?? decisions[0] ?? FULL;
  }

  /** Another purpose that the caller may state would do, or none. */
  #reason(action: Action, at: Coordinate, question: Question): DenialReason {
    for (const purpose of question.purposes) {
      if (purpose === question.context.purpose) continue;
      const context = { ...question.context, purpose };
      const verdict = this.#decided(action, at, { ...question, context })?.verdict;
      // Of what is shown each record may decide; nothing else waits for one.
      if (verdict === 'permit' || (verdict === 'needs-record' && isShowing(action))) return 'PURPOSE';
    }
    return 'SCOPE';
  }

  /** The verdict of all owners together: each must permit. undefined: nobody owns the field. */
  #decided(action: Action, at: Coordinate, question: Question): RuleDecision | undefined {
    const rules = this.#rules(action, at);
    if (!rules) return undefined;
    const typeName = typeNameOf(at);
    // Of records of which rules may read nothing nothing is unknown.
    const isOpen = this.#index.records.has(typeName) || !this.#index.isObject(typeName);
    const context = isOpen ? question.context : { ...question.context, record: NO_ATTRIBUTES };
    const decisions = rules.map((rule) => rule.decide(question.principal, context));
    const verdict =
      decisions.find((each) => each.verdict === 'deny') ?? decisions.find((each) => each.verdict === 'needs-record');
    return {
      verdict: verdict?.verdict ?? 'permit',
      policies: decisions.flatMap(({ policies }) => policies),
      faults: decisions.flatMap(({ faults }) => faults),
    };
  }

  #rules(action: Action, at: Coordinate): readonly Rule[] | undefined {
    const key = `${action} ${at}`;
    if (this.#known.has(key)) return this.#known.get(key);
    const rules = this.resources(at)?.map((resource) => this.#book.rulesFor(action, resource));
    this.#known.set(key, rules);
    return rules;
  }

  /** The field as each of its owners' rules see it; undefined where nobody owns it. */
  resources(at: Coordinate): readonly PolicyResource[] | undefined {
    const label = this.#index.labels.get(at);
    const owners = this.#owners(at);
    if (!label || owners.length === 0) return undefined;
    const { category, group } = label;
    return owners.map((agency) => ({ coordinate: at, category, groups: group === undefined ? [] : [group], agency }));
  }

  #owners(at: Coordinate): readonly AgencyName[] {
    const [typeName = '', field = ''] = at.split('.');
    return this.#index.owners(typeName, field);
  }
}

const NO_ATTRIBUTES = Object.freeze({});
const FULL: FieldDecision = { level: 'FULL', policies: [], faults: [] };

function isShowing(action: Action): boolean {
  return action === 'disclose' || action === 'discloseMasked';
}

function withheld(reason: DenialReason): FieldDecision {
  return { level: 'WITHHELD', reason, faults: [] };
}
