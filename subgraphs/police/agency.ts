import { defineAgency, httpSource } from '../kit/index.ts';
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
  examples: {
    StolenVehicle: { vin: 'HUBTEST222222####' },
    'Query.caseReference': { id: 'X####', agency: 'X', officer: 'X' },
  },
});
