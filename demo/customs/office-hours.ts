import type pg from 'pg';

/** Hours on one weekday at a post, its local time. */
export interface OfficeHoursRow {
  /** UN/LOCODE. */
  readonly post: string;
  /** 1 Monday to 7 Sunday (ISO 8601). */
  readonly weekday: number;
  /** `HH:MM`; `24:00` is the end of the day. */
  readonly opens: string;
  readonly closes: string;
}

/** Puts these hours in the place of those the system had for their posts. @throws the driver's error, nothing changed. */
export async function recordOfficeHours(database: pg.Pool, rows: readonly OfficeHoursRow[]): Promise<void> {
  const client = await database.connect();
  try {
    await client.query('begin');
    await client.query('delete from office_hours where post = any($1::text[])', [rows.map((row) => row.post)]);
    await client.query(
      `insert into office_hours (post, weekday, opens, closes)
       select * from unnest($1::text[], $2::integer[], $3::text[], $4::text[])`,
      [
        rows.map((row) => row.post),
        rows.map((row) => row.weekday),
        rows.map((row) => row.opens),
        rows.map((row) => row.closes),
      ],
    );
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}
