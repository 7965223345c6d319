import { policiesOf, policy } from './policies.ts';
import type { RuledAgency } from './ruled.ts';

/** One agency whose ships are somebody's: what is asked of it is answered, and named in the ledger. */
export const ships: RuledAgency = {
  name: 'ships',
  types: `
    type Query { ships(id: ID @reads(field: "Ship.id", how: MATCH)): [Ship!] @classified(as: PERSONAL) }
    type Mutation { rename(id: ID! @reads(field: "Ship.id", how: MATCH)): Ship @classified(as: PERSONAL) }
    type Ship @key(fields: "id") @classified(as: PERSONAL) @record(subject: "owner") { id: ID owner: String }`,
  resolvers: {
    Query: { ships: (_: unknown, { id }: { id: string }) => [{ id, owner: 'Anna Eriksson' }] },
    Mutation: { rename: (_: unknown, { id }: { id: string }) => ({ id, owner: 'Anna Eriksson' }) },
    Ship: { __resolveReference: () => null },
  },
  policies: policiesOf(
    'ships',
    ...['disclose', 'use'].map((action) =>
      policy(
        action,
        `principal in Role::"officer", action == Action::"${action}", resource in Category::"PERSONAL"`,
        'context.purpose == "RISK_ASSESSMENT"',
      ),
    ),
  ),
};
