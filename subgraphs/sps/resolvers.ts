import { connectionOf, MAX_LIST, pageOf } from '../kit/index.ts';
import { checkOf, type Found, isSpsDocument } from './checks.ts';
import type { Certificate, Context, DiseaseEvent, EntryDocument, Loaders } from './data.ts';
import type * as graph from './generated/types.ts';
import type { Resolvers } from './generated/types.ts';
import { holdsOn } from './holds.ts';
import { type DeclaredInputs, type ItemInputs, isKnowable, mrnsOf } from './inputs.ts';
import {
  calendarDate,
  certificateKey,
  countryCode,
  entryDocumentReference,
  isEntryDocumentReference,
  isReference,
  locode,
  reference,
  speciesName,
} from './keys.ts';
import { massOf } from './mass.ts';

export const resolvers = {
  Query: {
    spsCertificate: (_, key, { loaders }) => loaders.certificate.load(certificateKey(key)),
    healthEntryDocument: (_, args, { loaders }) => entryDocument(loaders, args.reference),
    diseaseEvents: (_, args, context) => diseaseEventPage(args, context),
    establishment: (_, args, { loaders }) =>
      loaders.establishment.load(reference(args.approvalNumber, 'approvalNumber')),
  },
  SpsCertificate: {
    __resolveReference: (key, { loaders }) => loaders.certificate.load(certificateKey(key)),
  },
  HealthEntryDocument: {
    __resolveReference: (key, { loaders }) => entryDocument(loaders, key.reference ?? ''),
    declarations: ({ mrns }) => mrns.map((mrn) => ({ mrn })),
    diseaseEvents: (document, _, { loaders }) => eventsFor(loaders, originsOf(document)),
  },
  DiseaseEvent: {
    __resolveReference: async ({ eventId, outbreakId }, { loaders }) => {
      const key = {
        kind: 'event',
        eventId: reference(eventId, 'eventId'),
        outbreakId: reference(outbreakId, 'outbreakId'),
      } as const;
      return (await loaders.diseaseEvents.load(key))[0] ?? null;
    },
  },
  Establishment: {
    __resolveReference: ({ approvalNumber }, { loaders }) =>
      loaders.establishment.load(reference(approvalNumber, 'approvalNumber')),
  },
  AdditionalDocument: {
    __resolveReference: (key) => key,
    spsCertificate: async ({ documentCode, id }, _, { loaders }) => {
      const found = await foundUnder(loaders, documentCode, id);
      return found?.kind === 'certificate' ? found.certificate : null;
    },
    healthEntryDocument: async ({ documentCode, id }, _, { loaders }) => {
      const found = await foundUnder(loaders, documentCode, id);
      return found?.kind === 'entryDocument' ? found.document : null;
    },
  },
  GovernmentAgencyGoodsItem: {
    __resolveReference: (item) => item,
    spsDocumentChecks: (item, _, { loaders }) => documentChecks(loaders, item),
    diseaseEvents: ({ origins }, _, { loaders }) => {
      if (!origins) return null;
      const countries = origins.flatMap(({ countryCode }) => (isCountry(countryCode) ? [countryCode] : []));
      return eventsFor(
        loaders,
        countries.map((countryCode) => ({ countryCode, species: null })),
      );
    },
  },
  Declaration: {
    __resolveReference: ({ mrn }) => (isKnowable(mrn) ? { mrn } : null),
    healthEntryDocuments: ({ mrn }, _, { loaders }) => loaders.entryDocuments.load({ kind: 'mrn', mrn }),
    spsClearanceChecks: async ({ mrn }, _, { loaders }) => (await loaders.clearanceRecord.load(mrn)).spsClearanceChecks,
    goodsMovements: async ({ mrn }, _, { loaders }) => (await loaders.clearanceRecord.load(mrn)).goodsMovements,
  },
  BorderMovement: {
    __resolveReference: (movement) => movement,
    spsHolds: (movement, _, { loaders }) => holds(loaders, movement),
    healthEntryDocuments: async (movement, _, { loaders }) => {
      const documents = (await documentsOf(loaders, movement))?.flatMap(([, found]) => found);
      return documents
        ? [...new Map(documents.map((each) => [each.reference, each])).values()].slice(0, MAX_LIST)
        : null;
    },
  },
  Clearance: {
    __resolveReference: (clearance) => clearance,
    spsHolds: (clearance, _, { loaders }) => holds(loaders, clearance),
  },
  Post: {
    __resolveReference: ({ locode: post }) => ({ locode: locode(post) }),
    spsOfficeHours: ({ locode: post }, _, { loaders }) => loaders.officeHours.load(post),
  },
} satisfies Resolvers;

