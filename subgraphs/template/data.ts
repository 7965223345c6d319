import {
  AgencyError,
  answersIn,
  batched,
  connectionOf,
  dateOrNull,
  fieldsOf,
  type HttpSource,
  InputError,
  integerOrNull,
  type KitContext,
  keyedLoader,
  listIn,
  oneOf,
  type PageArguments,
  pageOf,
  SourceError,
  text,
  textIn,
  textOrNull,
} from '../kit/index.ts';
import type * as graph from './generated/types.ts';

/** A permit as the register answers it; what the graph derives from it is left out. */
export type PermitRow = Omit<graph.Permit, '__typename' | 'isValidToday'>;

export type Loaders = ReturnType<typeof loadersOver>;
export type Context = KitContext<Loaders>;

/** Numbers that one call of the register takes. */
const MAX_NUMBERS = 1_000;

const STATES: ReadonlySet<graph.PermitState> = new Set(['APPLIED', 'GRANTED', 'REVOKED'] as const);

/** What one page of the register is asked for by. */
interface Asked {
  readonly holderCountryCode: string | undefined;
  readonly first: number;
  readonly after: readonly string[] | undefined;
}

/** Loaders of one request over the register of permits. */
export function loadersOver(source: HttpSource) {
  return {
    permit: keyedLoader(
      batched(MAX_NUMBERS, (numbers: readonly string[]) => permits(source, numbers)),
      (number) => number,
    ),
    permitPage: keyedLoader(
      (asked: readonly Asked[]) => Promise.all(asked.map((each) => permitPage(source, each))),
      (asked) => JSON.stringify(asked),
    ),
  };
}

/** The form in which numbers are kept. @throws InputError */
export function permitNumber(number: string): string {
  const normal = number.trim().toUpperCase();
  if (!/^[A-Z0-9-]{1,35}$/.test(normal)) throw new InputError('number must have 1 to 35 letters and digits.', 'number');
  return normal;
}

/** Permits by number, as a Relay connection. @throws InputError */
export async function permitsOf(
  { loaders, cursors }: Context,
  args: PageArguments & { holderCountryCode?: string | null },
) {
  const filter = { holderCountryCode: countryCode(args.holderCountryCode) };
  const page = pageOf(cursors({ field: 'Query.permits', filter }), args, 1);
  const { rows, totalCount } = await loaders.permitPage.load({ ...filter, first: page.first, after: page.after });
  return connectionOf(rows, page, ({ number }) => [number], totalCount);
}

/** True where the permit is granted and the date lies within its own. */
export function isValidOn(date: string, { state, validFrom, validUntil }: PermitRow): boolean {
  return state === 'GRANTED' && (validFrom ?? date) <= date && date <= (validUntil ?? date);
}

function countryCode(code: string | null | undefined): string | undefined {
  if (code == null) return undefined;
  if (/^[A-Z]{2}$/.test(code)) return code;
  throw new InputError('holderCountryCode must be a country code of two capital letters.', 'holderCountryCode');
}

async function permits(source: HttpSource, numbers: readonly string[]): Promise<Array<PermitRow | null>> {
  const answer = read(await source.post('/permits/query', { numbers }));
  return answersIn(answer, 'permits', numbers.length, (member) => (member === null ? null : permitIn(member)));
}

async function permitPage(source: HttpSource, { holderCountryCode, first, after }: Asked) {
  const query = new URLSearchParams({ limit: String(first + 1) });
  if (holderCountryCode !== undefined) query.set('country', holderCountryCode);
  if (after?.[0] !== undefined) query.set('after', after[0]);
  const answer = read(await source.get(`/permits?${query}`));
  const rows = answer['permits'];
  if (!Array.isArray(rows) || rows.length > first + 1) throw new SourceError('SOURCE_INVALID');
  return { rows: rows.map(permitIn), totalCount: integerOrNull(answer, 'total') };
}

/** The register says in each answer whether it can be relied on. */
function read(answer: unknown) {
  const fields = fieldsOf(answer);
  if (oneOf(fields, 'register', new Set(['OPEN', 'BEING_WRITTEN'])) === 'OPEN') return fields;
  throw new AgencyError<graph.PermitErrorCode>('PERMITS_BEING_WRITTEN');
}

function permitIn(member: unknown): PermitRow {
  const fields = fieldsOf(member);
  return {
    number: text(fields, 'permit_no'),
    state: oneOf(fields, 'state', STATES),
    holderName: textOrNull(fields, 'holder_name'),
    holderCountryCode: textOrNull(fields, 'holder_country'),
    validFrom: dateOrNull(fields, 'valid_from'),
    validUntil: dateOrNull(fields, 'valid_until'),
    headings: listIn(fields['hs_headings'], textIn),
  };
}
