import { defineAgency, postgresSource } from '../kit/index.ts';
import { loadersOver } from './data.ts';
import { resolvers } from './resolvers.ts';

/** Immigration, over its PostgreSQL database. */
export const immigration = defineAgency({
  name: 'immigration',
  schema: new URL('./schema.graphql', import.meta.url),
  resolvers,
  openSource: postgresSource,
  loaders: loadersOver,
  ready: (source) => source.alive(),
});
