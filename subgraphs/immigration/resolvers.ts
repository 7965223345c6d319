import { arrivalsWindowOf } from '../kit/index.ts';
import {
  apiRecordsOf,
  crossingsOf,
  documentOfZone,
  entryExitRecordsOf,
  flightOf,
  isValidToday,
  knownDocument,
  mayBeMinor,
  mayNameMinor,
  stayOf,
  today,
  vehicleKeyOf,
  zoneOf,
} from './data.ts';
import type { Resolvers } from './generated/types.ts';

export const resolvers = {
  Query: {
    travelDocument: (_, key, { loaders }) => knownDocument(loaders, key),
    machineReadableZone: (_, { lines }) => zoneOf(lines),
    apiRecords: (_, { flight, date, ...page }, context) => apiRecordsOf(context, flightOf({ flight, date }), page),
  },
  TravelDocument: {
    __resolveReference: (key, { loaders }) => knownDocument(loaders, key),
    isMinor: (document, _, { loaders }) => mayNameMinor(loaders, document),
    isExpired: ({ expiryDate }) => (expiryDate === null ? null : expiryDate < today()),
    traveller: ({ travellerId }, _, { loaders }) => (travellerId === null ? null : loaders.traveller.load(travellerId)),
    visas: (document, _, { loaders }) => (document.isKnown ? loaders.visas.load(document) : null),
    entryExitRecords: (document, args, context) =>
      document.isKnown ? entryExitRecordsOf(context, document, args) : null,
    stayDaysRemaining: (document, _, { loaders }) => stayOf(loaders, document),
  },
  Traveller: {
    __resolveReference: ({ id }, { loaders }) => (id == null ? null : loaders.traveller.load(id)),
    isMinor: ({ birthDate }) => mayBeMinor(birthDate, today()),
    travelDocuments: ({ id }, _, { loaders }) => loaders.documentsOf.load(id),
    asylumApplications: ({ id }, _, { loaders }) => loaders.asylumApplications.load(id),
  },
  MachineReadableZone: {
    documentType: ({ documentCode }) => documentCode.slice(0, 1) || null,
    travelDocument: (zone, _, { loaders }) => documentOfZone(loaders, zone),
  },
  ApiRecord: {
    isMinor: ({ birthDate }) => mayBeMinor(birthDate, today()),
    travelDocuments: async (record, _, { loaders }) =>
      Promise.all((await loaders.announcedDocuments.load(record)).map((key) => loaders.document.load(key))),
  },
  ApiRecordConnection: {
    totalCount: ({ of }, _, { loaders }) => loaders.apiRecordCount.load(of),
  },
  EntryExitRecord: {
    dateTime: ({ position }) => new Date(position).toISOString(),
  },
  EntryExitRecordConnection: {
    totalCount: ({ of }, _, { loaders }) => loaders.entryExitRecordCount.load(of),
  },
  Visa: {
    isValidToday: (visa) => isValidToday(visa),
  },
  Vehicle: {
    __resolveReference: (key) => vehicleKeyOf(key),
    crossings: (vehicle, args, context) => crossingsOf(context, vehicle, args),
  },
  Crossing: {
    dateTime: ({ position }) => new Date(position).toISOString(),
    isMinor: async (crossing, _, { loaders }) => mayNameMinor(loaders, await loaders.document.load(crossing)),
    travelDocument: (crossing, _, { loaders }) => loaders.document.load(crossing),
    vehicle: ({ registrationNationalityCode, registrationId }) =>
      registrationNationalityCode !== null && registrationId !== null
        ? { registrationNationalityCode, registrationId }
        : null,
  },
  CrossingConnection: {
    totalCount: ({ of }, _, { loaders }) => loaders.crossingCount.load(of),
  },
  BorderMovement: {
    __resolveReference: ({ id }, { loaders }) => (id == null ? null : loaders.movement.load(id)),
    apiRecords: ({ id }, args, context) => apiRecordsOf(context, { kind: 'movement', id }, args),
  },
  Arrivals: {
    __resolveReference: ({ id }) => ({ id: id ?? '' }),
    immigrationArrivals: ({ id }, _, { loaders }) => loaders.arrivals.load(arrivalsWindowOf(id)),
    immigrationArrivalCount: ({ id }, _, { loaders }) => loaders.arrivalCount.load(arrivalsWindowOf(id)),
  },
  Post: {
    __resolveReference: ({ locode }) => ({ locode }),
    immigrationOfficeHours: ({ locode }, _, { loaders }) => loaders.officeHours.load(locode),
  },
} satisfies Resolvers;
