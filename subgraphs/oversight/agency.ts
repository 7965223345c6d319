import { defineAgency, postgresSource } from '../kit/index.ts';
import { mapping } from './data/mapping.ts';
import { loadersOver } from './data.ts';
import { resolvers } from './resolvers.ts';

/** The data-protection authority's office, over the hub's disclosure ledger: it reads and writes nothing. */
export const oversight = defineAgency({
  name: 'oversight',
  schema: new URL('./schema.graphql', import.meta.url),
  resolvers,
  openSource: postgresSource,
  loaders: loadersOver,
  ready: (source) => source.alive(),
  restricted: {
    Disclosure: {
      purpose: { type: 'text', sql: "said ->> 'purpose'" },
      outcome: { type: 'text', sql: "said ->> 'outcome'" },
    },
  },
  mapping,
});
