import { hkdfSync } from 'node:crypto';
import { aessiv } from '@noble/ciphers/aes.js';
import type { GraphQLSchema } from 'graphql';
import { type DocumentNode, Kind, type OperationDefinitionNode, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Operated, Purposed, Variables } from '../exchange.ts';
import { type Coordinate, coordinate } from '../ids.ts';

/** The pseudonyms of one recipient; the same value of the same field always has the same one. */
export interface Pseudonyms {
  seal(value: string, at: Coordinate): string;
  /** @returns undefined of what is no pseudonym that this recipient was given for the field. */
  open(pseudonym: string, at: Coordinate): string | undefined;
}

/** Who is shown them, and under which agreement. */
export type PseudonymsOf = (recipient: Pick<Purposed, 'viewer' | 'agreement'>) => Pseudonyms | undefined;

/** AES-SIV with 256 bits (RFC 5297 §2.2): one half authenticates, the other encrypts. */
const KEY_BYTES = 64;
/** Says which key sealed it, for the day there are two. */
const GENERATION = 'p1.';
/** Recipients whose keys are kept ready. */
const KEPT = 1_000;
/** Longest pseudonym that is looked at, characters. */
const LONGEST = 1_024;

/**
 * Pseudonyms by AES-SIV (RFC 5297), deterministic, with a key for each recipient: an agency's officers, or a partner under one
 * agreement, can follow a person through answers, and two that lay theirs side by side cannot. Only the hub can turn one back.
 *
 * @param secret 32 bytes or more.
 */
export function pseudonymsFor(secret: Uint8Array): PseudonymsOf {
  const recipients = new LRUCache<string, Pseudonyms>({ max: KEPT });
  return ({ viewer, agreement }) => {
    if (!viewer) return undefined;
    const recipient = JSON.stringify([viewer.country, viewer.agency, ...(agreement ? [agreement.id] : [])]);
    const known = recipients.get(recipient);
    if (known) return known;
    const key = new Uint8Array(hkdfSync('sha512', secret, '', `hub pseudonym 1 ${recipient}`, KEY_BYTES));
    const made = pseudonymsBy(key);
    recipients.set(recipient, made);
    return made;
  };
}

function pseudonymsBy(key: Uint8Array): Pseudonyms {
  return {
    seal(value, at) {
      const sealed = aessiv(key, Buffer.from(at)).encrypt(Buffer.from(value));
      return GENERATION + Buffer.from(sealed).toString('base64url');
    },
    open(pseudonym, at) {
      if (!pseudonym.startsWith(GENERATION) || pseudonym.length > LONGEST) return undefined;
      try {
        const sealed = Buffer.from(pseudonym.slice(GENERATION.length), 'base64url');
        return Buffer.from(aessiv(key, Buffer.from(at)).decrypt(sealed)).toString();
      } catch {
        return undefined;
      }
    },
  };
}

/** `Type.field` and argument → the fields with pseudonyms that it finds by exact value. */
export type PseudonymReads = (at: Coordinate, argument: string) => readonly Coordinate[];

/** Variable → the fields whose pseudonyms may be given in it. */
type Fitting = ReadonlyMap<string, readonly Coordinate[]>;

const NONE: Fitting = new Map();
const fitting = new WeakMap<OperationDefinitionNode, Fitting>();

/**
 * Turns pseudonyms that the caller was shown back into what they stand for, where a variable finds by exact value the field
 * they are of. What is none, or another recipient's, stays as it is: it finds nothing, as an unknown value does.
 */
export function withPseudonymsOpened(
  { operation, variables, ...exchange }: Pick<Operated, 'operation' | 'variables' | 'viewer' | 'agreement'>,
  schema: GraphQLSchema,
  reads: PseudonymReads,
  pseudonymsOf: PseudonymsOf,
): Variables {
  const fields = fittingOf(operation, schema, reads);
  if (fields.size === 0) return variables;
  const pseudonyms = pseudonymsOf(exchange);
  if (!pseudonyms) return variables;
  const opened = (value: unknown, all: readonly Coordinate[]): unknown => {
    if (Array.isArray(value)) return value.map((each) => opened(each, all));
    if (typeof value !== 'string' || !value.startsWith(GENERATION)) return value;
    for (const at of all) {
      const found = pseudonyms.open(value, at);
      if (found !== undefined) return found;
    }
    return value;
  };
  const changed = [...fields].flatMap(([name, all]) => {
    return Object.hasOwn(variables, name) ? [[name, opened(variables[name], all)] as const] : [];
  });
  return { ...variables, ...Object.fromEntries(changed) };
}

function fittingOf(operation: OperationDefinitionNode, schema: GraphQLSchema, reads: PseudonymReads): Fitting {
  const known = fitting.get(operation);
  if (known) return known;
  const found = (operation.variableDefinitions?.length ?? 0) > 0 ? variablesOf(operation, schema, reads) : NONE;
  fitting.set(operation, found);
  return found;
}

function variablesOf(operation: OperationDefinitionNode, schema: GraphQLSchema, reads: PseudonymReads): Fitting {
  const found = new Map<string, readonly Coordinate[]>();
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation] };
  const info = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(info, {
      Argument(node) {
        const [parent, field] = [info.getParentType(), info.getFieldDef()];
        if (node.value.kind !== Kind.VARIABLE || !parent || !field) return;
        const name = node.value.name.value;
        const all = reads(coordinate(parent.name, field.name), node.name.value);
        if (all.length > 0) found.set(name, [...(found.get(name) ?? []), ...all]);
      },
    }),
  );
  return found;
}
