import { defineAgency, postgresSource } from '../kit/index.ts';
import { loadersOver } from './data.ts';
import { resolvers } from './resolvers.ts';

/** Customs, over its PostgreSQL database. */
export const customs = defineAgency({
  name: 'customs',
  schema: new URL('./schema.graphql', import.meta.url),
  resolvers,
  openSource: postgresSource,
  loaders: loadersOver,
  ready: (source) => source.alive(),
});
