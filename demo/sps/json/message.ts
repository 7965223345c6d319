import { isMrn } from '../../../standards/identifiers/mrn.ts';
import { certificateNumber, comparedMrn, entryDocumentReference } from '../references.ts';
import { type SpsWarning, SpsWarnings } from '../warnings.ts';
import { customsDeclaration, declarationRecord, type WriteOff } from './declaration.ts';
import { goodsMovementRecords, goodsMovements } from './goods-movement.ts';
import { entryDocumentRecord } from './notification.ts';
import { notification } from './notification-shape.ts';
import { at, type Kept, readJson, textAt } from './read.ts';

/** What the system keeps of one thing a message speaks of. */
export interface Version {
  readonly kind: 'certificate' | 'entryDocument' | 'declaration' | 'goodsMovement';
  /** By which the versions of one thing are told from another's. */
  readonly key: string;
  /** By which it is found where the whole key is not known. */
  readonly lookup: string;
  /** Key of the certificate that this one replaces. */
  readonly replaces: string | undefined;
  /** ISO 8601; undefined: the time of receipt counts. */
  readonly versionInstant: string | undefined;
  /** As the service answers it: XML of a certificate, else JSON. */
  readonly document: string;
  readonly mrns: readonly string[];
  /** Entry documents that a declaration cites. */
  readonly entryDocuments: readonly string[];
  readonly writeOffs: readonly WriteOff[];
}

/** A message that was read. */
export interface Reading {
  readonly kind: 'read';
  readonly message: Version['kind'];
  readonly versions: readonly Version[];
  readonly warnings: readonly SpsWarning[];
}

type PutAside = { readonly kind: 'putAside'; readonly reason: 'NOT_JSON' | 'NOT_SPS' | 'NO_REFERENCE' };

const NONE = { replaces: undefined, mrns: [], entryDocuments: [], writeOffs: [] } as const;

/** Goods movements of one message. */
const MAX_MOVEMENTS = 1_000;

/** Reads a CHED notification, a customs declaration or goods movement references. */
export function readJsonMessage(bytes: Uint8Array): Reading | PutAside {
  const value = jsonOf(bytes);
  if (value === undefined) return { kind: 'putAside', reason: 'NOT_JSON' };
  const own = (name: string, of: unknown = value): unknown =>
    typeof of === 'object' && of !== null && Object.hasOwn(of, name)
      ? (of as Record<string, unknown>)[name]
      : undefined;
  if (Array.isArray(own('gmrs'))) return movementsOf(value);
  const resource = own('resource');
  if (own('resourceType') === 'ImportPreNotification' || own('importPreNotification', resource) !== undefined) {
    return entryDocumentOf(value);
  }
  const isDeclaration = own('resourceType') === 'CustomsDeclaration' || own('ClearanceRequest', resource) !== undefined;
  return isDeclaration ? declarationOf(value) : { kind: 'putAside', reason: 'NOT_SPS' };
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

function entryDocumentOf(value: unknown): Reading | PutAside {
  const warnings = new SpsWarnings();
  const message = readJson(value, notification, warnings);
  const content = at(message, 'resource', 'importPreNotification');
  const reference = textAt(content, 'referenceNumber')?.toUpperCase();
  if (content === undefined || reference === undefined || reference.length > 70) return unknown();
  const parts = entryDocumentReference(reference);
  if (!parts) warnings.add('REFERENCE_FORM', '/resource/importPreNotification/referenceNumber');
  const record = entryDocumentRecord(content, reference, warnings);
  const updated = record.updatedDateTime ?? textAt(message, 'resource', 'updated') ?? textAt(message, 'timestamp');
  const version = {
    ...NONE,
    kind: 'entryDocument',
    key: reference,
    lookup: parts?.lookup ?? certificateNumber(reference),
    versionInstant: instantOf(updated, warnings, '/resource/importPreNotification/updatedSource'),
    document: JSON.stringify(record),
    mrns: record.mrns,
  } as const;
  for (const [index, mrn] of record.mrns.entries())
    checkMrn(mrn, warnings, `/resource/importPreNotification/externalReferences/${index}`);
  return { kind: 'read', message: 'entryDocument', versions: [version], warnings: warnings.list };
}

function declarationOf(value: unknown): Reading | PutAside {
  const warnings = new SpsWarnings();
  const message = readJson(value, customsDeclaration, warnings);
  const resource = at(message, 'resource');
  const id = textAt(resource, 'Id');
  if (id === null || id.length > 70) return unknown();
  const mrn = comparedMrn(id);
  checkMrn(mrn, warnings, '/resource/Id');
  const record = declarationRecord(resource);
  const updated = textAt(resource, 'Updated') ?? textAt(resource, 'ClearanceRequest', 'messageSentAt');
  const version = {
    ...NONE,
    kind: 'declaration',
    key: mrn,
    lookup: mrn,
    versionInstant: instantOf(updated, warnings, '/resource/Updated'),
    document: JSON.stringify({ checks: record.checks }),
    mrns: [mrn],
    entryDocuments: record.entryDocuments,
    writeOffs: record.writeOffs,
  } as const;
  return { kind: 'read', message: 'declaration', versions: [version], warnings: warnings.list };
}

function movementsOf(value: unknown): Reading | PutAside {
  const warnings = new SpsWarnings();
  const message: Kept | undefined = readJson(value, goodsMovements, warnings);
  const records = message === undefined ? [] : goodsMovementRecords(message).slice(0, MAX_MOVEMENTS);
  if (records.length === 0) return unknown();
  const versions = records.map(({ gmrId, document, updatedDateTime, mrns }, index) => ({
    ...NONE,
    kind: 'goodsMovement' as const,
    key: gmrId,
    lookup: gmrId,
    versionInstant: instantOf(updatedDateTime, warnings, `/gmrs/${index}/updatedDateTime`),
    document: JSON.stringify(document),
    mrns,
  }));
  for (const [index, { mrns }] of records.entries()) {
    for (const mrn of mrns) checkMrn(mrn, warnings, `/gmrs/${index}/declarations`);
  }
  return { kind: 'read', message: 'goodsMovement', versions, warnings: warnings.list };
}

function instantOf(text: string | null, warnings: SpsWarnings, place: string): string | undefined {
  if (text === null) warnings.add('NO_VERSION_TIME', place);
  return text ?? undefined;
}

/** Warned of, never refused: real messages carry numbers that were edited by hand. */
function checkMrn(mrn: string, warnings: SpsWarnings, place: string): void {
  if (!isMrn(mrn)) warnings.add('MRN_CHECK_DIGIT', place);
}

function unknown(): PutAside {
  return { kind: 'putAside', reason: 'NO_REFERENCE' };
}
