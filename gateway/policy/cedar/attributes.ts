import type { PolicyContext, PolicyPrincipal, RecordAttributes, RecordValue } from '../request.ts';
import type { AttributeOf, EntityUid } from './ast.ts';
import type { Evaluate } from './compile.ts';
import { ERROR, UNKNOWN, type Value } from './value.ts';

type Reader = (principal: PolicyPrincipal, context: PolicyContext) => string | boolean | undefined;

/** What a policy may read other than of the record. */
const READERS: Readonly<Record<string, Reader>> = {
  'principal.agency': (principal) => principal.agency,
  'principal.country': (principal) => principal.country,
  'principal.clearance': (principal) => principal.clearance,
  'principal.post': (principal) => principal.post,
  'context.purpose': (_, context) => context.purpose,
  'context.hasCase': (_, context) => context.hasCase,
  'context.agreement': (_, context) => context.agreement,
  'context.agreementLevel': (_, context) => context.agreementLevel,
  'context.to': (_, context) => context.to,
  // Only ever asked whether it is there, and it always is, fetched or not.
  'context.record': () => true,
};

/** Reads an attribute. One that is missing is an error, and so is one of another type than the schema declares. */
export function attribute(of: AttributeOf, name: string, record: RecordAttributes): Evaluate {
  if (of === 'record') return recordAttribute(name, record);
  const read = READERS[`${of}.${name}`];
  if (read === undefined) return () => ERROR;
  return (principal, context) => read(principal, context) ?? ERROR;
}

/** Whether an attribute is there. */
export function has(of: AttributeOf, name: string): Evaluate {
  if (of === 'record') {
    return (_, { record }) => (record === 'unknown' ? UNKNOWN : own(record, name) !== undefined);
  }
  const read = READERS[`${of}.${name}`];
  if (read === undefined) return () => false;
  return (principal, context) => read(principal, context) !== undefined;
}

/** `principal in`: its roles are those it holds and all they stand for. */
export function principalIn(entities: readonly EntityUid[]): Evaluate {
  const [only, ...more] = entities.map(principalInOne);
  if (only === undefined) return () => false;
  if (more.length === 0) return only;
  const all = [only, ...more];
  return (principal, context) => all.some((one) => one(principal, context) === true);
}

function principalInOne({ type, id }: EntityUid): Evaluate {
  switch (type) {
    case 'Role':
      return (principal) => principal.roles.has(id);
    case 'Agency':
      return (principal) => principal.agency === id;
    case 'Country':
      return (principal) => principal.country === id;
    default:
      return () => false;
  }
}

function recordAttribute(name: string, attributes: RecordAttributes): Evaluate {
  const type = attributes.get(name);
  if (type === undefined) return (_, { record }) => (record === 'unknown' ? UNKNOWN : ERROR);
  const conforms = CONFORMS[type];
  return (_, { record }) => {
    if (record === 'unknown') return UNKNOWN;
    const value = own(record, name);
    return value !== undefined && conforms(value) ? (value as Value) : ERROR;
  };
}

/** An agency's answer is not to be trusted to have the types that its policies were validated for. */
const CONFORMS = {
  String: (value: RecordValue) => typeof value === 'string',
  Long: (value: RecordValue) => Number.isSafeInteger(value),
  Bool: (value: RecordValue) => typeof value === 'boolean',
  StringSet: (value: RecordValue) => Array.isArray(value) && value.every((element) => typeof element === 'string'),
};

function own(record: Readonly<Record<string, RecordValue>>, name: string): RecordValue {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
