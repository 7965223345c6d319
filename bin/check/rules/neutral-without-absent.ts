import { type ConstValueNode, Kind, parseConstValue, type TypeNode } from 'graphql';
import type { SdlInput } from '../input.ts';
import { type CheckProblem, placeOf } from '../problem.ts';
import { labelText, namedType, type SdlField, type SdlPart } from '../sdl.ts';

type Values = ReadonlyMap<string, ReadonlySet<string>>;

/** What a NEUTRAL field reads when denied is a value it could have of a record that does not exist. */
export function neutralWithoutAbsent({ parts, fields }: SdlInput): readonly CheckProblem[] {
  const enums = enumsOf(parts);
  return fields.flatMap((each): readonly CheckProblem[] => {
    const text = each.label && !each.isExternal ? labelText(each.label) : undefined;
    if (!text || (text.denial !== 'NEUTRAL' && text.absent === undefined)) return [];
    const found = wrong(each, text, enums);
    if (!found) return [];
    return [{ rule: 'neutral-without-absent', severity: 'error', ...placeOf(each.field), why: WHY, ...found }];
  });
}

const WHY = 'Denied, it must read as it does where there is no record: a null of its own would tell that there is one.';

function wrong(
  { agency, at, field }: SdlField,
  { denial, absent }: { readonly denial: string; readonly absent: string | undefined },
  enums: Values,
): Pick<CheckProblem, 'what' | 'mend'> | undefined {
  const values = enums.get(namedType(field.type));
  const example = values ? ([...values].find((value) => value === 'NONE') ?? [...values][0]) : '0';
  if (denial !== 'NEUTRAL') {
    const what = `${agency}: ${at} says what it reads when absent, and is not NEUTRAL.`;
    return { what, mend: 'Write denial: NEUTRAL, or take absent off.' };
  }
  if (absent === undefined) {
    if (!needsAbsent(field.type, enums)) return undefined;
    const what = `${agency}: ${at} is NEUTRAL and does not say what it reads when denied.`;
    return { what, mend: `Add absent: "${example}", the value it has where there is no record.` };
  }
  if (isValueOf(field.type, literal(absent), enums)) return undefined;
  const what = `${agency}: ${at} reads ${absent} when absent, which is no value of its type.`;
  return { what, mend: `Write a GraphQL literal of the type, such as absent: "${example}".` };
}

/** Of a list or a text null says nothing; an enum, a number or what cannot be null has a value for "none". */
function needsAbsent(type: TypeNode, enums: Values): boolean {
  if (type.kind === Kind.NON_NULL_TYPE) return true;
  return type.kind === Kind.NAMED_TYPE && (enums.has(type.name.value) || ['Int', 'Float'].includes(type.name.value));
}

const SCALARS: Readonly<Record<string, readonly Kind[]>> = {
  Int: [Kind.INT],
  Float: [Kind.INT, Kind.FLOAT],
  Boolean: [Kind.BOOLEAN],
  String: [Kind.STRING],
  ID: [Kind.STRING, Kind.INT],
};

function isValueOf(type: TypeNode, value: ConstValueNode | undefined, enums: Values): boolean {
  if (!value) return false;
  if (type.kind === Kind.NON_NULL_TYPE) return value.kind !== Kind.NULL && isValueOf(type.type, value, enums);
  if (value.kind === Kind.NULL) return true;
  if (type.kind === Kind.LIST_TYPE) {
    return value.kind === Kind.LIST && value.values.every((each) => isValueOf(type.type, each, enums));
  }
  const name = type.name.value;
  const values = enums.get(name);
  if (values) return value.kind === Kind.ENUM && values.has(value.value);
  const kinds = Object.hasOwn(SCALARS, name) ? SCALARS[name] : [Kind.STRING, Kind.INT, Kind.FLOAT, Kind.BOOLEAN];
  return kinds?.includes(value.kind) ?? false;
}

function literal(text: string): ConstValueNode | undefined {
  try {
    return parseConstValue(text, { noLocation: true });
  } catch {
    return undefined;
  }
}

function enumsOf(parts: readonly SdlPart[]): Values {
  return new Map(
    parts.flatMap(({ document }) =>
      document.definitions.flatMap((each) =>
        each.kind === Kind.ENUM_TYPE_DEFINITION
          ? [[each.name.value, new Set(each.values?.map(({ name }) => name.value))] as const]
          : [],
      ),
    ),
  );
}
