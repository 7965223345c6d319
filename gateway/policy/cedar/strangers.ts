import { CATEGORIES } from '../categories.ts';
import { ACTIONS, type RecordAttributes } from '../request.ts';
import { type EntityUid, type Expression, expressionsOf, type Policy } from './ast.ts';
import type { Surroundings } from './policy-set.ts';

/** A name in a policy that nothing bears, or that the policy cannot speak of. */
export interface Stranger {
  readonly what: string;
  readonly mend: string;
  /** As the policy writes it. */
  readonly token: string;
}

/** Names in a policy that do not exist: Cedar takes any id, and a misspelt forbid would forbid nothing. */
export function strangers(policy: Policy, surroundings: Surroundings): readonly Stranger[] {
  const expressions = expressionsOf(policy);
  const entities = expressions.flatMap((part) =>
    part.kind === 'in' ? part.entities.map((uid) => ({ uid, part })) : [],
  );
  return [
    ...entities.flatMap(({ uid, part }) => [
      ...unknown(uid, surroundings),
      ...foreign(uid, part, policy),
      ...undecided(uid, policy, surroundings.fields),
    ]),
    ...purposes(expressions, surroundings.purposes),
    ...undeclared(expressions, surroundings.recordAttributes),
  ];
}

function unknown(uid: EntityUid, surroundings: Surroundings): readonly Stranger[] {
  if (uid.type === 'Country' && !COUNTRY.test(uid.id)) {
    const token = `Country::"${uid.id}"`;
    return [{ what: `${token} is no country.`, mend: 'Write its two letters by ISO 3166-1.', token }];
  }
  const known = names(uid.type, surroundings);
  if (known === undefined || known.has(uid.id)) return [];
  const token = `${uid.type}::"${uid.id}"`;
  return [{ what: `${token} does not exist.`, mend: `Write one of ${list(known)}.`, token }];
}

function names(type: string, surroundings: Surroundings): ReadonlySet<string> | undefined {
  switch (type) {
    case 'Role':
      return rolesOf(surroundings);
    case 'Action':
      return new Set(ACTIONS);
    case 'Category':
      return new Set(CATEGORIES);
    case 'Agency':
      return surroundings.agencies;
    case 'Group':
      return surroundings.groups;
    default:
      return undefined;
  }
}

/** ISO 3166-1 alpha-2. */
const COUNTRY = /^[A-Z]{2}$/;

/** A forbid over a field that is written wrong would forbid nothing. */
function undecided({ type, id }: EntityUid, { agency }: Policy, fields: Surroundings['fields']): readonly Stranger[] {
  if (type !== 'Field' || !fields) return [];
  const own = fields.get(agency) ?? new Set<string>();
  if (own.has(id)) return [];
  const token = `Field::"${id}"`;
  const isOfOthers = [...fields.values()].some((each) => each.has(id));
  if (isOfOthers) {
    const what = `${token} is not decided by ${agency}: it has no such field of its own.`;
    return [{ what, mend: 'Leave it out, or move the policy to the agency that has it.', token }];
  }
  const siblings = [...own].filter((each) => each.startsWith(`${id.split('.')[0]}.`));
  const mend = siblings.length > 0 ? `Write one of ${list(new Set(siblings))}.` : 'Write "Type.field" of its own SDL.';
  return [{ what: `${token} does not exist.`, mend, token }];
}

/** An agency cannot release a neighbour's field, nor forbid it. */
function foreign(uid: EntityUid, part: Expression, policy: Policy): readonly Stranger[] {
  const resource = part.kind === 'in' && part.variable === 'resource';
  if (!resource || uid.type !== 'Agency' || uid.id === policy.agency) return [];
  const token = `Agency::"${uid.id}"`;
  const what = `resource in ${token} never holds: the policies of ${policy.agency} speak for its own fields alone.`;
  return [{ what, mend: 'Leave it out, or move the policy to that agency.', token }];
}

/** To Cedar `has` of an attribute that nothing declares is plainly false, and what it guards is never looked at. */
function undeclared(expressions: readonly Expression[], declared: RecordAttributes): readonly Stranger[] {
  const read = expressions.flatMap((part) =>
    (part.kind === 'attribute' || part.kind === 'has') && part.of === 'record' ? [part.name] : [],
  );
  return [...new Set(read)]
    .filter((name) => !declared.has(name))
    .map((name) => {
      const mend = `Write one of ${list(new Set(declared.keys()))}, or name it in @record of the type.`;
      return { what: `No record has the attribute ${name}.`, mend, token: name };
    });
}

/** Literals that the purpose is compared with. */
function purposes(expressions: readonly Expression[], known: ReadonlySet<string> | undefined): readonly Stranger[] {
  if (known === undefined) return [];
  return expressions.flatMap(comparedWithPurpose).flatMap((purpose) => {
    if (known.has(purpose)) return [];
    const what = `"${purpose}" is no purpose.`;
    return [{ what, mend: `Write one of ${list(known)}.`, token: JSON.stringify(purpose) }];
  });
}

function comparedWithPurpose(part: Expression): readonly string[] {
  if (part.kind !== '==' && part.kind !== 'contains') return [];
  const sides = [part.left, part.right];
  if (!sides.some((side) => side.kind === 'attribute' && side.of === 'context' && side.name === 'purpose')) return [];
  const values = sides.flatMap((side) => (side.kind === 'set' ? side.elements : [side]));
  return values.flatMap((side) => (side.kind === 'literal' && typeof side.value === 'string' ? [side.value] : []));
}

function rolesOf({ roles }: Surroundings): ReadonlySet<string> {
  return new Set([...roles].flatMap(([role, parents]) => [role, ...parents]));
}

function list(known: ReadonlySet<string>): string {
  return [...known].sort().join(', ');
}
