import {
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { isObject } from '../json.ts';
import type { Gate } from './gate.ts';
import { absentText } from './leaf.ts';
import type { EntityAsk, RequiredSelection, Rewrite } from './query-plan.ts';

/** What of a record is sent to an agency. */
export interface Projection {
  /**
   * Writes it as JSON text.
   *
   * @returns undefined where too little is known of the record to ask about it: no type, no value of a key, or a value
   *   missing that the schema promises. What may be null and is not known is sent as null.
   * @param typeName its type where it does not say so itself.
   */
  write(record: Readonly<Record<string, unknown>>, sending: Sending, typeName?: string): string | undefined;
  /** The keys of the record whose values decide it, beside its type; undefined where one of them is not a leaf. */
  leaves(record: Readonly<Record<string, unknown>>): readonly string[] | undefined;
}

/** Top-level fields of the keys by which an agency knows a type. */
export type KeyFields = (typeName: string) => ReadonlySet<string>;

/** Writes records for one call. */
export interface Sending {
  readonly gate: Gate | undefined;
  /** Set where a record within waits: what is written is not what is to be sent. */
  isWaiting: boolean;
}

/** Writes one value. Undefined: nothing can stand there; `LEFT_OUT`: a record that is not there. */
type Write = (value: unknown, sending: Sending) => string | undefined;

const LEFT_OUT = '';

interface Part {
  readonly from: string;
  /** Name of the field. */
  readonly field: string;
  /** What stands where its record denies it. */
  readonly absent: (literal: string | undefined) => string | undefined;
  readonly prefix: string;
  readonly write: Write;
  readonly isKey: boolean;
  /** `constant`: the same for every record of the type. */
  readonly kind: 'constant' | 'leaf' | 'composite';
}

/** How records of one type are sent. */
interface OfType {
  readonly write: Projection['write'];
  readonly leaves: readonly string[] | undefined;
}

const NOTHING: OfType = { write: () => undefined, leaves: [] };

/** @param schema types of the whole supergraph. */
export function projection(ask: EntityAsk, schema: GraphQLSchema, keys: KeyFields): Projection {
  const byType = new Map<string, OfType>();
  const ofType = (typeName: unknown): OfType => {
    if (typeof typeName !== 'string') return NOTHING;
    const known = byType.get(typeName);
    if (known) return known;
    const type = schema.getType(typeName);
    // Types there are, no more: what an agency invents is not kept.
    if (!type) return NOTHING;
    const made = recordOf(type, ask, schema, keysOfType(type, keys));
    byType.set(typeName, made);
    return made;
  };
  return {
    write: (record, sending, typeName) => ofType(record['__typename'] ?? typeName).write(record, sending),
    leaves: (record) => ofType(record['__typename']).leaves,
  };
}

function recordOf(type: GraphQLNamedType, ask: EntityAsk, schema: GraphQLSchema, keys: ReadonlySet<string>): OfType {
  const parts = partsOf(type, ask.requires, ask.inputRewrites, schema, keys);
  const isKeyed = keys.size > 0;
  if (parts.length === 0 || (isKeyed && !parts.some(({ isKey }) => isKey))) return NOTHING;
  const own = parts.filter(({ kind }) => kind !== 'constant');
  const leaves = own.every(({ kind }) => kind === 'leaf') ? own.map(({ from }) => from) : undefined;
  const write: OfType['write'] = (record, sending) => {
    let text = '';
    let isKnown = !isKeyed;
    for (const { from, field, absent, prefix, write, isKey } of parts) {
      const value = record[from];
      if (isKey && value != null) isKnown = true;
      const standing = (!isKey && sending.gate?.standingOfValue(record, type.name, field)) || 'OPEN';
      if (standing === 'WAITING') sending.isWaiting = true;
      const written = typeof standing === 'object' ? absent(standing.absent) : write(value, sending);
      if (written === undefined) return undefined;
      text += prefix + written;
    }
    return isKnown ? `{${text.slice(1)}}` : undefined;
  };
  return { write, leaves };
}

/** An agency may know a type by one of its interfaces alone (`@interfaceObject`). */
function keysOfType(type: GraphQLNamedType, keys: KeyFields): ReadonlySet<string> {
  const interfaces = isObjectType(type) || isInterfaceType(type) ? type.getInterfaces() : [];
  return new Set([type, ...interfaces].flatMap(({ name }) => [...keys(name)]));
}

/** The fields that a record of the type is sent with, fragments of other types left out. */
function partsOf(
  type: GraphQLNamedType,
  selections: readonly RequiredSelection[],
  rewrites: readonly Rewrite[],
  schema: GraphQLSchema,
  keys: ReadonlySet<string> = new Set(),
): Part[] {
  const parts = new Map<string, Part>();
  const visit = (each: RequiredSelection): void => {
    if (each.kind === 'fragment') {
      if (isOf(schema, type.name, each.type)) each.selections.forEach(visit);
      return;
    }
    const mine = rewrites.filter((rewrite) => applies(rewrite, type, each.as, schema));
    const change = mine.find(({ path }) => lengthOf(path) === 1)?.change;
    const as = change?.kind === 'rename' ? change.to : each.as;
    const constant = change?.kind === 'set' ? change.value : each.as === '__typename' ? type.name : undefined;
    const write =
      constant === undefined
        ? fieldWriter(
            type,
            as,
            each,
            mine.map(below).filter(({ path }) => path.length > 0),
            schema,
          )
        : () => JSON.stringify(constant);
    const kind = constant !== undefined ? 'constant' : each.selections ? 'composite' : 'leaf';
    const definition = isObjectType(type) || isInterfaceType(type) ? type.getFields()[as] : undefined;
    const absent = (literal: string | undefined) => definition && absentIn(definition.type, literal);
    parts.set(as, {
      from: each.from,
      field: as,
      absent,
      prefix: `,${JSON.stringify(as)}:`,
      write,
      isKey: keys.has(as),
      kind,
    });
  };
  selections.forEach(visit);
  // In one order whatever the planner's: equal records are to have equal texts.
  return [...parts.values()].sort((one, other) => (one.prefix < other.prefix ? -1 : 1));
}

function fieldWriter(
  type: GraphQLNamedType,
  name: string,
  { selections }: Extract<RequiredSelection, { kind: 'field' }>,
  rewrites: readonly Rewrite[],
  schema: GraphQLSchema,
): Write {
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
  if (!field) return () => undefined;
  const write = writer(field.type, selections ?? [], rewrites, schema);
  const absent = isNonNullType(field.type) ? undefined : 'null';
  return (value, sending) => {
    const text = write(value, sending);
    return text === LEFT_OUT ? absent : text;
  };
}

function writer(
  type: GraphQLOutputType,
  selections: readonly RequiredSelection[],
  rewrites: readonly Rewrite[],
  schema: GraphQLSchema,
): Write {
  if (isNonNullType(type)) {
    const present = presentWriter(type.ofType, selections, rewrites, schema);
    return (value, sending) => (value == null ? undefined : present(value, sending));
  }
  const present = presentWriter(type, selections, rewrites, schema);
  const { name } = getNamedType(type);
  const isRecord = isCompositeType(type);
  return (value, sending) => {
    if (value != null) return present(value, sending) ?? 'null';
    // It may be of a record that is not there.
    return isRecord && sending.gate?.isNeutral(name) ? LEFT_OUT : 'null';
  };
}

function presentWriter(
  type: GraphQLOutputType,
  selections: readonly RequiredSelection[],
  rewrites: readonly Rewrite[],
  schema: GraphQLSchema,
): Write {
  if (isListType(type)) {
    const item = writer(type.ofType, selections, rewrites, schema);
    return (value, sending) => {
      if (!Array.isArray(value)) return undefined;
      const items = value.map((each) => item(each, sending));
      return items.includes(undefined) ? undefined : `[${items.filter((each) => each !== LEFT_OUT).join()}]`;
    };
  }
  if (isLeafType(type)) {
    // A custom scalar may be any JSON; what the specification's own are is known, and an object is none of them.
    const isAny = !isSpecifiedScalarType(type) && 'parseValue' in type && !('getValues' in type);
    return (value) => (isAny || typeof value !== 'object' ? JSON.stringify(value) : undefined);
  }
  const byType = new Map<string, Part[]>();
  return (value, sending) => {
    if (!isObject(value)) return undefined;
    const given = value['__typename'];
    const name = isAbstractType(type) && typeof given === 'string' ? given : (type as GraphQLNamedType).name;
    const standing = sending.gate?.standingOf(value, name) ?? 'OPEN';
    if (standing === 'WAITING') sending.isWaiting = true;
    if (standing !== 'OPEN' || sending.gate?.isEdgeOfNone(value, name)) return LEFT_OUT;
    let parts = byType.get(name);
    if (!parts) {
      const actual = schema.getType(name);
      if (!actual) return undefined;
      parts = partsOf(actual, selections, rewrites, schema);
      byType.set(name, parts);
    }
    return objectText(parts, value, name, sending);
  };
}

/** As JSON text; undefined: nothing can stand there. */
function absentIn(type: GraphQLOutputType, literal: string | undefined): string | undefined {
  const text = absentText({ reduce: undefined, isNeutral: true, absent: literal }, type);
  return text ?? (isNonNullType(type) ? undefined : 'null');
}

function objectText(
  parts: readonly Part[],
  value: Readonly<Record<string, unknown>>,
  typeName: string,
  sending: Sending,
): string | undefined {
  let text = '';
  for (const { from, field, absent, prefix, write } of parts) {
    const standing = sending.gate?.standingOfValue(value, typeName, field) ?? 'OPEN';
    if (standing === 'WAITING') sending.isWaiting = true;
    const written = typeof standing === 'object' ? absent(standing.absent) : write(value[from], sending);
    if (written === undefined) return undefined;
    text += prefix + written;
  }
  return `{${text.slice(1)}}`;
}

/** True where every value of the type is one of the other as well. */
export function isOf(schema: GraphQLSchema, typeName: string, other: string): boolean {
  if (typeName === other) return true;
  const [type, wider] = [schema.getType(typeName), schema.getType(other)];
  return isAbstractType(wider) && (isObjectType(type) || isInterfaceType(type)) && schema.isSubType(wider, type);
}

/** The rewrite stands at this field or below it. */
function applies({ path }: Rewrite, type: GraphQLNamedType, key: string, schema: GraphQLSchema): boolean {
  const types = path.filter((step, index) => step.kind === 'types' && index < path.findIndex(isKeyStep));
  const fits = types.every((step) => step.kind === 'types' && step.names.some((name) => isOf(schema, type.name, name)));
  const first = path.find(isKeyStep);
  return fits && first?.kind === 'key' && first.name === key;
}

function below({ path, change }: Rewrite): Rewrite {
  return { path: path.slice(path.findIndex(isKeyStep) + 1), change };
}

function isKeyStep(step: Rewrite['path'][number]): boolean {
  return step.kind === 'key';
}

function lengthOf(path: Rewrite['path']): number {
  return path.filter(isKeyStep).length;
}
