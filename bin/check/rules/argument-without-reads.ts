import {
  type ConstDirectiveNode,
  type EnumTypeDefinitionNode,
  type InputObjectTypeDefinitionNode,
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
 * asking. Of a field that returns the type T (through Connection and Edge), an argument is to say what it reads where
 *
 * - T has a protected field of the argument's name; the same for each field of an input object;
 * - a value of its enum is such a field's name, as BIRTH_DATE, BIRTH_DATE_ASC or birthDate;
 * - it is an ID or a text of a root field, and T has no PUBLIC field of its name.
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

class Arguments {
  readonly #fields = new Map<string, Map<string, SdlField>>();
  readonly #inputs = new Map<string, InputObjectTypeDefinitionNode>();
  readonly #enums = new Map<string, EnumTypeDefinitionNode>();

  constructor({ parts, fields }: SdlInput) {
    for (const each of fields) {
      if (each.isExternal) continue;
      const ofType = this.#fields.get(each.typeName) ?? new Map<string, SdlField>();
      this.#fields.set(each.typeName, ofType.set(each.field.name.value, each));
    }
    for (const each of parts.flatMap(({ document }) => document.definitions)) {
      if (each.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) this.#inputs.set(each.name.value, each);
      if (each.kind === Kind.ENUM_TYPE_DEFINITION) this.#enums.set(each.name.value, each);
    }
  }

  problems(each: SdlField, argument: InputValueDefinitionNode): readonly CheckProblem[] {
    if (PAGING.includes(argument.name.value) || says(argument)) return [];
    const found = this.#found(namedType(each.field.type));
    const name = argument.name.value;
    const at = `${each.agency}: ${each.at}(${name}:)`;
    const same = found?.get(name);
    const type = namedType(argument.type);
    if (same && isProtected(same)) return [problem(argument, at, same.at)];
    const isOfRoot = ROOTS.includes(each.typeName) && TEXTS.includes(type) && !same;
    if (isOfRoot) return [problem(argument, at, undefined)];
    return [...this.#sortValues(at, type, found), ...this.#inputFields(at, type, found, new Set())];
  }

  /** Fields of what is returned, through a list's Connection and Edge. */
  #found(type: string): ReadonlyMap<string, SdlField> | undefined {
    const fields = this.#fields.get(type);
    const inner = (/Connection$/.test(type) && fields?.get('edges')) || (/Edge$/.test(type) && fields?.get('node'));
    return inner ? this.#found(namedType(inner.field.type)) : fields;
  }

  #sortValues(at: string, type: string, found: ReadonlyMap<string, SdlField> | undefined): readonly CheckProblem[] {
    return (this.#enums.get(type)?.values ?? []).flatMap((value) => {
      const read = found?.get(fieldNameOf(value.name.value));
      if (!read || !isProtected(read) || says(value)) return [];
      return [within(value, `${at} takes ${value.name.value}, which`, read.at)];
    });
  }

  #inputFields(
    at: string,
    type: string,
    found: ReadonlyMap<string, SdlField> | undefined,
    above: ReadonlySet<string>,
  ): readonly CheckProblem[] {
    if (above.has(type)) return [];
    return (this.#inputs.get(type)?.fields ?? []).flatMap((field) => {
      const read = found?.get(field.name.value);
      if (says(field)) return [];
      if (read && isProtected(read)) return [within(field, `${at} takes ${type}.${field.name.value}, which`, read.at)];
      const inner = namedType(field.type);
      return [...this.#sortValues(at, inner, found), ...this.#inputFields(at, inner, found, new Set([...above, type]))];
    });
  }
}

const WHY = 'Whoever may not use the field could find out its value by asking until something is found.';

function problem(node: InputValueDefinitionNode, at: string, read: string | undefined): CheckProblem {
  return {
    rule: 'argument-without-reads',
    severity: 'error',
    ...placeOf(node),
    what: read
      ? `${at} has the name of the protected field ${read} and does not say what it reads.`
      : `${at} finds records by a text and does not say which field it reads.`,
    why: WHY,
    mend: `Add @reads(field: "${read ?? 'Type.field'}", how: MATCH), or how: COMPARE where it orders, compares or searches.`,
  };
}

/** The hub enforces `@reads` on arguments alone, and starts with no graph that has it elsewhere. */
function within(node: Parameters<typeof placeOf>[0], what: string, read: string): CheckProblem {
  return {
    rule: 'argument-without-reads',
    severity: 'error',
    ...placeOf(node),
    what: `${what} reads the protected field ${read}.`,
    why: WHY,
    mend: `Make it an argument of its own with @reads(field: "${read}"): the hub enforces it on arguments, not within input objects and enums.`,
  };
}

function says(node: { readonly directives?: readonly ConstDirectiveNode[] | undefined }): boolean {
  return directiveOf(node, 'reads') !== undefined;
}

function fieldNameOf(value: string): string {
  const bare = value.replace(/_(ASC|DESC|ASCENDING|DESCENDING)$/i, '');
  if (!/^[A-Z0-9_]+$/.test(bare)) return bare;
  return bare.toLowerCase().replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
