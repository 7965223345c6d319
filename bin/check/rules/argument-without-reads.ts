import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type EnumTypeDefinitionNode,
  type EnumTypeExtensionNode,
  type EnumValueDefinitionNode,
  type InputObjectTypeDefinitionNode,
  type InputObjectTypeExtensionNode,
  type InputValueDefinitionNode,
  Kind,
} from 'graphql';
import type { SdlInput } from '../input.ts';
import { type CheckProblem, placeOf } from '../problem.ts';
import { directiveOf, isProtected, namedType, type SdlField } from '../sdl.ts';

const PAGING = ['first', 'last', 'after', 'before'];
const ROOTS = ['Query', 'Mutation', 'Subscription'];
const TEXTS = ['ID', 'String'];

/**
 * What finds, filters or sorts by a protected field says so: whoever may not use the field could find its value out by
 * asking. Of a field that returns the type T (through Connection and Edge), these are to say what they read:
 *
 * - an argument named like a protected field of T, with what such names are joined with: owner, ownerPrefix, minAge, age_lt;
 * - the same of a field of an input object, in whatever other it stands;
 * - a value of an enum that is such a field's name: BIRTH_DATE, BIRTH_DATE_DESC or birthDate;
 * - an ID or a text of a root field where T has no PUBLIC field of its name.
 *
 * Arguments that page, and fields that callers do not see (`@inaccessible`), are left out.
 */
export function argumentWithoutReads(input: SdlInput): readonly CheckProblem[] {
  const graph = new Arguments(input);
  return input.fields.flatMap((each) =>
    each.isExternal || isHidden(each)
      ? []
      : (each.field.arguments ?? []).flatMap((argument) => graph.problems(each, argument)),
  );
}

function isHidden({ field, type }: SdlField): boolean {
  return [field, type].some((node) => directiveOf(node, 'inaccessible') !== undefined);
}

type Fields = ReadonlyMap<string, SdlField>;

class Arguments {
  readonly #fields = new Map<string, Map<string, SdlField>>();
  readonly #inputs = new Map<string, Map<string, InputValueDefinitionNode>>();
  readonly #enums = new Map<string, Map<string, EnumValueDefinitionNode>>();

  constructor({ parts, fields }: SdlInput) {
    for (const each of fields) {
      if (each.isExternal) continue;
      const ofType = this.#fields.get(each.typeName) ?? new Map<string, SdlField>();
      this.#fields.set(each.typeName, ofType.set(each.field.name.value, each));
    }
    for (const each of parts.flatMap(({ document }) => document.definitions)) {
      if (isInput(each)) gather(this.#inputs, each.name.value, each.fields ?? []);
      if (isEnum(each)) gather(this.#enums, each.name.value, each.values ?? []);
    }
  }

  problems(each: SdlField, argument: InputValueDefinitionNode): readonly CheckProblem[] {
    const name = argument.name.value;
    if (PAGING.includes(name)) return [];
    const found = this.#found(namedType(each.field.type));
    const fields = this.#fields.get(found);
    const at = `${each.agency}: ${each.at}(${name}:)`;
    const type = namedType(argument.type);
    const within = this.#within(at, type, this.#below(name, found), new Set());
    if (says(argument)) return within;
    const same = namedLike(name, fields);
    if (same && isProtected(same)) return [problem(argument, at, same.at), ...within];
    const isOfRoot = ROOTS.includes(each.typeName) && TEXTS.includes(type) && !same;
    return isOfRoot ? [problem(argument, at, undefined)] : within;
  }

  /** The type of what is returned, through a list's Connection and Edge. */
  #found(type: string): string {
    const fields = this.#fields.get(type);
    const inner = (/Connection$/.test(type) && fields?.get('edges')) || (/Edge$/.test(type) && fields?.get('node'));
    return inner ? this.#found(namedType(inner.field.type)) : type;
  }

  /** What is named like a field that gives records filters by the fields of these. */
  #below(name: string, found: string): string {
    const field = namedLike(name, this.#fields.get(found));
    const type = field && namedType(field.field.type);
    return type !== undefined && this.#fields.has(type) ? type : found;
  }

  /** @param above what was looked at on the way here: inputs may hold each other. */
  #within(at: string, type: string, found: string, above: ReadonlySet<string>): readonly CheckProblem[] {
    const here = `${type} over ${found}`;
    if (above.has(here)) return [];
    return [...this.#sortValues(at, type, found), ...this.#inputFields(at, type, found, new Set([...above, here]))];
  }

  #sortValues(at: string, type: string, found: string): readonly CheckProblem[] {
    return [...(this.#enums.get(type)?.values() ?? [])].flatMap((value) => {
      const read = this.#fields.get(found)?.get(fieldNameOf(value.name.value));
      if (!read || !isProtected(read) || says(value)) return [];
      return [within(value, `${at} takes ${value.name.value}, which`, read.at)];
    });
  }

