import { documentKey, InputError, type Unread, vehicleKey } from '../kit/index.ts';
import type { Context, DocumentKey, MovementInputs, VehicleKey } from './data.ts';
import type { HitBand, Resolvers } from './generated/types.ts';

/** Least certain first. */
const CERTAINTY: readonly HitBand[] = ['NONE', 'POSSIBLE', 'CONFIRMED'];
/** Characters the register of cases takes. */
const LONGEST_CASE = 64;
const LONGEST_AGENCY = 63;
const LONGEST_OFFICER = 255;
const VIN = /^[A-HJ-NPR-Za-hj-npr-z0-9]{17}$/;

export const resolvers = {
  Query: {
    documentHit: (_, args, context) => documentHit(args, context),
    vehicleHit: (_, args, context) => vehicleHit(args, context),
    caseReference: (_, { id, agency, officer }, { loaders }) =>
      loaders.caseCheck.load({
        caseId: bounded(id, 'id', LONGEST_CASE),
        agency: bounded(agency, 'agency', LONGEST_AGENCY),
        officer: bounded(officer, 'officer', LONGEST_OFFICER),
      }),
  },
  TravelDocument: {
    __resolveReference: (reference) => documentKey(reference),
    alerts: (document, _, { loaders }) => loaders.alerts.load(documentKey(document)),
    stolenLost: (document, _, { loaders }) => loaders.stolenLostDocument.load(documentKey(document)),
    policeBand: async (document, _, context) => (await documentHit(document, context)).band,
  },
  Vehicle: {
    __resolveReference: (reference) => vehicleKey(reference),
    stolenVehicle: (vehicle, _, { loaders }) => loaders.stolenVehicle.load({ kind: 'vehicle', ...vehicleKey(vehicle) }),
    policeBand: async (vehicle, _, context) => (await vehicleHit(vehicle, context)).band,
  },
  StolenVehicle: {
    __resolveReference: ({ vin }, { loaders }) => loaders.stolenVehicle.load({ kind: 'vin', vin: vinOf(vin) }),
  },
  BorderMovement: {
    __resolveReference: (reference) => reference,
    policeBand: (movement, _, context) => highestBand(movement, context),
  },
} satisfies Resolvers;

function documentHit(key: Unread<DocumentKey>, { loaders }: Context) {
  return loaders.hit.load({ kind: 'document', ...documentKey(key) });
}

function vehicleHit(key: Unread<VehicleKey>, { loaders }: Context) {
  return loaders.hit.load({ kind: 'vehicle', ...vehicleKey(key) });
}

/** A movement whose vehicles or crew nobody could name has no answer: "no hit" would be a claim nobody checked. */
async function highestBand({ vehicles, crewDocuments }: MovementInputs, context: Context): Promise<HitBand | null> {
  if (!vehicles || !crewDocuments) return null;
  const hits = await Promise.all([
    ...vehicles.map((vehicle) => vehicleHit(vehicle, context)),
    ...crewDocuments.map((document) => documentHit(document, context)),
  ]);
  return CERTAINTY.findLast((band) => hits.some((hit) => hit.band === band)) ?? 'NONE';
}

function vinOf(vin: string | null | undefined): string {
  if (!vin || !VIN.test(vin)) throw new InputError('vin must have the 17 characters of ISO 3779.', 'vin');
  return vin;
}

function bounded(text: string, argument: string, longest: number): string {
  if (text === '' || text.length > longest)
    throw new InputError(`${argument} must have 1 to ${longest} characters.`, argument);
  return text;
}
