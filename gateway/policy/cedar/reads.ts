import { type AttributeOf, expressionsOf, type Policy } from './ast.ts';

/** What policies read of a request: two requests alike in all of it are decided alike. */
export interface Reads {
  /** Roles, agencies and countries that the principal is asked to be in. */
  readonly roles: ReadonlySet<string>;
  readonly agencies: ReadonlySet<string>;
  readonly countries: ReadonlySet<string>;
  /** Attributes of the principal, and `kind` where its type is asked. */
  readonly principal: ReadonlySet<string>;
  /** Attributes of the context: `purpose`, `hasCase`, `agreement`, `to`, and `record` where one of its attributes is read. */
  readonly context: ReadonlySet<string>;
  /** Attributes of the record. */
  readonly record: ReadonlySet<string>;
}

/** What these policies read, scope and conditions. */
export function readsOf(policies: readonly Pick<Policy, 'conjuncts'>[]): Reads {
  const expressions = policies.flatMap(expressionsOf);
  const inType = (type: string): ReadonlySet<string> =>
    new Set(
      expressions
        .flatMap((part) => (part.kind === 'in' && part.variable === 'principal' ? part.entities : []))
        .filter((entity) => entity.type === type)
        .map((entity) => entity.id),
    );
  const attributes = (of: AttributeOf): readonly string[] =>
    expressions.flatMap((part) =>
      (part.kind === 'attribute' || part.kind === 'has') && part.of === of ? [part.name] : [],
    );
  const kind = expressions.some((part) => part.kind === 'is' && part.variable === 'principal');
  const record = new Set(attributes('record'));
  // `context has record` holds always, so it reads nothing.
  const context = attributes('context').filter((name) => name !== 'record');
  return {
    roles: inType('Role'),
    agencies: inType('Agency'),
    countries: inType('Country'),
    principal: new Set([...attributes('principal'), ...(kind ? ['kind'] : [])]),
    context: new Set([...context, ...(record.size > 0 ? ['record'] : [])]),
    record,
  };
}
