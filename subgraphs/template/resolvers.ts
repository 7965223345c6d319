import { isValidOn, permitNumber, permitsOf } from './data.ts';
import type { Resolvers } from './generated/types.ts';

export const resolvers = {
  Query: {
    permit: (_, { number }, { loaders }) => loaders.permit.load(permitNumber(number)),
    permits: (_, args, context) => permitsOf(context, args),
  },
  Permit: {
    __resolveReference: ({ number }, { loaders }) => loaders.permit.load(permitNumber(number)),
    isValidToday: (permit) => isValidOn(new Date().toISOString().slice(0, 10), permit),
  },
} satisfies Resolvers;
