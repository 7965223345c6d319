import { computed, defineAgency, httpSource, mapped } from '../kit/index.ts';
import { policeLoaders } from './data.ts';
import { resolvers } from './resolvers.ts';

/** The police agency's subgraph over its JSON service of alerts and registers. */
export const police = defineAgency({
  name: 'police',
  schema: new URL('./schema.graphql', import.meta.url),
  resolvers,
  openSource: httpSource,
  loaders: policeLoaders,
  ready: (source) => source.alive(),
  mapping: {
    ...mapped('CaseReference', 'cases', 'status', 'isAssigned'),
    ...mapped('HitResponse', 'search', 'decisionId', 'band', 'actionToTake', 'contactDesk'),
    ...mapped('Alert', 'alerts', 'alertId', 'subjectCategory', 'actionToTake', 'validUntil'),
    ...mapped('Alert', 'alerts', 'statement', 'informationBasis', 'evaluationCode'),
    ...mapped('StolenLostDocument', 'stolen-lost-documents', 'documentNumber', 'issuingState', 'documentType'),
    ...mapped('StolenLostDocument', 'stolen-lost-documents', 'fraudType', 'theftCountryCode', 'theftDate', 'issueDate'),
    ...mapped('StolenLostDocument', 'stolen-lost-documents', 'expiryDate', 'reviewDate', 'nationalReference'),
    ...mapped('StolenVehicle', 'stolen-vehicles', 'vin', 'registrationNationalityCode', 'registrationId', 'make'),
    ...mapped('StolenVehicle', 'stolen-vehicles', 'model', 'colour', 'year', 'theftDate', 'ownerCountryCode'),
    // Keys that others give, and what is read from the answers to them.
    ...computed('TravelDocument', 'documentNumber', 'issuingState', 'documentType', 'policeBand'),
    ...computed('Vehicle', 'registrationNationalityCode', 'registrationId', 'policeBand'),
    ...computed('BorderMovement', 'id', 'policeBand'),
  },
  examples: {
    StolenVehicle: { vin: 'HUBTEST222222####' },
    'Query.caseReference': { id: 'X####', agency: 'X', officer: 'X' },
  },
});
