import { connectionOf, InputError, pageOf } from '../kit/index.ts';
import { arrivalsId, findPost, listPosts, movementKey, postCount, windowOf } from './data.ts';
import type {
  ClearanceState,
  CustomsStatus,
  HitBand,
  QueryArrivalsArgs,
  Resolvers,
  RiskBand,
} from './generated/types.ts';
import { durationOf, instantOf } from './time.ts';

const LONGEST_WINDOW = 'P7D';
const FARTHEST_BACK = 'P30D';

/** Most severe first. */
const SEVERITY: readonly RiskBand[] = ['RED', 'YELLOW', 'BLUE', 'GREEN'];
/** What a hit asks for; no hit says nothing about risk. */
const HIT_RISK: Readonly<Record<HitBand, RiskBand | undefined>> = {
  CONFIRMED: 'RED',
  POSSIBLE: 'YELLOW',
  NONE: undefined,
};
const RELEASED: readonly CustomsStatus[] = ['RELEASED', 'CLEARED', 'EXITED'];

export const resolvers = {
  Query: {
    post: (_, { locode }) => postOf(locode),
    posts: (_, args) => {
      const page = pageOf(args, 1);
      const posts = listPosts(page.after?.[0])
        .slice(0, page.first + 1)
        .map(({ locode }) => ({ locode }));
      return connectionOf(posts, page, (post) => [post.locode], postCount);
    },
    arrivals: (_, args) => arrivals(args),
    borderMovement: (_, { id }) => movementOf(id),
    clearance: (_, args) => ({ id: clearanceId(args) }),
  },
  Post: {
    __resolveReference: ({ locode }: { locode: string }) => postOf(locode),
    name: ({ locode }) => findPost(locode)?.name ?? null,
    countryCode: ({ locode }) => findPost(locode)?.countryCode ?? null,
    leadAgency: ({ locode }) => findPost(locode)?.leadAgency ?? null,
    cooperation: ({ locode }) => findPost(locode)?.cooperation ?? null,
    timeZone: ({ locode }) => findPost(locode)?.timeZone ?? null,
    counterpart: ({ locode }) => postOf(findPost(locode)?.counterpart ?? ''),
  },
  Arrivals: {
    __resolveReference: (reference) => reference,
    post: ({ id }) => postOf(windowOf(id).post),
    from: ({ id }) => windowOf(id).from,
    to: ({ id }) => windowOf(id).to,
    movements: ({ id, customsArrivals, customsArrivalCount }) => {
      if (!customsArrivals) return null;
      const { first, after } = windowOf(id);
      const page = { first, after: after ?? undefined };
      const connection = connectionOf(
        customsArrivals,
        page,
        (arrival) => [arrival.arrivalDateTime, arrival.movementId],
        customsArrivalCount ?? null,
      );
      return {
        ...connection,
        edges: connection.edges.map(({ cursor, node }) => ({ cursor, node: { id: node.movementId } })),
      };
    },
  },
  BorderMovement: {
    __resolveReference: (reference) => reference,
    post: ({ id }) => postOf(movementKey(id).post),
    direction: ({ id }) => movementKey(id).direction,
    modeCode: ({ id }) => movementKey(id).modeCode,
    transportMeansId: ({ id }) => movementKey(id).transportMeansId,
    arrivalDate: ({ id }) => movementKey(id).date,
    arrivalDateTime: ({ customsArrivalDateTime }) => customsArrivalDateTime ?? null,
    held: ({ customsHolds, customsArrivalDateTime }) =>
      !customsHolds || !customsArrivalDateTime ? null : customsHolds.length > 0,
    combinedRisk: ({ customsRisk, policeBand }) =>
      policeBand ? mostSevere(customsRisk?.band, HIT_RISK[policeBand]) : null,
  },
  Clearance: {
    __resolveReference: (reference) => reference,
    held: ({ customsHolds, customsStatus }) => (!customsHolds || !customsStatus ? null : customsHolds.length > 0),
    state: ({ customsHolds, customsStatus }) => clearanceState(customsHolds, customsStatus),
  },
} satisfies Resolvers;

/** A movement is known by its id alone; what the agencies know of it, they say themselves. */
function movementOf(id: string): { id: string } {
  movementKey(id);
  return { id };
}

function postOf(locode: string): { locode: string } | null {
  return findPost(locode) ? { locode } : null;
}

/** The window asked for becomes the id by which every agency gives its share of it. */
function arrivals({ post, within = 'PT12H', from, first, after }: QueryArrivalsArgs): { id: string } {
  if (!findPost(post)) throw new InputError('post must be the UN/LOCODE of a post of the register.', 'post');
  const page = pageOf({ first: first ?? null, after: after ?? null }, 2);
  const now = Date.now();
  const start = from == null ? now : instantOf(from, 'from');
  if (start < now - durationOf(FARTHEST_BACK, 'from', FARTHEST_BACK)) {
    throw new InputError(`from must not lie more than ${FARTHEST_BACK} back.`, 'from');
  }
  const end = start + durationOf(within, 'within', LONGEST_WINDOW);
  return {
    id: arrivalsId({
      post,
      from: new Date(start).toISOString(),
      to: new Date(end).toISOString(),
      first: page.first,
      after: page.after ?? null,
    }),
  };
}

const REFERENCES = {
  mrn: /^[A-Z0-9]{1,70}$/,
  ucr: /^[A-Z0-9-]{1,35}$/,
  equipment: /^[A-Z0-9]{1,17}$/,
  vehicle: /^[A-Z]{2}-[A-Z0-9]{1,17}$/,
} as const;

/** Exactly one reference, in capitals and without blanks. @throws InputError */
function clearanceId(args: { [Key in keyof typeof REFERENCES]?: string | null }): string {
  const given = (['mrn', 'ucr', 'equipment', 'vehicle'] as const).flatMap((kind) =>
    typeof args[kind] === 'string' ? [{ kind, reference: args[kind].toUpperCase().replaceAll(' ', '') }] : [],
  );
  const [only] = given;
  if (!only || given.length > 1) throw new InputError('Give exactly one of mrn, ucr, equipment and vehicle.');
  if (!REFERENCES[only.kind].test(only.reference)) {
    throw new InputError(`${only.kind} has not the form of such a reference.`, only.kind);
  }
  return `${only.kind}:${only.reference}`;
}

function mostSevere(...bands: ReadonlyArray<RiskBand | null | undefined>): RiskBand | null {
  return SEVERITY.find((band) => bands.includes(band)) ?? null;
}

function clearanceState(
  holds: readonly unknown[] | null | undefined,
  status: CustomsStatus | null | undefined,
): ClearanceState | null {
  if (!holds) return null;
  if (holds.length > 0) return 'HELD';
  if (!status) return 'UNKNOWN';
  return RELEASED.includes(status) ? 'RELEASED' : 'PENDING';
}
