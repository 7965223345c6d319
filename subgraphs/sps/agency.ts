import { defineAgency, httpSource } from '../kit/index.ts';
import { spsLoaders } from './data.ts';
import { mapping } from './mapping.ts';
import { resolvers } from './resolvers.ts';

/** The sanitary and phytosanitary agency's subgraph over its HTTP service of XML certificates and JSON documents. */
export const sps = defineAgency({
  name: 'sps',
  schema: new URL('./schema.graphql', import.meta.url),
  resolvers,
  openSource: httpSource,
  loaders: spsLoaders,
  ready: (source) => source.alive(),
  mapping,
  examples: {
    SpsCertificate: { issuingCountry: 'ZZ', id: 'X####' },
    HealthEntryDocument: { reference: 'CHEDP.ZZ.2026.####' },
    'Query.diseaseEvents': { country: 'ZZ' },
  },
});