async function entryDocument(loaders: Loaders, asked: string): Promise<EntryDocument | null> {
  const key = { kind: 'reference', reference: entryDocumentReference(asked) } as const;
  return (await loaders.entryDocuments.load(key))[0] ?? null;
}

/** What a citation means: an entry document where the reference is one, else a certificate by its number. */
async function foundUnder(
  loaders: Loaders,
  documentCode: string | null | undefined,
  id: string | null | undefined,
): Promise<Found> {
  if (documentCode == null || id == null || !isSpsDocument(documentCode) || !isReference(id)) return null;
  if (isEntryDocumentReference(id)) {
    const document = await entryDocument(loaders, id);
    return document && { kind: 'entryDocument', document };
  }
  const certificate: Certificate | null = await loaders.certificate.load({ issuingCountry: undefined, id: id.trim() });
  return certificate && { kind: 'certificate', certificate };
}

async function documentChecks(loaders: Loaders, item: ItemInputs): Promise<graph.SpsDocumentCheck[] | null> {
  if (!item.additionalDocuments) return null;
  const mass = massOf(item.commodity?.netNetWeightMeasure);
  const cited = item.additionalDocuments.flatMap(({ documentCode, id }) =>
    documentCode != null && id != null && isSpsDocument(documentCode) ? [{ documentCode, documentId: id }] : [],
  );
  const mrn = isKnowable(item.mrn) ? item.mrn : null;
  const { sequenceNumeric = null } = item;
  return Promise.all(
    cited.slice(0, MAX_LIST).map(async (document) => {
      if (!isReference(document.documentId)) return checkOf(document, null, 0n, mass);
      const [found, used] = await Promise.all([
        foundUnder(loaders, document.documentCode, document.documentId),
        loaders.used.load({ reference: document.documentId.trim(), mrn, sequenceNumeric }),
      ]);
      return checkOf(document, found, used, mass);
    }),
  );
}

/** Entry documents by MRN; null where the declarations are not known. */
async function documentsOf(
  loaders: Loaders,
  inputs: DeclaredInputs,
): Promise<ReadonlyArray<readonly [string, readonly EntryDocument[]]> | null> {
  const load = async (mrn: string) => [mrn, await loaders.entryDocuments.load({ kind: 'mrn', mrn })] as const;
  const mrns = mrnsOf(inputs);
  return mrns && Promise.all(mrns.map(load));
}

async function holds(loaders: Loaders, inputs: DeclaredInputs): Promise<graph.Hold[] | null> {
  const documents = await documentsOf(loaders, inputs);
  return documents?.flatMap(([mrn, found]) => holdsOn(mrn, found)).slice(0, MAX_LIST) ?? null;
}

interface Origin {
  readonly countryCode: string;
  /** Null: any species. */
  readonly species: string | null;
}

/** Country of origin with each species notified; where none is named, with any. */
function originsOf({ originCountryCode, commodities }: EntryDocument): readonly Origin[] {
  if (!isCountry(originCountryCode)) return [];
  const species = [...new Set((commodities ?? []).flatMap(({ speciesName: name }) => (isSpecies(name) ? [name] : [])))];
  if (species.length === 0) return [{ countryCode: originCountryCode, species: null }];
  return species.map((each) => ({ countryCode: originCountryCode, species: each }));
}

async function eventsFor(loaders: Loaders, origins: readonly Origin[]): Promise<DiseaseEvent[]> {
  const lists = await Promise.all(
    origins.map(({ countryCode: country, species }) =>
      loaders.diseaseEvents.load({ kind: 'origin', countryCode: country, species }),
    ),
  );
  const events = lists.flat().map((event) => [`${event.eventId} ${event.outbreakId}`, event] as const);
  return [...new Map(events).values()].slice(0, MAX_LIST);
}

/** Longer names than any species has would fail every other key of their call. */
function isSpecies(name: string | null | undefined): name is string {
  return name != null && name.length <= 200;
}

function isCountry(code: string | null | undefined): code is string {
  return code != null && /^[A-Z]{2}$/.test(code);
}

async function diseaseEventPage(args: graph.QueryDiseaseEventsArgs, { loaders, cursors }: Context) {
  const filter = {
    country: countryCode(args.country, 'country'),
    species: speciesName(args.species),
    since: calendarDate(args.since, 'since'),
  };
  const page = pageOf(cursors({ field: 'Query.diseaseEvents', filter }), args, 3);
  const { events, totalCount } = await loaders.diseaseEventPage.load({ ...page, ...filter });
  const position = (event: DiseaseEvent) => [
    event.confirmedDate ?? '0001-01-01',
    event.eventId ?? '',
    event.outbreakId ?? '',
  ];
  return connectionOf(events, page, position, totalCount);
}
