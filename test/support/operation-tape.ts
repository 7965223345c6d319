import {
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isRequiredArgument,
  isUnionType,
} from 'graphql';

/** What operations of a graph are written with. */
export interface Vocabulary {
  /** `Type.field` → texts of its arguments, one of which is taken; `''` for none. */
  readonly given: Readonly<Record<string, readonly string[]>>;
  /** Declarations of variables that those texts name, with defaults. */
  readonly variables: readonly string[];
  /** Response keys to take in place of a field's name. */
  readonly aliases: readonly string[];
  /** `Type.field` that is never asked. */
  readonly left: ReadonlySet<string>;
  /** Ways to records that chance hardly finds: an operation may begin with one. */
  readonly doors: readonly Door[];
  /** Records of interfaces and unions are always asked their type. */
  readonly isTypeAsked: boolean;
}

/** Text of the way to a record, its type, and the text after its selections. */
export interface Door {
  readonly before: string;
  readonly type: string;
  readonly after: string;
}

/** Fields and fragments within one another. */
const DEPTH = 7;
const CONDITIONS = ['$yes: Boolean! = true', '$no: Boolean! = false'];
const DIRECTIVES = ['@include(if: $yes)', '@skip(if: $no)', '@include(if: $no)', '@skip(if: $yes)', '@skip(if: true)'];

/**
 * Writes an operation by a tape of choices: equal tapes write equal operations, and a shorter tape or smaller numbers
 * write a smaller one, so that a failing case can be made smaller.
 */
export class TapeWriter {
  readonly #schema: GraphQLSchema;
  readonly #words: Vocabulary;
  readonly #tape: readonly number[];
  readonly #fragments: string[] = [];
  readonly #keys = new Map<string, string>();
  #at = 0;

  constructor(schema: GraphQLSchema, words: Vocabulary, tape: readonly number[]) {
    this.#schema = schema;
    this.#words = words;
    this.#tape = tape;
  }

  /** The text of an operation; in a graph with interfaces its fields may not merge. */
  operation(): string {
    const query = this.#schema.getQueryType();
    if (!query) throw new Error('the schema has no queries');
    const root = this.#doorOr(() => this.#selections(query, 0));
    const text = [root, ...this.#fragments].join(' ');
    const names = (each: string) => new RegExp(`\\${each.slice(0, each.indexOf(':'))}\\b`);
    const used = [...CONDITIONS, ...this.#words.variables].filter((each) => names(each).test(text));
    return `query${used.length > 0 ? ` (${used.join(', ')})` : ''} ${text}`;
  }

  #doorOr(write: () => string): string {
    const { doors } = this.#words;
    const door = doors[this.#pick(doors.length * 3) - doors.length * 2];
    const type = door && this.#schema.getType(door.type);
    if (!door || !isCompositeType(type)) return write();
    return `{ ${door.before} ${this.#selections(type, 2)} ${door.after} }`;
  }

  /** 0 once the tape is at its end: the simplest choice stands first everywhere. */
  #pick(below: number): number {
    const choice = this.#tape[this.#at] ?? 0;
    this.#at += 1;
    return below > 0 ? choice % below : 0;
  }

  get #isOver(): boolean {
    return this.#at >= this.#tape.length;
  }

  #selections(type: GraphQLCompositeType, depth: number): string {
    const count = 1 + this.#pick(depth === 0 ? 3 : 5);
    const kind = this.#words.isTypeAsked && isAbstractType(type) ? '__typename ' : '';
    return `{ ${kind}${Array.from({ length: count }, () => this.#selection(type, depth)).join(' ')} }`;
  }

  #selection(type: GraphQLCompositeType, depth: number): string {
    const isDeep = this.#isOver || depth >= DEPTH;
    if (isUnionType(type)) return isDeep ? '__typename' : this.#fragment(type, depth);
    const chance = this.#pick(12);
    if (chance === 11) return `${this.#key('__typename', '__typename')}__typename`;
    if (!isDeep && chance >= (isAbstractType(type) ? 5 : 9)) return this.#fragment(type, depth);
    const fields = Object.values(type.getFields())
      .filter((each) => !this.#words.left.has(`${type.name}.${each.name}`))
      .filter((each) => this.#textsOf(type, each).length > 0)
      .filter((each) => !isDeep || !isCompositeType(getNamedType(each.type)));
    // What joins agencies hangs on records: half of the choices are of them.
    const records = fields.filter(({ type: given }) => isCompositeType(getNamedType(given)));
    const offered = records.length > 0 && this.#pick(2) === 1 ? records : fields;
    const field = offered[this.#pick(offered.length)];
    return field ? this.#field(type, field, depth) : '__typename';
  }

  /** Texts of a field's arguments; none where it needs some and none is known. */
  #textsOf(type: GraphQLCompositeType, field: GraphQLField<unknown, unknown>): readonly string[] {
    const known = this.#words.given[`${type.name}.${field.name}`];
    return known ?? (field.args.some(isRequiredArgument) ? [] : ['']);
  }

  #field(type: GraphQLCompositeType, field: GraphQLField<unknown, unknown>, depth: number): string {
    const texts = this.#textsOf(type, field);
    const given = texts[this.#pick(texts.length)];
    const called = `${field.name}${given ? `(${given})` : ''}`;
    const text = `${this.#key(field.name, called)}${called}${this.#directive()}`;
    const below = getNamedType(field.type);
    return isCompositeType(below) ? `${text} ${this.#selections(below, depth + 1)}` : text;
  }

  /** An alias or none. A key has one meaning in an operation, or most operations would have fields that cannot merge. */
  #key(name: string, called: string): string {
    const { aliases } = this.#words;
    const chance = this.#pick(4 + aliases.length);
    const wished = chance < 4 ? name : (aliases[chance - 4] ?? name);
    const free =
      [wished, name, ...aliases].find((key) => (this.#keys.get(key) ?? called) === called) ?? `k${this.#keys.size}`;
    this.#keys.set(free, called);
    return free === name ? '' : `${free}: `;
  }

  #fragment(type: GraphQLCompositeType, depth: number): string {
    const conditions = [type, ...this.#related(type)];
    const condition = conditions[this.#pick(conditions.length)] ?? type;
    const kind = this.#pick(4);
    if (kind === 3) return `...${this.#directive()} ${this.#selections(type, depth + 1)}`;
    const body = this.#selections(condition, depth + 1);
    if (kind < 2) return `... on ${condition.name}${this.#directive()} ${body}`;
    const name = `F${this.#fragments.length}`;
    this.#fragments.push(`fragment ${name} on ${condition.name} ${body}`);
    return `...${name}${this.#directive()}${this.#pick(3) === 2 ? ` ...${name}` : ''}`;
  }

  /** Types that may be the same record: members, interfaces and those who share a member. */
  #related(type: GraphQLCompositeType): GraphQLCompositeType[] {
    const members = (each: GraphQLCompositeType) =>
      isAbstractType(each) ? this.#schema.getPossibleTypes(each) : [each];
    const own = new Set(members(type));
    return Object.values(this.#schema.getTypeMap())
      .filter((each) => isCompositeType(each))
      .filter(
        (each) => each !== type && !each.name.startsWith('__') && members(each).some((member) => own.has(member)),
      );
  }

  #directive(): string {
    const directive = DIRECTIVES[this.#pick(40) - 35];
    return directive ? ` ${directive}` : '';
  }
}
