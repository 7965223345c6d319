import {
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isUnionType,
} from 'graphql';

/** Fields and fragments within one another. */
const DEPTH = 5;
const ALIASES = ['id', 'plate', 'code', 'name', 'label', 'a', 'b', 'document', 'constructor', 'weight'];
const VALUES: Readonly<Record<string, readonly string[]>> = {
  id: ['"c0"', '"c1"', '"none"', '$id'],
  plate: ['"U1"', '"U2"'],
  currency: ['"USD"', '"UGX"', '$currency'],
};
const VARIABLES = ['$yes: Boolean! = true', '$no: Boolean! = false', '$id: ID! = "c3"', '$currency: String! = "UGX"'];

/** Numbers that look random and are the same for a seed (mulberry32). */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Writes operations of a schema: fields, aliases, fragments, directives, in any order. The same for a seed. */
export class OperationWriter {
  readonly #schema: GraphQLSchema;
  readonly #pick: (below: number) => number;
  readonly #fragments: string[] = [];
  readonly #keys = new Map<string, string>();

  constructor(schema: GraphQLSchema, seed: number) {
    this.#schema = schema;
    this.#pick = random(seed);
  }

  /** The text of an operation; its fields may not merge. */
  operation(): string {
    const query = this.#schema.getQueryType();
    if (!query) throw new Error('the schema has no queries');
    const text = [this.#selections(query, 0), ...this.#fragments].join(' ');
    const used = VARIABLES.filter((each) => text.includes(each.slice(0, each.indexOf(':'))));
    return `query${used.length > 0 ? ` (${used.join(', ')})` : ''} ${text}`;
  }

  #selections(type: GraphQLCompositeType, depth: number): string {
    const count = 1 + this.#pick(depth === 0 ? 3 : 4);
    return `{ ${Array.from({ length: count }, () => this.#selection(type, depth)).join(' ')} }`;
  }

  #selection(type: GraphQLCompositeType, depth: number): string {
    const chance = this.#pick(20);
    if (chance < 2) return `${chance === 0 ? 'kind: ' : ''}__typename`;
    if (depth > DEPTH && isUnionType(type)) return '__typename';
    if (isUnionType(type) || (depth <= DEPTH && chance < (isAbstractType(type) ? 12 : 5)))
      return this.#fragment(type, depth);
    const fields = Object.values(type.getFields()).filter(
      (each) => depth < DEPTH || !isCompositeType(getNamedType(each.type)),
    );
    const field = fields[this.#pick(fields.length)];
    return field ? this.#field(field, depth) : '__typename';
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number): string {
    const given = field.args.map(({ name }) => `${name}: ${VALUES[name]?.[this.#pick(VALUES[name].length)]}`);
    const called = `${field.name}${given.length > 0 ? `(${given.join(', ')})` : ''}`;
    const below = getNamedType(field.type);
    const text = `${this.#key(field.name, called)}${called}${this.#directive()}`;
    return isCompositeType(below) ? `${text} ${this.#selections(below, depth + 1)}` : text;
  }

  /** An alias or none. A key has one meaning in an operation, or most operations would have fields that cannot merge. */
  #key(name: string, called: string): string {
    const wished = this.#pick(4) === 0 ? (ALIASES[this.#pick(ALIASES.length)] ?? name) : name;
    const free =
      [wished, name, ...ALIASES].find((key) => (this.#keys.get(key) ?? called) === called) ?? `k${this.#keys.size}`;
    this.#keys.set(free, called);
    return free === name ? '' : `${free}: `;
  }

  #fragment(type: GraphQLCompositeType, depth: number): string {
    const conditions = [type, ...this.#related(type)];
    const condition = conditions[this.#pick(conditions.length)] ?? type;
    if (this.#pick(4) > 0)
      return `... on ${condition.name}${this.#directive()} ${this.#selections(condition, depth + 1)}`;
    const body = this.#selections(condition, depth + 1);
    const name = `F${this.#fragments.length}`;
    this.#fragments.push(`fragment ${name} on ${condition.name} ${body}`);
    return `...${name}${this.#directive()}`;
  }

  /** Types that may be the same record: members, interfaces and those who share a member. */
  #related(type: GraphQLCompositeType): GraphQLCompositeType[] {
    const members = (each: GraphQLCompositeType) =>
      isAbstractType(each) ? this.#schema.getPossibleTypes(each) : [each];
    const own = new Set(members(type));
    return Object.values(this.#schema.getTypeMap())
      .filter((each) => isCompositeType(each))
      .filter((each) => !each.name.startsWith('__') && members(each).some((member) => own.has(member)));
  }

  #directive(): string {
    const chance = this.#pick(24);
    return [' @include(if: $yes)', ' @skip(if: $no)', ' @include(if: $no)', ' @skip(if: true)'][chance] ?? '';
  }
}
