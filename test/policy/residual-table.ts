import pg from 'pg';
import type { Random } from '../../gateway/policy/cedar/random.ts';
import type { RecordFields } from '../../gateway/policy/records.ts';
import type { RecordAttributes } from '../../gateway/policy/request.ts';
import type { Residual } from '../../standards/grant/residual.ts';
import { type Column, compileToSql } from '../../subgraphs/kit/index.ts';
import { freshDatabase } from '../support/database.ts';
import { randomRecord } from './residual-worlds.ts';

const SQL = { String: 'text', Long: 'bigint', Bool: 'boolean', StringSet: 'text[]' } as const;

/** Records as a database keeps them: of their types or null, sets with members that are null, numbers beyond Int. */
function kept(record: RecordFields, attributes: RecordAttributes): RecordFields {
  const isKept = {
    String: (value: unknown) => typeof value === 'string',
    Long: (value: unknown) => Number.isSafeInteger(value),
    Bool: (value: unknown) => typeof value === 'boolean',
    StringSet: (value: unknown) =>
      Array.isArray(value) && value.every((each) => each === null || typeof each === 'string'),
  };
  return Object.fromEntries(
    [...attributes].map(([name, type]) => [name, isKept[type](record[name]) ? record[name] : null]),
  );
}

export async function tableOf(attributes: RecordAttributes, random: Random, count: number) {
  const records = Array.from({ length: count }, () => kept(randomRecord(random, attributes), attributes));
  const database = await freshDatabase();
  const pool = new pg.Pool({ connectionString: database.url, max: 1 });
  pool.on('error', () => {});
  const columns = [...attributes].map(([name, type]) => `${name} ${SQL[type]}`).join(', ');
  await pool.query(`create table record (id integer primary key, ${columns})`);
  await pool.query(`insert into record select * from jsonb_to_recordset($1) as given(id integer, ${columns})`, [
    JSON.stringify(records.map((record, id) => ({ ...record, id }))),
  ]);
  return {
    records,
    async passing(residual: Residual, where: ReadonlyMap<string, Column>): Promise<readonly number[]> {
      const { text, values } = compileToSql(residual, where);
      const { rows } = await pool.query<{ id: number }>(`select id from record where ${text} order by id`, [...values]);
      return rows.map(({ id }) => id);
    },
    async [Symbol.asyncDispose]() {
      await pool.end();
      await database[Symbol.asyncDispose]();
    },
  };
}
