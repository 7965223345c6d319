import { disclosureOf, disclosuresOf } from './data.ts';
import type { Resolvers } from './generated/types.ts';

export const resolvers = {
  Query: {
    disclosures: (_, args, context) => disclosuresOf(context, args),
    disclosure: (_, { decisionId }, context) => disclosureOf(context, decisionId),
  },
} satisfies Resolvers;
