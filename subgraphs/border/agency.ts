import { defineAgency } from '../kit/index.ts';
import { resolvers } from './resolvers.ts';

/** Coordination of the border: derives from the agencies' fields, keeps nothing. */
export const border = defineAgency({
  name: 'border',
  schema: new URL('./schema.graphql', import.meta.url),
  resolvers,
  openSource: () => ({ [Symbol.asyncDispose]: async () => {} }),
  loaders: () => undefined,
  ready: async () => true,
  examples: {
    'Query.borderMovement': { id: 'ZZZZZ:IN:3:ZZ-Z####:2026-11-23' },
    'Query.arrivals': { post: 'UGBUS' },
    'Query.clearance': { mrn: 'X####' },
  },
});
