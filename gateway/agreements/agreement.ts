import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';

/** A system that asks under an agreement. */
export interface AgreementClient {
  /** `sub` of its tokens. */
  readonly client: string;
  /** `iss` of its tokens; undefined: any issuer that may speak for partners of the country. */
  readonly issuer: string | undefined;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly keys:
    | { readonly kind: 'jwks'; readonly url: string }
    | { readonly kind: 'thumbprints'; readonly thumbprints: ReadonlySet<string> };
}

/** What a client may be answered within a period, for one purpose. */
export interface Quota {
  readonly purpose: string;
  readonly periodMs: number;
  readonly dataSubjects: number;
  readonly lookups: number;
}

/** What travels with every answer (LED art. 9(3), P28, P32). */
export interface Conditions {
  readonly agreement: string;
  /** H0 to H3, Europol's handling codes. */
  readonly handlingCode: string;
  readonly purpose: string | undefined;
  /** ISO 8601: how long the recipient may keep it. */
  readonly retention: string;
  readonly onwardTransfer: 'NO' | 'WITH_CONSENT';
  readonly evidentiaryUse: 'NO' | 'WITH_CONSENT' | 'YES';
}

/** A data-sharing agreement (schema/agreement.schema.json), as far as the hub acts by it. */
export interface Agreement {
  readonly id: string;
  readonly title: string;
  readonly kind: 'BILATERAL' | 'REGIONAL';
  readonly level: 'NATIONAL' | 'REGIONAL' | 'GLOBAL';
  /** Entry of schema/bases. */
  readonly basis: string;
  readonly clients: readonly AgreementClient[];
  readonly purposes: ReadonlySet<string>;
  /** Type → fields it covers. */
  readonly fields: ReadonlyMap<string, ReadonlySet<string>>;
  /** `Type.field` → arguments that may be used. */
  readonly queryKeys: ReadonlyMap<string, ReadonlySet<string>>;
  /** Ids of the owners' rules that say which records. */
  readonly rowPolicies: readonly string[];
  readonly conditions: Omit<Conditions, 'purpose'>;
  readonly quotas: readonly Quota[];
  readonly requestsPerMinute: number;
  readonly mostCost: number;
  /** Milliseconds since the epoch; `end` exclusive. */
  readonly start: number;
  readonly review: number;
  readonly end: number;
  readonly isSuspended: boolean;
}

