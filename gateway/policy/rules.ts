import type { AgencyName, Coordinate } from '../ids.ts';
import type { DenialReason } from './decisions.ts';
import type { Label, Labels } from './labels.ts';
import type { Action, PolicyContext, PolicyPrincipal, PolicyResource, RuleDecision } from './request.ts';
import type { FieldDecision } from './walk.ts';

/** The owners' rules as they are asked. */
export interface RuleBook {
  rulesFor(action: Action, resource: PolicyResource): Rule;
}

export interface Rule {
  decide(principal: PolicyPrincipal, context: PolicyContext): RuleDecision;
}

/** Who has which field, and what its owner says of it. */
export interface Index {
  readonly labels: Labels;
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

  constructor(book: RuleBook, index: Index) {
    this.#book = book;
    this.#index = index;
  }

  /**
   * What the owners release of a field. `used`: the arguments that the operation gives a value.
   */
  field(at: Coordinate, used: readonly string[], question: Question): FieldDecision {
    const label = this.#index.labels.get(at);
    if (!label) return withheld('SCOPE');
    // Of an interface an argument reads, and the field is derived from, what it is in any type that may stand there.
    const decisions = this.#anyOf([at]).flatMap((each) => {
      const own = this.#index.labels.get(each);
      const read = used.flatMap((name) => own?.reads.get(name) ?? []);
      return [
        this.#shown(each, question),
        ...this.#anyOf(read).map((field) => this.#allowed('use', field, question)),
        ...this.#anyOf(own?.derivedFrom ?? []).map((input) => this.#derivable(input, each, question)),
      ];
    });
    return together(decisions, label);
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
    return fields.flatMap((at) => [at, ...(this.#index.labels.get(at)?.members ?? [])]);
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
    if (mask && reduced?.verdict === 'permit') return { level: 'MASKED', mask, policies: reduced.policies, faults };
    const isOfRow = full?.verdict === 'needs-record' || reduced?.verdict === 'needs-record';
    if (isOfRow) return { level: 'WITHHELD', reason: 'ROW', faults };
    const actions = mask ? (['disclose', 'discloseMasked'] as const) : (['disclose'] as const);
    const isOfPurpose = actions.some((action) => this.#reason(action, at, question) === 'PURPOSE');
    return { level: 'WITHHELD', reason: isOfPurpose ? 'PURPOSE' : 'SCOPE', faults };
  }

  #allowed(action: Action, at: Coordinate, question: Question): FieldDecision {
    const decision = this.#decided(action, at, question);
    if (decision?.verdict === 'permit') return { level: 'FULL', policies: decision.policies, faults: [] };
    return { level: 'WITHHELD', reason: this.#reason(action, at, question), faults: decision?.faults ?? [] };
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
      if (this.#decided(action, at, { ...question, context })?.verdict === 'permit') return 'PURPOSE';
    }
    return 'SCOPE';
  }

  /** The verdict of all owners together: each must permit. undefined: nobody owns the field. */
  #decided(action: Action, at: Coordinate, question: Question): RuleDecision | undefined {
    const rules = this.#rules(action, at);
    if (!rules) return undefined;
    const decisions = rules.map((rule) => rule.decide(question.principal, question.context));
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

const FULL: FieldDecision = { level: 'FULL', policies: [], faults: [] };

function withheld(reason: DenialReason): FieldDecision {
  return { level: 'WITHHELD', reason, faults: [] };
}

/** The least of what is released: of a field, of those that may stand in its place, and of what it uses. */
function together(decisions: readonly FieldDecision[], { mask }: Label): FieldDecision {
  const faults = decisions.flatMap((each) => each.faults);
  const denied = decisions.find((each) => each.level === 'WITHHELD');
  if (denied) return { ...denied, faults };
  const policies = decisions.flatMap((each) => (each.level === 'WITHHELD' ? [] : each.policies));
  const masks = new Set(decisions.flatMap((each) => (each.level === 'MASKED' ? [each.mask] : [])));
  if (masks.size === 0) return { level: 'FULL', policies, faults };
  const [only] = masks;
  // Of types that reduce a field differently none is right for all.
  if (masks.size > 1 || only === undefined || (mask !== undefined && mask !== only)) {
    return { level: 'WITHHELD', reason: 'SCOPE', faults };
  }
  return { level: 'MASKED', mask: only, policies, faults };
}
