import {
  answersIn,
  batched,
  fieldsOf,
  type HttpSource,
  integerOrNull,
  type KitContext,
  keyedLoader,
  listIn,
  next,
  SourceError,
  text,
} from '../kit/index.ts';
import {
  type ClearanceRecord,
  clearanceRecordIn,
  type DiseaseEvent,
  diseaseEventIn,
  diseaseEventOrNull,
  type EntryDocument,
  type Establishment,
  entryDocumentIn,
  entryDocumentOrNull,
  establishmentOrNull,
  officeHoursIn,
} from './answers.ts';
import { type Certificate, certificateIn } from './certificate.ts';
import type * as graph from './generated/types.ts';
import type { CertificateKey } from './keys.ts';
import { type Milligrams, massOf } from './mass.ts';
import { certificateQuery, certificatesIn } from './query.ts';

export type { DiseaseEvent, EntryDocument, Establishment } from './answers.ts';
export type { Certificate } from './certificate.ts';
export type { DeclarationKey, DeclaredInputs, ItemInputs } from './inputs.ts';

/** How entry documents are found: one by its reference, several by the declaration they are for. */
export type EntryDocumentKey =
  | { readonly kind: 'reference'; readonly reference: string }
  | { readonly kind: 'mrn'; readonly mrn: string };

/** A use of a certified mass: everything used up under the reference, this item left out. */
export interface UseKey {
  readonly reference: string;
  /** Null where customs has given no MRN yet: then nothing is left out. */
  readonly mrn: string | null;
  readonly sequenceNumeric: number | null;
}

/** How disease events are found. */
export type DiseaseEventKey =
  | { readonly kind: 'origin'; readonly countryCode: string; readonly species: string | null }
  | { readonly kind: 'event'; readonly eventId: string; readonly outbreakId: string };

/** A page of the disease events of a country, newest confirmation first. */
export interface DiseaseEventPage {
  readonly country: string;
  readonly species: string | undefined;
  readonly since: string | undefined;
  readonly first: number;
  /** Confirmation, event and outbreak of the last one seen. */
  readonly after: readonly string[] | undefined;
}

/** One event more than the page where there is a next one. */
export interface DiseaseEventRows {
  readonly events: readonly DiseaseEvent[];
  readonly totalCount: number;
}

export type Loaders = ReturnType<typeof spsLoaders>;
export type Context = KitContext<Loaders>;

/** Keys one call of the system may hold. */
const MAX_KEYS = 1_000;
/** Certificates are documents of several kilobytes: fewer fit an answer. */
const MAX_CERTIFICATES = 250;

/** One call per endpoint and tick, whatever the size of the page, up to the system's own limits; nothing twice a request. */
export function spsLoaders(source: HttpSource) {
  return {
    certificate: keyedLoader(
      batched(MAX_CERTIFICATES, (keys: readonly CertificateKey[]) => certificates(source, keys)),
      ({ issuingCountry, id }) => `${issuingCountry ?? ''}:${id}`,
    ),
    entryDocuments: keyedLoader(
      batched(MAX_KEYS, (keys: readonly EntryDocumentKey[]) => entryDocuments(source, keys)),
      (key) => (key.kind === 'mrn' ? `mrn:${key.mrn}` : `reference:${key.reference}`),
    ),
    used: keyedLoader(
      batched(MAX_KEYS, (keys: readonly UseKey[]) => uses(source, keys)),
      ({ reference, mrn, sequenceNumeric }) => JSON.stringify([reference, mrn, sequenceNumeric]),
    ),
    clearanceRecord: keyedLoader(
      batched(MAX_KEYS, (keys: readonly string[]) => clearanceRecords(source, keys)),
      (mrn) => mrn,
    ),
    diseaseEvents: keyedLoader(
      batched(MAX_KEYS, (keys: readonly DiseaseEventKey[]) => diseaseEvents(source, keys)),
      (key) => JSON.stringify(key),
    ),
    diseaseEventPage: keyedLoader(
      (pages: readonly DiseaseEventPage[]) => Promise.all(pages.map((page) => diseaseEventPage(source, page))),
      (page) => JSON.stringify(page),
    ),
    establishment: keyedLoader(
      batched(MAX_KEYS, (keys: readonly string[]) => establishments(source, keys)),
      (approvalNumber) => approvalNumber,
    ),
    officeHours: keyedLoader(
      batched(MAX_POSTS, (posts: readonly string[]) => officeHours(source, posts)),
      (post) => post,
    ),
  };
}

/** Posts of one call: they travel in its address. */
const MAX_POSTS = 100;

