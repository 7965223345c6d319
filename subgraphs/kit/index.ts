/** The kit: everything an agency's subgraph shares with the others, and its only import beside its own files. */
export { type Agency, type AgencyDefinition, defineAgency, type KitContext } from './define.ts';
export { InputError, SourceError } from './errors.ts';
export { keyedLoader } from './loaders.ts';
export { type Connection, connectionOf, type Page, pageOf } from './paging.ts';
export { type RunningSubgraph, type SubgraphOptions, startSubgraph } from './server.ts';
export { type HttpSource, httpSource, type PostgresSource, postgresSource } from './sources.ts';
