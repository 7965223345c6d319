import {
  answersIn,
  batched,
  type DocumentKey,
  type HttpSource,
  type KitContext,
  keyedLoader,
  keyText,
  next,
  type Unread,
  type VehicleKey,
} from '../kit/index.ts';
import {
  type AlertEntry,
  alertsIn,
  type CaseCheck,
  caseCheckIn,
  type Hit,
  hitIn,
  type StolenLostDocumentEntry,
  stolenLostDocumentIn,
  stolenVehicleIn,
} from './answers.ts';

export type { DocumentKey, VehicleKey } from '../kit/index.ts';
export type { Hit, StolenLostDocumentEntry, StolenVehicleEntry } from './answers.ts';

/** What the gateway hands over of a movement. Null or absent: the owning agency did not answer. */
export interface MovementInputs {
  readonly id: string;
  readonly vehicles?: ReadonlyArray<Unread<VehicleKey>> | null;
  readonly crewDocuments?: ReadonlyArray<Unread<DocumentKey>> | null;
}

/** What is searched for a hit. */
export type SubjectKey = ({ readonly kind: 'document' } & DocumentKey) | ({ readonly kind: 'vehicle' } & VehicleKey);

/** How an entry of the register of stolen vehicles is found. */
export type StolenVehicleKey =
  | ({ readonly kind: 'vehicle' } & VehicleKey)
  | { readonly kind: 'vin'; readonly vin: string };

/** A case and the officer who names it. */
export interface CaseKey {
  readonly caseId: string;
  readonly agency: string;
  readonly officer: string;
}

export type Loaders = ReturnType<typeof policeLoaders>;
export type Context = KitContext<Loaders>;

/** Keys one call of the system may hold. */
const MAX_KEYS = 1_000;

/** One call per endpoint and tick, whatever the size of the page: up to the system's own limit of keys. */
export function policeLoaders(source: HttpSource) {
  return {
    hit: keyedLoader(
      batched(MAX_KEYS, (keys: readonly SubjectKey[]) => searchHits(source, keys)),
      subjectText,
    ),
    alerts: keyedLoader(
      batched(MAX_KEYS, (keys: readonly DocumentKey[]) => lookUpAlerts(source, keys)),
      documentText,
    ),
    stolenLostDocument: keyedLoader(
      batched(MAX_KEYS, (keys: readonly DocumentKey[]) => lookUpDocuments(source, keys)),
      documentText,
    ),
    stolenVehicle: keyedLoader(
      batched(MAX_KEYS, (keys: readonly StolenVehicleKey[]) => lookUpVehicles(source, keys)),
      vehicleText,
    ),
    caseCheck: keyedLoader(
      batched(MAX_KEYS, (keys: readonly CaseKey[]) => checkCases(source, keys)),
      ({ caseId, agency, officer }) => JSON.stringify([caseId, agency, officer]),
    ),
  };
}

async function searchHits(source: HttpSource, keys: readonly SubjectKey[]): Promise<Hit[]> {
  const documents = keys.flatMap((key) => (key.kind === 'document' ? [documentBody(key)] : []));
  const vehicles = keys.flatMap((key) => (key.kind === 'vehicle' ? [vehicleBody(key)] : []));
  const answer = await source.post('/search', { documents, vehicles });
  const found = {
    document: answersIn(answer, 'documents', documents.length, hitIn).values(),
    vehicle: answersIn(answer, 'vehicles', vehicles.length, hitIn).values(),
  };
  return keys.map(({ kind }) => next(found[kind]));
}

async function lookUpAlerts(
  source: HttpSource,
  keys: readonly DocumentKey[],
): Promise<ReadonlyArray<readonly AlertEntry[]>> {
  const answer = await source.post('/alerts/lookup', { documents: keys.map(documentBody) });
  return answersIn(answer, 'documents', keys.length, alertsIn);
}

async function lookUpDocuments(
  source: HttpSource,
  keys: readonly DocumentKey[],
): Promise<ReadonlyArray<StolenLostDocumentEntry | null>> {
  const answer = await source.post('/stolen-lost-documents/lookup', { documents: keys.map(documentBody) });
  return answersIn(answer, 'documents', keys.length, stolenLostDocumentIn);
}

async function lookUpVehicles(source: HttpSource, keys: readonly StolenVehicleKey[]) {
  const vehicles = keys.flatMap((key) => (key.kind === 'vehicle' ? [vehicleBody(key)] : []));
  const vins = keys.flatMap((key) => (key.kind === 'vin' ? [key.vin] : []));
  const answer = await source.post('/stolen-vehicles/lookup', { vehicles, vins });
  const found = {
    vehicle: answersIn(answer, 'vehicles', vehicles.length, stolenVehicleIn).values(),
    vin: answersIn(answer, 'vins', vins.length, stolenVehicleIn).values(),
  };
  return keys.map(({ kind }) => next(found[kind]));
}

async function checkCases(source: HttpSource, keys: readonly CaseKey[]): Promise<ReadonlyArray<CaseCheck | null>> {
  return answersIn(await source.post('/cases/check', { cases: keys }), 'cases', keys.length, caseCheckIn);
}

function documentBody({ documentNumber, issuingState, documentType }: DocumentKey): DocumentKey {
  return { documentNumber, issuingState, documentType };
}

function vehicleBody({ registrationNationalityCode, registrationId }: VehicleKey): VehicleKey {
  return { registrationNationalityCode, registrationId };
}

function documentText(key: DocumentKey): string {
  return keyText([key.documentType, key.issuingState, key.documentNumber]);
}

function subjectText(key: SubjectKey): string {
  if (key.kind === 'document') return `document:${documentText(key)}`;
  return `vehicle:${keyText([key.registrationNationalityCode, key.registrationId])}`;
}

function vehicleText(key: StolenVehicleKey): string {
  return key.kind === 'vin' ? `vin:${keyText([key.vin])}` : subjectText(key);
}
