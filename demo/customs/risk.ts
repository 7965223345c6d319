import type pg from 'pg';

/** A result of customs' own risk engine; it works inside the system, no WCO message carries it. */
export interface RiskResultRow {
  /** `UGBUS:IN:3:UG-UAX123B:2026-11-23` */
  readonly movementId: string;
  readonly band: 'RED' | 'YELLOW' | 'GREEN' | 'BLUE';
  /** 0 to 100. */
  readonly score: number;
  /** Rule that decided. */
  readonly ruleId: string;
  /** ISO 8601 with offset. */
  readonly assessedAt: string;
}

/** Rows per statement. */
const BATCH = 2_000;

/** Records results; the same one again changes nothing. @throws the driver's error; whole batches are stored before. */
export async function recordRiskResults(database: pg.Pool, rows: Iterable<RiskResultRow>): Promise<void> {
  let batch: RiskResultRow[] = [];
  for (const row of rows) {
    batch.push(row);
    if (batch.length < BATCH) continue;
    await insert(database, batch);
    batch = [];
  }
  if (batch.length > 0) await insert(database, batch);
}

async function insert(database: pg.Pool, rows: readonly RiskResultRow[]): Promise<void> {
  await database.query(
    `insert into risk_result (movement_id, assessed_at, rule_id, band, score)
     select * from unnest($1::text[], $2::timestamptz[], $3::text[], $4::text[], $5::integer[])
     on conflict do nothing`,
    [
      rows.map((row) => row.movementId),
      rows.map((row) => row.assessedAt),
      rows.map((row) => row.ruleId),
      rows.map((row) => row.band),
      rows.map((row) => row.score),
    ],
  );
}
