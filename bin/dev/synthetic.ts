import { createHash } from 'node:crypto';
import {
  type GraphQLField,
  type GraphQLLeafType,
  type GraphQLObjectType,
  getNamedType,
  isEnumType,
  isLeafType,
} from 'graphql';

/** Where a made-up record comes from: the same seed gives the same record, so that what is asked twice is told the same. */
export type Seed = string & { readonly kind: 'seed' };

/** Hidden in a record: what is asked of it next is made of it. */
export const SEED = Symbol('seed');

export interface SyntheticRecord {
  readonly [SEED]: Seed;
  readonly __typename: string;
  readonly [field: string]: unknown;
}

export function seedOf(...parts: readonly unknown[]): Seed {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 24) as Seed;
}

/** A whole number below `bound`, the same for the same seed and name. */
export function chosen(seed: Seed, name: string, bound: number): number {
  return createHash('sha256').update(`${seed} ${name}`).digest().readUInt32BE(0) % bound;
}

/**
 * A record of the type with a value in every field that is one.
 *
 * @param known fields whose values are known, such as a key.
 */
export function syntheticRecord(
  type: GraphQLObjectType,
  seed: Seed,
  known: Readonly<Record<string, unknown>>,
): SyntheticRecord {
  const values = Object.values(type.getFields())
    .filter((field) => isLeafType(getNamedType(field.type)) && !Object.hasOwn(known, field.name))
    .map((field) => [field.name, syntheticValue(field, seed)]);
  return { ...Object.fromEntries(values), ...known, __typename: type.name, [SEED]: seed };
}

/** A value of the field's own type; lists hold two. */
export function syntheticValue(field: GraphQLField<unknown, unknown>, seed: Seed): unknown {
  const type = getNamedType(field.type) as GraphQLLeafType;
  const value = (at: number) => leaf(type, field.name, seed, at);
  return /\[/.test(String(field.type)) ? [value(0), value(1)] : value(0);
}

/** The day on which made-up things happen; they are spread over the days around it. */
const AROUND = Date.UTC(2026, 10, 23, 8);
const HOUR_MS = 3_600_000;

/** By the scalar's name: as the national graph writes them. */
const BY_SCALAR: Readonly<Record<string, (name: string, number: number) => unknown>> = {
  Boolean: (_, number) => number % 2 === 0,
  Int: (_, number) => number % 100,
  Float: (_, number) => (number % 10_000) / 100,
  Decimal: (_, number) => ((number % 1_000_000) / 100).toFixed(2),
  DateTime: (_, number) => new Date(AROUND + (number % 240) * HOUR_MS).toISOString(),
  Date: (_, number) => day(number),
  PartialDate: (_, number) => day(number),
  Duration: (_, number) => `PT${1 + (number % 48)}H`,
};

/** By the field's name, where a text of another form would look wrong. */
const BY_NAME: ReadonlyArray<readonly [name: RegExp, (number: number) => string]> = [
  [/countr(y|ies)|nationality|state$/i, (number) => ['UG', 'KE', 'RW', 'TZ'][number % 4] ?? 'UG'],
  [
    /name$/i,
    (number) => `${['Amina', 'Joseph', 'Grace', 'Peter'][number % 4]} ${['Otim', 'Kato', 'Wanjiru'][number % 3]}`,
  ],
  [/locode|post$/i, (number) => ['UGBUS', 'UGMAL', 'KEMBA'][number % 3] ?? 'UGBUS'],
];

function leaf(type: GraphQLLeafType, name: string, seed: Seed, at: number): unknown {
  const number = chosen(seed, `${name} ${at}`, 0xffff_ffff);
  if (isEnumType(type)) return type.getValues()[number % type.getValues().length]?.value;
  const made = BY_SCALAR[type.name];
  if (made) return made(name, number);
  const named = BY_NAME.find(([pattern]) => pattern.test(name));
  return named ? named[1](number) : `${name}-${number.toString(36).slice(0, 5)}`;
}

function day(number: number): string {
  return new Date(AROUND + ((number % 4_000) - 2_000) * 24 * HOUR_MS).toISOString().slice(0, 10);
}
