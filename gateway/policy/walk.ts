import {
  type FieldNode,
  type GraphQLSchema,
  getNamedType,
  type InlineFragmentNode,
  isCompositeType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { type Coordinate, coordinate } from '../ids.ts';
import { responseKey } from '../response-key.ts';
import type { Asking, Condition, Decisions, Denial, DenialReason, InputJudge, Masking } from './decisions.ts';
import { askedBeside, type Grades } from './grades.ts';
import type { InputField, Inputs } from './inputs.ts';
import type { Mask } from './masks.ts';
import { edgeNodes, listedTypes, possibleTypes, tellsOfListed } from './possible-types.ts';
import { hangsOnRecord, type RecordJudge, type RecordPresence } from './records.ts';

/** What is decided of one field, wherever it stands. */
export type FieldDecision =
  | { readonly level: 'FULL'; readonly policies: readonly string[]; readonly faults: readonly string[] }
  | {
      readonly level: 'MASKED';
      readonly mask: Mask;
      readonly policies: readonly string[];
      readonly faults: readonly string[];
    }
  | {
      readonly level: 'CONDITIONAL';
      readonly judge: RecordJudge;
      readonly mask: Mask | undefined;
      readonly policies: readonly string[];
      readonly faults: readonly string[];
    }
  | { readonly level: 'WITHHELD'; readonly reason: DenialReason; readonly faults: readonly string[] };

/** Decides for one caller, purpose and time. */
export interface Judge {
  field(at: Coordinate, field: FieldNode): FieldDecision;
  /** True where the caller meets what the named type demands of everybody who is shown one. */
  type(typeName: string): boolean;
  /** How the records of a type are judged as a whole; undefined: they are there. */
  presence?(typeName: string): RecordPresence | undefined;
  /** What a field reads when its record denies it. */
  denial?(at: Coordinate): Pick<Condition, 'isNeutral' | 'absent'>;
  /** Attributes that rules may read of records of a type. */
  attributes?(typeName: string): ReadonlySet<string>;
  /** What must be asked for beside a field for it to be shown; undefined: nothing of any. */
  readonly grades?: Grades | undefined;
  /** What a field is made from of what other agencies give. */
  inputs?(at: Coordinate): Inputs | undefined;
  /** Of the rules it decides by; undefined: by none. */
  readonly policyVersion?: string | undefined;
}

const RELEASED: FieldDecision = { level: 'FULL', policies: [], faults: [] };

/** Releases everything. */
export const OPEN: Judge = { field: () => RELEASED, type: () => true };

/**
 * Decides over every field of an operation before anything is planned, whatever the data is. A composite field left
 * without any selection is removed with its children: asked for, it would tell that the record exists and how many
 * there are.
 *
 * @param operation fragments inlined, @skip and @include applied.
 * @param schema what callers see.
 */
export function decideOver(operation: OperationDefinitionNode, schema: GraphQLSchema, judge: Judge): Decisions {
  const walk = new Walk(schema, judge);
  const root = schema.getRootType(operation.operation)?.name ?? '';
  walk.selections(operation.selectionSet, { typeName: root, isRoot: true, beside: NOTHING }, []);
  return {
    denials: [...walk.denials.values()],
    released: [...walk.released],
    masked: [...walk.masked.values()],
    withheld: [...walk.withheld],
    removed: walk.removed,
    masks: walk.masks,
    conditions: walk.conditions,
    presences: walk.presences,
    attributes: walk.attributes,
    inputs: walk.inputs,
    inputJudges: walk.inputJudges,
    policyVersion: judge.policyVersion,
    policies: [...walk.policies],
    faults: [...walk.faults],
  };
}

interface Parent {
  readonly typeName: string;
  /** Of fields of a root no field above has asked what the type demands. */
  readonly isRoot: boolean;
  /** Names of fields that are asked for of the same records further out. */
  readonly beside: ReadonlySet<string>;
}

const NOTHING: ReadonlySet<string> = new Set();

class Walk {
  readonly denials = new Map<string, Denial>();
  readonly masked = new Map<string, Masking>();
  readonly withheld = new Set<string>();
  readonly released = new Set<Coordinate>();
  readonly removed = new Set<Asking>();
  readonly masks = new Map<FieldNode, Masking>();
  readonly conditions = new Map<FieldNode, Condition>();
  readonly presences = new Map<string, RecordPresence>();
  readonly attributes = new Map<string, Set<string>>();
  readonly inputs = new Map<FieldNode, SelectionSetNode>();
  readonly inputJudges = new Map<Coordinate, InputJudge>();
  readonly policies = new Set<string>();
  readonly faults = new Set<string>();
  readonly #known = new Map<string, RecordPresence | undefined>();
  readonly #schema: GraphQLSchema;
  readonly #judge: Judge;

  constructor(schema: GraphQLSchema, judge: Judge) {
    this.#schema = schema;
    this.#judge = judge;
  }

  /** @returns true where anything of the selection is left. */
  selections(set: SelectionSetNode, { beside, ...of }: Parent, path: readonly string[]): boolean {
    let isLeft = false;
    const parent = { ...of, beside: this.#judge.grades ? askedBeside(beside, set, of.typeName) : beside };
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) isLeft = this.#field(selection, parent, path) || isLeft;
      if (selection.kind === Kind.INLINE_FRAGMENT) isLeft = this.#fragment(selection, parent, path) || isLeft;
    }
    return isLeft;
  }

  /** A fragment without a type, or with that of its parent, is the parent's own selection. */
  #fragment(node: InlineFragmentNode, parent: Parent, path: readonly string[]): boolean {
    const condition = node.typeCondition?.name.value;
    if (condition === undefined || condition === parent.typeName) {
      return this.selections(node.selectionSet, parent, path);
    }
    if (!isUnionType(this.#schema.getType(condition)) && !this.#judge.type(condition)) {
      this.#deny(node, condition, path, 'SCOPE');
      return false;
    }
    return this.selections(node.selectionSet, { ...parent, typeName: condition, isRoot: false }, path);
  }

  #field(field: FieldNode, parent: Parent, above: readonly string[]): boolean {
    if (field.name.value.startsWith('__')) return true;
    const at = coordinate(parent.typeName, field.name.value);
    const path = [...above, responseKey(field)];
    const type = this.#typeOf(parent.typeName, field);
    const decision = this.#decided(at, field, parent, type);
    for (const fault of decision.faults) this.faults.add(fault);
    if (decision.level === 'WITHHELD') {
      this.#deny(field, at, path, decision.reason);
      return false;
    }
    // A selection that @skip has emptied asks whether there is a record, as __typename would.
    const below = field.selectionSet;
    const isLeft =
      !below?.selections.length || this.selections(below, { typeName: type, isRoot: false, beside: NOTHING }, path);
    if (!isLeft) {
      this.removed.add(field);
      return false;
    }
    for (const policy of decision.policies) this.policies.add(policy);
    if (below) this.#presences([...possibleTypes(this.#schema, type), ...edgeNodes(this.#schema, type)]);
    this.#inputs(field, at);
    if (decision.level === 'CONDITIONAL') {
      this.#condition(field, parent.typeName, { coordinate: at, path, judge: decision.judge, mask: decision.mask });
      return true;
    }
    this.released.add(at);
    if (decision.level === 'MASKED') this.#mask(field, { coordinate: at, path, mask: decision.mask });
    return true;
  }

  #decided(at: Coordinate, field: FieldNode, parent: Parent, type: string): FieldDecision {
    const isMet =
      (!parent.isRoot || this.#judge.type(parent.typeName)) &&
      (isUnionType(this.#schema.getType(type)) || this.#judge.type(type));
    if (!isMet) return { level: 'WITHHELD', reason: 'SCOPE', faults: [] };
    const isTelling = this.#tellsOfAbsent(parent.typeName, field.name.value);
    if (isTelling || this.#judge.inputs?.(at)?.fields.some((input) => !this.#isJudgeable(input))) {
      return { level: 'WITHHELD', reason: 'ROW', faults: [] };
    }
    const decision = this.#judge.field(at, field);
    if (decision.level !== 'WITHHELD' && !this.#isGraded(at, parent)) {
      return { level: 'WITHHELD', reason: 'GRADE', faults: decision.faults };
    }
    // A record has no reduced form: what is reduced is a value.
    const isComposite = isCompositeType(this.#schema.getType(type));
    if (decision.level === 'MASKED' && isComposite) {
      return { level: 'WITHHELD', reason: 'SCOPE', faults: decision.faults };
    }
    return decision;
  }

  /** True where all that says how sure the field is is asked for of the same record. */
  #isGraded(at: Coordinate, { beside }: Parent): boolean {
    for (const grade of this.#judge.grades?.get(at) ?? NOTHING) if (!beside.has(grade)) return false;
    return true;
  }

  #deny(node: Asking, at: Coordinate | string, path: readonly string[], reason: DenialReason): void {
    this.removed.add(node);
    this.withheld.add(at);
    this.denials.set(`${path.join('.')} ${at}`, { coordinate: at, path, reason });
  }

  #condition(field: FieldNode, parentType: string, condition: Omit<Condition, 'isNeutral' | 'absent'>): void {
    const { isNeutral = false, absent } = this.#judge.denial?.(condition.coordinate) ?? {};
    this.conditions.set(field, { ...condition, isNeutral, absent });
    for (const typeName of possibleTypes(this.#schema, parentType)) this.#reads(typeName, condition.judge.reads);
  }

  /** Records of which types may stand there, and are judged as a whole. */
  #presences(typeNames: readonly string[]): void {
    for (const typeName of typeNames) {
      const presence = this.#presenceOf(typeName);
      if (!presence) continue;
      this.presences.set(typeName, presence);
      this.#reads(typeName, presence.reads);
    }
  }

  /**
   * What a field is made from is judged before it is sent to who makes it: the field would tell of it. Of records of which
   * the caller is shown none whatever they say, their owner's permit alone decides.
   */
  #inputs(field: FieldNode, at: Coordinate): void {
    const inputs = this.#judge.inputs?.(at);
    const types = (inputs?.fields ?? []).flatMap((each) => each.types).filter((each) => this.#isByRecord(each));
    for (const input of inputs?.fields ?? []) this.#inputJudge(input);
    if (!inputs || types.length === 0) return;
    this.#presences(types);
    this.inputs.set(field, inputs.set);
  }

  /** A NEUTRAL value of a record that is there for another: it is sent as if there were none where the record denies it. */
  #inputJudge({ typeName, field }: InputField): void {
    const known = this.#neutralJudge(typeName, field);
    if (!known) return;
    this.inputJudges.set(coordinate(typeName, field), known);
    this.#reads(typeName, known.judge.reads);
  }

  /** undefined of a field over which no record decides, or whose denial is told. */
  #neutralJudge(typeName: string, field: string): InputJudge | undefined {
    const at = coordinate(typeName, field);
    const denial = this.#judge.denial?.(at);
    if (!denial?.isNeutral) return undefined;
    const decision = this.#judge.field(at, { kind: Kind.FIELD, name: { kind: Kind.NAME, value: field } });
    return decision.level === 'CONDITIONAL' ? { judge: decision.judge, absent: denial.absent } : undefined;
  }

  /**
   * Records that are asked for with arguments of the field's own cannot be told from those that are judged; a NEUTRAL value
   * that its record decides over is known when the answer is written, too late for what is made from it.
   */
  #isJudgeable({ typeName, field, types, hasArguments }: InputField): boolean {
    const isListed = listedTypes(this.#schema, typeName).some((each) => this.#isByRecord(each));
    if (isListed && this.#tellsOfAbsent(typeName, field)) return false;
    if (hasArguments && types.some((each) => this.#isByRecord(each))) return false;
    // Of records that are judged as a whole each says what of it is sent.
    return this.#isByRecord(typeName) || this.#neutralJudge(typeName, field) === undefined;
  }

  #isByRecord(typeName: string): boolean {
    return hangsOnRecord(this.#presenceOf(typeName));
  }

  /** Totals and cursors of a list count records that are not there for the caller. */
  #tellsOfAbsent(typeName: string, field: string): boolean {
    if (!tellsOfListed(field)) return false;
    const listed = listedTypes(this.#schema, typeName).filter((each) => this.#presenceOf(each));
    const neutral = listed.filter((each) => this.#presenceOf(each)?.isNeutral);
    if (!neutral.every((each) => this.#isLeftOutOf(typeName, field, each))) return true;
    // INVARIANT: what is shown because an agency leaves records out by itself is shown of one that is told to.
    this.#presences(listed.filter((each) => this.#presenceOf(each)?.pushDown));
    return false;
  }

  /** Of an interface, whichever of its types the list is. */
  #isLeftOutOf(listType: string, field: string, typeName: string): boolean {
    const presence = this.#presenceOf(typeName);
    const lists = [listType, ...possibleTypes(this.#schema, listType)];
    return lists.every((each) => presence?.isLeftOutOf?.(each, field) === true);
  }

  /** It rests on all fields of the type: it is found out once for an operation. */
  #presenceOf(typeName: string): RecordPresence | undefined {
    if (!this.#known.has(typeName)) this.#known.set(typeName, this.#judge.presence?.(typeName));
    return this.#known.get(typeName);
  }

  #reads(typeName: string, reads: ReadonlySet<string>): void {
    const has = this.#judge.attributes?.(typeName);
    const known = this.attributes.get(typeName) ?? new Set();
    for (const name of reads) if (has?.has(name)) known.add(name);
    if (known.size > 0) this.attributes.set(typeName, known);
  }

  #mask(field: FieldNode, masking: Masking): void {
    this.masks.set(field, masking);
    this.masked.set(`${masking.path.join('.')} ${masking.coordinate}`, masking);
  }

  #typeOf(typeName: string, field: FieldNode): string {
    const type = this.#schema.getType(typeName);
    if (!type || !('getFields' in type)) return '';
    const definition = type.getFields()[field.name.value];
    return definition ? getNamedType(definition.type).name : '';
  }
}
