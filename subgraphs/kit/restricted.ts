import type { AttributeType } from '../../standards/grant/residual.ts';
import type { TypeResidual } from './claims.ts';
import { compileToFilter } from './residual/filter.ts';
import { type Column, compileToSql, type SqlCondition } from './residual/sql.ts';

/** Where an attribute of a record is kept. */
export interface KeptAttribute {
  readonly type: AttributeType;
  /** SQL of its column, where records are in a database; its text is written by the agency, never from a request. */
  readonly sql?: string | undefined;
}

/** Type of `@record(restricted: true)` → attribute → where it is kept. */
export type Restricted = Readonly<Record<string, Readonly<Record<string, KeptAttribute>>>>;

/** Which records of one request are there for its caller. Of a type that the grant does not restrict all are. */
export interface Restrictions {
  /** True where records of the type are restricted in this request. */
  isRestricted(type: string): boolean;
  /** True of a record that is there. It holds its attributes by their names. */
  isThere(type: string, record: object): boolean;
  /** The records that are there. */
  only<Row extends object>(type: string, records: readonly Row[]): Row[];
  /**
   * A condition for `where` that is true of the records that are there.
   *
   * @param firstParameter number of its first parameter.
   */
  sql(type: string, firstParameter: number): SqlCondition;
}

const EVERYTHING: SqlCondition = { text: 'true', values: [] };

/**
 * @param restricted undefined: the agency restricts nothing.
 * @throws ResidualError where a residual asks for an attribute that the agency does not keep, when it is first applied.
 */
export function restrictionsOf(restricted: Restricted | undefined, residuals: readonly TypeResidual[]): Restrictions {
  const filters = new Map<string, (record: object) => boolean>();
  const of = (type: string) => residuals.filter((each) => each.type === type);
  const filterOf = (type: string): ((record: object) => boolean) => {
    const known = filters.get(type);
    if (known) return known;
    const attributes = new Map(Object.entries(restricted?.[type] ?? {}));
    const tests = of(type).map(({ residual }) => compileToFilter(residual, attributes));
    const made = (record: object) => tests.every((test) => test(record));
    filters.set(type, made);
    return made;
  };
  return {
    isRestricted: (type) => of(type).length > 0,
    isThere: (type, record) => filterOf(type)(record),
    only: (type, records) => records.filter(filterOf(type)),
    sql(type, firstParameter) {
      const columns = columnsOf(restricted?.[type] ?? {});
      // Each by itself: what one asks whether it is there another may need to be there.
      return of(type).reduce<SqlCondition>((before, { residual }) => {
        const { text, values } = compileToSql(residual, columns, firstParameter + before.values.length);
        return { text: `${before.text} and ${text}`, values: [...before.values, ...values] };
      }, EVERYTHING);
    },
  };
}

function columnsOf(attributes: Restricted[string]): ReadonlyMap<string, Column> {
  return new Map(
    Object.entries(attributes).flatMap(([name, { type, sql }]) => (sql === undefined ? [] : [[name, { type, sql }]])),
  );
}
