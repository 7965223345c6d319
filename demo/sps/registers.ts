import type pg from 'pg';

/** An outbreak of an animal or plant disease in the manner of WAHIS. Dates are ISO 8601, zones kilometres. */
export interface DiseaseEvent {
  readonly eventId: string;
  readonly outbreakId: string;
  readonly disease: string;
  readonly serotype: string | null;
  /** Scientific name. */
  readonly species: string;
  /** ISO 3166-1 alpha-2. */
  readonly countryCode: string;
  readonly adminArea: string | null;
  /** WGS 84, decimal degrees. */
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly cases: number | null;
  readonly deaths: number | null;
  readonly startDate: string | null;
  readonly confirmedDate: string;
  readonly resolvedDate: string | null;
  readonly protectionZoneKm: number;
  readonly surveillanceZoneKm: number;
}

/** An approved establishment. */
export interface Establishment {
  readonly approvalNumber: string;
  readonly name: string;
  readonly activity: string;
  readonly countryCode: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly status: string;
}

/** Opening on one weekday (1 Monday to 7 Sunday), local time of the post. */
export interface OfficeHours {
  readonly post: string;
  readonly weekday: number;
  readonly opens: string;
  readonly closes: string;
}

/** The agency's own registers, beside the messages it takes in. */
export interface Registers {
  readonly diseaseEvents: readonly DiseaseEvent[];
  readonly establishments: readonly Establishment[];
  readonly officeHours: readonly OfficeHours[];
}

/** Enters new and changed entries of the registers; the same ones again change nothing. */
export async function recordRegisters(database: pg.Pool, registers: Registers): Promise<void> {
  await upsert(database, 'disease_event', ['event_id', 'outbreak_id'], registers.diseaseEvents);
  await upsert(database, 'establishment', ['approval_number'], registers.establishments);
  await upsert(database, 'office_hours', ['post', 'weekday', 'opens'], registers.officeHours);
}

/** The names of table and columns are this file's own; the values travel as one JSON parameter. */
async function upsert(database: pg.Pool, table: string, key: readonly string[], entries: readonly object[]) {
  const [first] = entries;
  if (!first) return;
  const rows = entries.map((entry) =>
    Object.fromEntries(Object.entries(entry).map(([name, value]) => [snake(name), value])),
  );
  const columns = Object.keys(first).map(snake);
  const changes = columns.filter((column) => !key.includes(column)).map((column) => `${column} = excluded.${column}`);
  await database.query(
    `insert into ${table} (${columns.join(', ')})
     select ${columns.join(', ')} from json_populate_recordset(null::${table}, $1::json)
     on conflict (${key.join(', ')}) do update set ${changes.join(', ')}`,
    [JSON.stringify(rows)],
  );
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
