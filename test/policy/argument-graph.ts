import { GraphQLError } from 'graphql';
import { cursorKeys, cursorsAt } from '../../subgraphs/kit/cursors.ts';
import { policy } from '../support/policies.ts';
import type { RuledAgency } from '../support/ruled.ts';

interface Ship {
  readonly id: string;
  readonly owner: string;
  readonly risk: number;
}

const SHIPS: readonly Ship[] = [
  { id: '1', owner: 'Lake Lines', risk: 7 },
  { id: '2', owner: 'Nile Freight', risk: 3 },
];

export interface Filter {
  readonly id?: string | null;
  readonly owner?: string | null;
  readonly ownerPrefix?: string | null;
  readonly risk?: { readonly above?: number | null } | null;
  readonly and?: readonly Filter[] | null;
  readonly not?: Filter | null;
}

interface Asked {
  readonly filter?: Filter | null;
  readonly orderBy?: readonly string[] | null;
  readonly sort?: { readonly by: string } | null;
  readonly after?: string | null;
}

function matches(ship: Ship, { id, owner, ownerPrefix, risk, and, not }: Filter): boolean {
  return (
    (id == null || ship.id === id) &&
    (owner == null || ship.owner === owner) &&
    (ownerPrefix == null || ship.owner.startsWith(ownerPrefix)) &&
    (risk?.above == null || ship.risk > risk.above) &&
    (and ?? []).every((each) => matches(ship, each)) &&
    (not == null || !matches(ship, not))
  );
}

const KEYS = cursorKeys([Buffer.alloc(32, 3)]);

/** A list that filters and sorts in earnest: whatever reached it would be an oracle. */
function listed(field: string, { filter, orderBy, sort, after }: Asked) {
  const cursors = cursorsAt(KEYS, { agency: 'port', viewerClass: 'any' }, { field, filter: { filter, orderBy, sort } });
  if (after != null && !cursors.open(after, 1)) {
    throw new GraphQLError('no cursor', { extensions: { code: 'BAD_USER_INPUT', argument: 'after' } });
  }
  const isByRisk = [...(orderBy ?? []), sort?.by].includes('RISK_DESC');
  const found = SHIPS.filter((ship) => matches(ship, filter ?? {}));
  if (isByRisk) found.sort((one, other) => other.risk - one.risk);
  return {
    totalCount: found.length,
    pageInfo: { hasNextPage: found.length > 0, endCursor: cursors.seal([found.at(-1)?.id ?? '']) },
    edges: found.map((node) => ({ node })),
  };
}

/** Everybody reads ids; who owns a ship and how risky it is are for chiefs. */
export const PORT: RuledAgency = {
  name: 'port',
  types: `type Query @classified(as: PUBLIC) {
      ships(filter: ShipFilter, orderBy: [ShipOrder!], sort: ShipSort, after: String): ShipConnection
      barges(filter: ShipFilter, orderBy: [ShipOrder!], sort: ShipSort, after: String): ShipConnection
      ship(id: ID, owner: String @reads(field: "Ship.owner", how: MATCH)): Ship
      sealed: ShipConnection @classified(as: COMMERCIAL)
      sealedShip: Ship @classified(as: COMMERCIAL)
    }
    input ShipFilter {
      id: ID
      owner: String @reads(field: "Ship.owner", how: MATCH)
      ownerPrefix: String @reads(field: "Ship.owner")
      risk: Range @reads(field: "Ship.risk")
      and: [ShipFilter!]
      not: ShipFilter
    }
    input Range { above: Int below: Int }
    input ShipSort { by: ShipOrder! }
    enum ShipOrder { ID RISK_DESC @reads(field: "Ship.risk") }
    type ShipConnection { edges: [ShipEdge!] totalCount: Int @classified(as: PUBLIC) pageInfo: PageInfo! }
    type ShipEdge { node: Ship }
    type PageInfo @classified(as: PUBLIC) { hasNextPage: Boolean! endCursor: String }
    type Ship @classified(as: PUBLIC) {
      id: ID owner: String @classified(as: COMMERCIAL) risk: Int @classified(as: COMMERCIAL) }`,
  resolvers: {
    Query: {
      ships: (_: unknown, asked: Asked) => listed('Query.ships', asked),
      barges: (_: unknown, asked: Asked) => listed('Query.barges', asked),
      ship: (_: unknown, asked: Filter) => SHIPS.find((ship) => matches(ship, asked)) ?? null,
      sealed: () => listed('Query.sealed', {}),
      sealedShip: () => SHIPS[0],
    },
  },
  policies: [
    policy('published', 'principal, action in [Action::"disclose", Action::"use"], resource in Category::"PUBLIC"'),
    policy(
      'shown',
      'principal in Role::"chief", action in [Action::"disclose", Action::"use"], resource',
      'context.purpose == "RISK_ASSESSMENT"',
    ),
  ].join('\n'),
};
