import { print } from 'graphql';
import { subgraphDocument } from '../../subgraphs/kit/server.ts';
import { watch } from './graph.ts';

/** The protection model's definitions as the kit writes them into an agency's SDL. */
export const PROTECTION = subgraphDocument(watch)
  .definitions.filter(
    (node) => node.kind === 'DirectiveDefinition' || ('name' in node && node.name?.value.startsWith('protection__')),
  )
  .map(print)
  .join('\n');