  #inputFields(at: string, type: string, found: string, above: ReadonlySet<string>): readonly CheckProblem[] {
    return [...(this.#inputs.get(type)?.values() ?? [])].flatMap((field) => {
      const name = field.name.value;
      const read = namedLike(name, this.#fields.get(found));
      const isSilent = read !== undefined && isProtected(read) && !says(field);
      return [
        ...(isSilent ? [within(field, `${at} takes ${type}.${name}, which`, read.at)] : []),
        ...this.#within(at, namedType(field.type), this.#below(name, found), above),
      ];
    });
  }
}

type InputNode = InputObjectTypeDefinitionNode | InputObjectTypeExtensionNode;
type EnumNode = EnumTypeDefinitionNode | EnumTypeExtensionNode;

function isInput(node: DefinitionNode): node is InputNode {
  return node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION || node.kind === Kind.INPUT_OBJECT_TYPE_EXTENSION;
}

function isEnum(node: DefinitionNode): node is EnumNode {
  return node.kind === Kind.ENUM_TYPE_DEFINITION || node.kind === Kind.ENUM_TYPE_EXTENSION;
}

/** Of a type that several agencies have: what one of them says of a part of it holds for all. */
function gather<Part extends InputValueDefinitionNode | EnumValueDefinitionNode>(
  types: Map<string, Map<string, Part>>,
  name: string,
  parts: readonly Part[],
): void {
  const known = types.get(name) ?? new Map<string, Part>();
  for (const part of parts) {
    const before = known.get(part.name.value);
    if (!before || says(part)) known.set(part.name.value, part);
  }
  types.set(name, known);
}

const WHY = 'Whoever may not use the field could find out its value by asking until something is found.';
const MEND = 'how: MATCH), or how: COMPARE where it orders, compares or searches.';

function problem(node: InputValueDefinitionNode, at: string, read: string | undefined): CheckProblem {
  return {
    rule: 'argument-without-reads',
    severity: 'error',
    ...placeOf(node),
    what: read
      ? `${at} has the name of the protected field ${read} and does not say what it reads.`
      : `${at} finds records by a text and does not say which field it reads.`,
    why: WHY,
    mend: `Add @reads(field: "${read ?? 'Type.field'}", ${MEND}`,
  };
}

function within(node: Parameters<typeof placeOf>[0], what: string, read: string): CheckProblem {
  return {
    rule: 'argument-without-reads',
    severity: 'error',
    ...placeOf(node),
    what: `${what} has the name of the protected field ${read} and does not say what it reads.`,
    why: WHY,
    mend: `Add @reads(field: "${read}", ${MEND}`,
  };
}

/** What names of filters are made of beside the field's: ownerPrefix, owner_not_in, ageAbove. */
const JOINED = [
  ...['eq', 'ne', 'neq', 'in', 'nin', 'not', 'lt', 'lte', 'gt', 'gte', 'like', 'ilike', 'contains', 'startsWith'],
  ...['starts_with', 'endsWith', 'ends_with', 'prefix', 'suffix', 'matches', 'above', 'below', 'from', 'to', 'until'],
  ...['since', 'before', 'after', 'min', 'max', 'between', 'any', 'all', 'none', 'some'],
];
const LAST = new RegExp(`(_(${JOINED.join('|')})|${JOINED.map(capital).join('|')})$`);
const FIRST = /^(min|max|not|by|from|to|any)_?(?=[A-Z])/;

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** The field of a name, or of what is left of it without what it is joined with. */
function namedLike(name: string, fields: Fields | undefined): SdlField | undefined {
  const bare = name.replace(FIRST, '');
  const names = [name, bare.charAt(0).toLowerCase() + bare.slice(1)];
  for (let [at, last] = [0, names[1] ?? name]; at < MOST_JOINED && LAST.test(last); at += 1) {
    last = last.replace(LAST, '');
    names.push(last);
  }
  const one = names.filter((each) => /[^s]s$/.test(each)).map((each) => each.slice(0, -1));
  const field = [...names, ...one].find((each) => fields?.has(each));
  return field === undefined ? undefined : fields?.get(field);
}

const MOST_JOINED = 3;

function says(node: { readonly directives?: readonly ConstDirectiveNode[] | undefined }): boolean {
  return directiveOf(node, 'reads') !== undefined;
}

function fieldNameOf(value: string): string {
  const bare = value.replace(/^BY_/, '').replace(/_(ASC|DESC|ASCENDING|DESCENDING)(_NULLS_(FIRST|LAST))?$/i, '');
  if (!/^[A-Z0-9_]+$/.test(bare)) return bare;
  return bare.toLowerCase().replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
