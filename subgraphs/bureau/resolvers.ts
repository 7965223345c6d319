import { citedCertificate, conformityChecks } from './checks.ts';
import { certificateNumber, type Loaders } from './data.ts';
import type { Resolvers } from './generated/types.ts';

export const resolvers = {
  Query: {
    conformityCertificate: (_, { number }, { loaders }) => certificate(loaders, number),
  },
  ConformityCertificate: {
    __resolveReference: ({ number }, { loaders }) => (number == null ? null : certificate(loaders, number)),
  },
  AdditionalDocument: {
    __resolveReference: (document) => document,
    conformityCertificate: (document, _, { loaders }) => citedCertificate(loaders, document),
  },
  GovernmentAgencyGoodsItem: {
    __resolveReference: (item) => item,
    conformityChecks: (item, _, { loaders }) => conformityChecks(loaders, item),
  },
} satisfies Resolvers;

async function certificate(loaders: Loaders, number: string) {
  return (await loaders.found.load(certificateNumber(number))).certificate;
}