/** A file as it is written, once it follows its schema. */
interface AgreementFile extends Omit<Conditions, 'agreement' | 'purpose' | 'retention'> {
  readonly id: string;
  readonly title: string;
  readonly kind: Agreement['kind'];
  readonly level: Agreement['level'];
  readonly basis: string;
  readonly parties: ReadonlyArray<{ readonly country: string }>;
  readonly clients: ReadonlyArray<{
    readonly client: string;
    readonly issuer?: string;
    readonly country: string;
    readonly keys: { readonly jwksUri: string } | { readonly thumbprints: readonly string[] };
  }>;
  readonly purposes: readonly string[];
  readonly fields: Readonly<Record<string, readonly string[]>>;
  readonly queryKeys: Readonly<Record<string, readonly string[]>>;
  readonly rowScope: { readonly policies: readonly string[] };
  readonly retentionAtRecipient: string;
  readonly quotas: ReadonlyArray<{
    readonly purpose: string;
    readonly period: keyof typeof PERIODS_MS;
    readonly dataSubjects: number;
    readonly lookups: number;
  }>;
  readonly requestsPerMinute: number;
  readonly mostCost: number;
  readonly start: string;
  readonly review: string;
  readonly end: string;
  readonly suspended: boolean;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const PERIODS_MS = { PT1H: HOUR_MS, P1D: DAY_MS, P7D: 7 * DAY_MS, P30D: 30 * DAY_MS } as const;

/** The schema editors are given as well. */
export const AGREEMENT_SCHEMA = fileURLToPath(new URL('../../schema/agreement.schema.json', import.meta.url));

let validate: ValidateFunction<AgreementFile> | undefined;

/**
 * Reads one file of schema/agreements/.
 *
 * @throws Error that says in words what is missing or wrong, without a value: an agreement loads whole or not at all (P39).
 */
export function agreementOf(json: unknown): Agreement {
  validate ??= new Ajv({ allErrors: true, allowUnionTypes: true }).compile<AgreementFile>(
    JSON.parse(readFileSync(AGREEMENT_SCHEMA, 'utf8')),
  );
  if (!validate(json)) throw new Error((validate.errors ?? []).slice(0, MOST_TOLD).map(inWords).join('; '));
  const [start, review, end] = [momentOf(json.start), momentOf(json.review), endOf(json.end)];
  if (!(start < end)) throw new Error('"end" must lie after "start"');
  if (!(start <= review && review < end)) throw new Error('"review" must lie between "start" and "end"');
  const countries = new Set(json.parties.map(({ country }) => country));
  const outsider = json.clients.find(({ country }) => !countries.has(country));
  if (outsider) throw new Error('"clients": each must be of a country that is a party');
  if (json.kind === 'BILATERAL' && countries.size !== 2) throw new Error('"parties": a bilateral agreement has two');
  checkQuotas(json);
  return {
    ...{ id: json.id, title: json.title, kind: json.kind, level: json.level, basis: json.basis },
    clients: json.clients.map(clientOf),
    purposes: new Set(json.purposes),
    fields: setsOf(json.fields),
    queryKeys: setsOf(json.queryKeys),
    rowPolicies: json.rowScope.policies,
    conditions: {
      agreement: json.id,
      handlingCode: json.handlingCode,
      retention: json.retentionAtRecipient,
      onwardTransfer: json.onwardTransfer,
      evidentiaryUse: json.evidentiaryUse,
    },
    quotas: json.quotas.map(({ period, ...quota }) => ({ ...quota, periodMs: PERIODS_MS[period] })),
    requestsPerMinute: json.requestsPerMinute,
    mostCost: json.mostCost,
    ...{ start, review, end, isSuspended: json.suspended },
  };
}

const MOST_TOLD = 5;

/** Without the value, which may be anything. */
function inWords({ instancePath, keyword, params, message = 'is wrong' }: ErrorObject): string {
  const place = instancePath.slice(1).replaceAll('/', '.') || 'the agreement';
  if (keyword === 'required') return `${place}: "${String(params['missingProperty'])}" is missing`;
  if (keyword === 'additionalProperties') return `${place}: holds a member that an agreement has not`;
  return `${place}: ${message}`;
}

function checkQuotas({ quotas, purposes }: AgreementFile): void {
  const asked = new Set(purposes);
  const without = purposes.find((purpose) => !quotas.some((quota) => quota.purpose === purpose));
  if (without !== undefined) throw new Error(`"quotas": has none for ${without}`);
  if (quotas.some(({ purpose }) => !asked.has(purpose))) throw new Error('"quotas": names a purpose it is not for');
}

function clientOf({ client, issuer, country, keys }: AgreementFile['clients'][number]): AgreementClient {
  const enrolled: AgreementClient['keys'] =
    'jwksUri' in keys
      ? { kind: 'jwks', url: keys.jwksUri }
      : { kind: 'thumbprints', thumbprints: new Set(keys.thumbprints) };
  return { client, issuer, country, keys: enrolled };
}

function setsOf(lists: Readonly<Record<string, readonly string[]>>): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(Object.entries(lists).map(([name, members]) => [name, new Set(members)]));
}

/** A day of UTC begins at midnight. */
function momentOf(text: string): number {
  const time = Date.parse(text.includes('T') ? text : `${text}T00:00:00Z`);
  // The thirtieth of February is read as a day of March.
  const isDay = !Number.isNaN(time) && new Date(time).toISOString().startsWith(text.slice(0, 10));
  if (!isDay) throw new Error('its dates must be days or moments of the calendar');
  return time;
}

/** A day that is named as the last one is over when the next begins. */
function endOf(text: string): number {
  return momentOf(text) + (text.includes('T') ? 0 : DAY_MS);
}
