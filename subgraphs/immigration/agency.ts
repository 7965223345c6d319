import { defineAgency, postgresSource } from '../kit/index.ts';
import { mapping } from './data/mapping.ts';
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
  mapping,
  examples: {
    'Query.machineReadableZone': {
      lines: ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'],
    },
    'Query.apiRecords': { flight: 'ZZ###', date: '2026-11-23' },
  },
});
