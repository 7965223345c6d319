import { COMPUTED, defineAgency, httpSource } from '../kit/index.ts';
import { loadersOver } from './data.ts';
import { resolvers } from './resolvers.ts';

/** An agency to copy, over a JSON service of permits. It is in no list and in no supergraph, and passes every test. */
export const template = defineAgency({
  name: 'template',
  schema: new URL('./schema.graphql', import.meta.url),
  resolvers,
  openSource: httpSource,
  loaders: loadersOver,
  ready: (source) => source.alive(),
  errorCodes: 'PermitErrorCode',
  mapping: {
    'Permit.number': 'permits.permit_no',
    'Permit.state': 'permits.state',
    'Permit.holderName': 'permits.holder_name',
    'Permit.holderCountryCode': 'permits.holder_country',
    'Permit.validFrom': 'permits.valid_from',
    'Permit.validUntil': 'permits.valid_until',
    'Permit.isValidToday': COMPUTED,
    'Permit.headings': 'permits.hs_headings',
  },
});
