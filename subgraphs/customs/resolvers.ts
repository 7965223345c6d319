import {
  amountBand,
  cancellationOf,
  equipmentKey,
  findCitedDocument,
  findDeclaration,
  findItem,
  itemsOf,
  type MovementRow,
  mrnOf,
  partyOf,
  referenceOf,
  responsesOf,
  windowOf,
} from './data.ts';
import type { Resolvers } from './generated/types.ts';

export const resolvers = {
  Query: {
    declaration: (_, args, { loaders }) => findDeclaration(loaders, args),
    equipmentTrack: (_, { equipment }, { loaders }) => loaders.equipmentTrack.load(equipmentKey(equipment)),
  },
  Declaration: {
    __resolveReference: ({ mrn }, { loaders }) => (mrn == null ? null : loaders.declarationByMrn.load(mrnOf(mrn))),
    acceptanceDateTime: async ({ id, acceptanceDateTime }, _, { loaders }) =>
      acceptanceDateTime ?? (await loaders.processing.load(id)).acceptanceDateTime,
    versionId: async ({ id, versionId }, _, { loaders }) =>
      (await loaders.processing.load(id)).versionId ?? versionId ?? null,
    invoiceAmountBand: ({ invoiceAmount }) => amountBand(invoiceAmount),
    countriesConcerned: ({ messageId }, _, { loaders }) =>
      messageId === null ? [] : loaders.countriesConcerned.load(messageId),
    declarant: (node, _, { loaders }) => partyOf(loaders, node, 'Declarant'),
    agent: (node, _, { loaders }) => partyOf(loaders, node, 'Agent'),
    exporter: (node, _, { loaders }) => partyOf(loaders, node, 'Exporter'),
    authorisationHolders: (node, _, { loaders }) => loaders.authorisationHolders.load(node),
    additionalDocuments: (node, _, { loaders }) => loaders.additionalDocuments.load(node),
    additionalInformation: (node, _, { loaders }) => loaders.additionalInformation.load(node),
    obligationGuarantees: (node, _, { loaders }) => loaders.obligationGuarantees.load(node),
    borderTransportMeans: async (node, _, { loaders }) => (await loaders.borderTransportMeans.load(node))[0] ?? null,
    consignment: async (node, _, { loaders }) => (await loaders.consignments.load(node))[0] ?? null,
    goodsShipments: (node, _, { loaders }) => loaders.goodsShipments.load(node),
    responses: ({ id }, args, context) => responsesOf(context, id, args),
    versions: ({ id }, _, { loaders }) => loaders.versions.load(id),
    cancellationRequestedDateTime: async ({ id }, _, { loaders }) => cancellationOf(await loaders.versions.load(id)),
    customsStatus: async ({ id }, _, { loaders }) => (await loaders.processing.load(id)).customsStatus,
    customsHolds: ({ id }, _, { loaders }) => loaders.holdsUnder.load({ kind: 'declaration', value: id }),
  },
  Response: {
    additionalInformation: (node, _, { loaders }) => loaders.additionalInformation.load(node),
  },
  ResponseConnection: {
    totalCount: ({ of }, _, { loaders }) => loaders.responseCount.load(of),
  },
  BorderTransportMeans: {
    crewMembers: (node, _, { loaders }) => loaders.crewMembers.load(node),
  },
  GoodsShipment: {
    consignor: (node, _, { loaders }) => partyOf(loaders, node, 'Consignor'),
    consignee: (node, _, { loaders }) => partyOf(loaders, node, 'Consignee'),
    importer: (node, _, { loaders }) => partyOf(loaders, node, 'Importer'),
    buyer: (node, _, { loaders }) => partyOf(loaders, node, 'Buyer'),
    seller: (node, _, { loaders }) => partyOf(loaders, node, 'Seller'),
    consignment: async (node, _, { loaders }) => (await loaders.consignments.load(node))[0] ?? null,
    previousDocuments: (node, _, { loaders }) => loaders.previousDocuments.load(node),
    items: (node, args, context) => itemsOf(context, node, args),
  },
  Consignment: {
    carrier: (node, _, { loaders }) => partyOf(loaders, node, 'Carrier'),
    itineraries: (node, _, { loaders }) => loaders.itineraries.load(node),
    transportEquipment: (node, _, { loaders }) => loaders.transportEquipment.load(node),
  },
  TransportEquipment: {
    seals: (node, _, { loaders }) => loaders.seals.load(node),
  },
  GovernmentAgencyGoodsItemConnection: {
    totalCount: ({ of }, _, { loaders }) => loaders.itemCount.load(of),
  },
  AdditionalDocument: {
    __resolveReference: (key, { loaders }) => findCitedDocument(loaders, key),
  },
  GovernmentAgencyGoodsItem: {
    __resolveReference: (key, { loaders }) => findItem(loaders, key),
    commodity: (item) => item,
    chargeDeductions: (node, _, { loaders }) => loaders.chargeDeductions.load(node),
    valuationAdjustmentCodes: async (node, _, { loaders }) =>
      (await loaders.valuationAdjustments.load(node)).flatMap(({ additionCode }) => additionCode ?? []),
    origins: (node, _, { loaders }) => loaders.origins.load(node),
    packaging: (node, _, { loaders }) => loaders.packaging.load(node),
    governmentProcedures: (node, _, { loaders }) => loaders.governmentProcedures.load(node),
    additionalDocuments: (node, _, { loaders }) => loaders.additionalDocuments.load(node),
    additionalInformation: (node, _, { loaders }) => loaders.additionalInformation.load(node),
    previousDocuments: (node, _, { loaders }) => loaders.previousDocuments.load(node),
  },
  Commodity: {
    classifications: (node, _, { loaders }) => loaders.classifications.load(node),
    dutyTaxFees: (node, _, { loaders }) => loaders.dutyTaxFees.load(node),
    dangerousGoodsUndgIds: async (node, _, { loaders }) =>
      (await loaders.dangerousGoods.load(node)).flatMap(({ undgid }) => undgid ?? []),
  },
  Vehicle: {
    __resolveReference: (key, { loaders }) => loaders.vehicle.load(key),
  },
  TravelDocument: {
    __resolveReference: (key, { loaders }) => loaders.travelDocument.load(key),
  },
  Post: {
    __resolveReference: ({ locode }) => ({ locode }),
    customsOfficeHours: ({ locode }, _, { loaders }) => loaders.officeHours.load(locode),
  },
  Arrivals: {
    __resolveReference: ({ id }) => ({ id: id ?? '' }),
    customsArrivals: ({ id }, _, { loaders }) => loaders.arrivals.load(windowOf(id)),
    customsArrivalCount: ({ id }, _, { loaders }) => loaders.arrivalCount.load(windowOf(id)),
  },
  // Of a movement no declaration announces customs says nothing: empty would read as "holds nothing".
  BorderMovement: {
    __resolveReference: ({ id }, { loaders }) => (id == null ? null : loaders.movement.load(id)),
    declarations: (movement, _, { loaders }) => ofAnnounced(movement, (of) => loaders.declarationsUnder.load(of)),
    declarationCount: (movement, _, { loaders }) =>
      ofAnnounced(movement, (of) => loaders.declarationCountUnder.load(of)),
    vehicles: (movement, _, { loaders }) => ofAnnounced(movement, ({ value }) => loaders.movementVehicles.load(value)),
    crewDocuments: (movement, _, { loaders }) => ofAnnounced(movement, ({ value }) => loaders.movementCrew.load(value)),
    customsHolds: (movement, _, { loaders }) => ofAnnounced(movement, (of) => loaders.holdsUnder.load(of)),
    customsRisk: (movement, _, { loaders }) => ofAnnounced(movement, ({ value }) => loaders.movementRisk.load(value)),
  },
  Clearance: {
    __resolveReference: ({ id }) => ({ id: id ?? '' }),
    declarations: ({ id }, _, { loaders }) => loaders.declarationsUnder.load(referenceOf(id)),
    customsHolds: ({ id }, _, { loaders }) => loaders.holdsUnder.load(referenceOf(id)),
    customsStatus: ({ id }, _, { loaders }) => loaders.statusUnder.load(referenceOf(id)),
  },
} satisfies Resolvers;

function ofAnnounced<Answer>(
  { id, customsArrivalDateTime }: MovementRow,
  answer: (of: { readonly kind: 'movement'; readonly value: string }) => Answer,
): Answer | null {
  return customsArrivalDateTime === null ? null : answer({ kind: 'movement', value: id });
}