async function certificates(
  source: HttpSource,
  keys: readonly CertificateKey[],
): Promise<ReadonlyArray<Certificate | null | Error>> {
  const answer = await source.postXml('/certificates/query', certificateQuery(keys));
  // A document that cannot be read fails its own key alone.
  return certificatesIn(answer, keys.length).map((member) => {
    try {
      return certificateIn(member);
    } catch (error) {
      return error instanceof Error ? error : new Error('a certificate could not be read');
    }
  });
}

async function entryDocuments(
  source: HttpSource,
  keys: readonly EntryDocumentKey[],
): Promise<ReadonlyArray<readonly EntryDocument[]>> {
  const references = keys.flatMap((key) => (key.kind === 'reference' ? [key.reference] : []));
  const mrns = keys.flatMap((key) => (key.kind === 'mrn' ? [key.mrn] : []));
  const answer = await source.post('/health-entry-documents/query', { references, mrns });
  const byReference = answersIn(answer, 'references', references.length, entryDocumentOrNull).values();
  const byMrn = answersIn(answer, 'mrns', mrns.length, (list) => listIn(list, entryDocumentIn)).values();
  return keys.map(({ kind }) => {
    if (kind === 'mrn') return next(byMrn);
    const document = next(byReference);
    return document === null ? [] : [document];
  });
}

async function uses(source: HttpSource, keys: readonly UseKey[]): Promise<Milligrams[]> {
  const answer = await source.post('/write-offs/query', { uses: keys });
  return answersIn(answer, 'used', keys.length, (member) => {
    const mass = typeof member === 'string' ? massOf({ value: member }) : undefined;
    return mass ?? invalid();
  });
}

async function clearanceRecords(source: HttpSource, mrns: readonly string[]): Promise<ClearanceRecord[]> {
  const answer = await source.post('/declarations/query', { mrns });
  return answersIn(answer, 'declarations', mrns.length, clearanceRecordIn);
}

async function diseaseEvents(
  source: HttpSource,
  keys: readonly DiseaseEventKey[],
): Promise<ReadonlyArray<readonly DiseaseEvent[]>> {
  const origins = keys.flatMap((key) => {
    return key.kind === 'origin' ? [{ countryCode: key.countryCode, species: key.species }] : [];
  });
  const events = keys.flatMap((key) => {
    return key.kind === 'event' ? [{ eventId: key.eventId, outbreakId: key.outbreakId }] : [];
  });
  const answer = await source.post('/disease-events/query', { origins, events });
  const byOrigin = answersIn(answer, 'origins', origins.length, (list) => listIn(list, diseaseEventIn)).values();
  const byKey = answersIn(answer, 'events', events.length, diseaseEventOrNull).values();
  return keys.map(({ kind }) => {
    if (kind === 'origin') return next(byOrigin);
    const event = next(byKey);
    return event === null ? [] : [event];
  });
}

async function diseaseEventPage(source: HttpSource, page: DiseaseEventPage): Promise<DiseaseEventRows> {
  const query = new URLSearchParams({ country: page.country, limit: String(page.first + 1) });
  if (page.species !== undefined) query.set('species', page.species);
  if (page.since !== undefined) query.set('since', page.since);
  if (page.after !== undefined) query.set('after', page.after.join(' '));
  const answer = await source.get(`/disease-events?${query}`);
  const fields = fieldsOf(answer);
  const events = fields['events'];
  if (!Array.isArray(events) || events.length > page.first + 1) return invalid();
  return { events: events.map(diseaseEventIn), totalCount: integerOrNull(fields, 'totalCount') ?? invalid() };
}

async function establishments(
  source: HttpSource,
  approvalNumbers: readonly string[],
): Promise<ReadonlyArray<Establishment | null>> {
  const answer = await source.post('/establishments/query', { approvalNumbers });
  return answersIn(answer, 'establishments', approvalNumbers.length, establishmentOrNull);
}

async function officeHours(source: HttpSource, posts: readonly string[]): Promise<graph.OfficeHours[][]> {
  const answer = await source.get(
    `/office-hours?${new URLSearchParams(posts.map((post): [string, string] => ['post', post]))}`,
  );
  const known = new Map(
    listIn(fieldsOf(answer)['posts'], (member) => {
      const fields = fieldsOf(member);
      return [text(fields, 'post'), listIn(fields['officeHours'], officeHoursIn)] as const;
    }),
  );
  return posts.map((post) => known.get(post) ?? []);
}

function invalid(): never {
  throw new SourceError('SOURCE_INVALID');
}
