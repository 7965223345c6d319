import { arrivalsWindowOf, connectionOf, InputError, pageOf, pageSizeOf } from '../kit/index.ts';
import {
  type Arrival,
  type ArrivalsInputs,
  arrivalsId,
  type ClearanceInputs,
  type Context,
  findPost,
  listPosts,
  movementKey,
  neighboursOf,
  type PostInputs,
  postCount,
} from './data.ts';
import type {
  ClearanceState,
  CustomsStatus,
  HitBand,
  QueryArrivalsArgs,
  Resolvers,
  RiskBand,
} from './generated/types.ts';
import { durationOf, instantOf, isOpenAt } from './time.ts';

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
/** Whose hours count at a post. */
const HOURS = [
  { agency: 'customs', of: (inputs: PostInputs) => inputs.customsOfficeHours },
  { agency: 'sps', of: (inputs: PostInputs) => inputs.spsOfficeHours },
  { agency: 'immigration', of: (inputs: PostInputs) => inputs.immigrationOfficeHours },
] as const;
const RELEASED: readonly CustomsStatus[] = ['RELEASED', 'CLEARED', 'EXITED'];
const REFUSED: readonly CustomsStatus[] = ['REJECTED', 'INVALIDATED'];

export const resolvers = {
  Query: {
    post: (_, { locode }) => postOf(locode),
    posts: (_, args, { cursors }) => {
      const page = pageOf(cursors({ field: 'Query.posts', filter: null }), args, 1);
      const posts = listPosts(page.after?.[0])
        .slice(0, page.first + 1)
        .map(({ locode }) => ({ locode }));
      return connectionOf(posts, page, (post) => [post.locode], postCount);
    },
    arrivals: (_, args, context) => arrivals(args, context),
    borderMovement: (_, { id }) => movementOf(id),
    clearance: (_, args) => ({ id: clearanceId(args) }),
  },
  Post: {
    __resolveReference: (inputs) => (findPost(inputs.locode) ? inputs : null),
    name: ({ locode }) => findPost(locode)?.name ?? null,
    countryCode: ({ locode }) => findPost(locode)?.countryCode ?? null,
    leadAgency: ({ locode }) => findPost(locode)?.leadAgency ?? null,
    cooperation: ({ locode }) => findPost(locode)?.cooperation ?? null,
    timeZone: ({ locode }) => findPost(locode)?.timeZone ?? null,
    counterpart: ({ locode }) => postOf(findPost(locode)?.counterpart ?? ''),
    opening: (inputs, { at }) => openingOf(inputs, instantOf(at, 'at')),
    neighbours: ({ locode }, args) => {
      const post = findPost(locode);
      return post ? neighboursOf(post).slice(0, pageSizeOf(args.first)) : null;
    },
  },
  Arrivals: {
    __resolveReference: (reference) => reference,
    post: ({ id }) => postOf(arrivalsWindowOf(id).post),
    from: ({ id }) => arrivalsWindowOf(id).from,
    to: ({ id }) => arrivalsWindowOf(id).to,
    movements: (inputs, _, context) => movementsOf(inputs, context),
  },
  BorderMovement: {
    __resolveReference: (reference) => reference,
    post: ({ id }) => postOf(movementKey(id).post),
    direction: ({ id }) => movementKey(id).direction,
    modeCode: ({ id }) => movementKey(id).modeCode,
    transportMeansId: ({ id }) => movementKey(id).transportMeansId,
    arrivalDate: ({ id }) => movementKey(id).date,
    arrivalDateTime: ({ customsArrivalDateTime, immigrationArrivalDateTime }) =>
      customsArrivalDateTime ?? immigrationArrivalDateTime ?? null,
    held: ({ customsHolds, spsHolds }) => isHeld([customsHolds, spsHolds]),
    combinedRisk: ({ customsRisk, policeBand }) => combinedRisk(customsRisk?.band, policeBand),
  },
  Clearance: {
    __resolveReference: (reference) => reference,
    held: ({ customsHolds, spsHolds, customsStatus }) =>
      customsStatus === null ? knownHold([customsHolds, spsHolds]) : isHeld([customsHolds, spsHolds]),
    state: (inputs) => clearanceState(inputs),
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

/** One closed agency closes the post; an agency whose hours are not known leaves it open whether all are. */
function openingOf(inputs: PostInputs, at: number) {
  const timeZone = findPost(inputs.locode)?.timeZone ?? 'UTC';
  const agencies = HOURS.map(({ agency, of }) => {
    const hours = of(inputs);
    return { agency, isOpen: hours ? isOpenAt(hours, at, timeZone) : null };
  });
  const isOpenForAll = agencies.some(({ isOpen }) => isOpen === false) ? false : allKnown(agencies);
  return { agencies, isOpenForAll };
}

function allKnown(agencies: ReadonlyArray<{ readonly isOpen: boolean | null }>): true | null {
  return agencies.every(({ isOpen }) => isOpen) ? true : null;
}

/** The window asked for becomes the id by which every agency gives its share of it. */
function arrivals({ post, within = 'PT12H', from, ...paging }: QueryArrivalsArgs, context: Context): { id: string } {
  if (!findPost(post)) throw new InputError('post must be the UN/LOCODE of a post of the register.', 'post');
  const now = Date.now();
  const start = from == null ? now : instantOf(from, 'from');
  if (start < now - durationOf(FARTHEST_BACK, 'from', FARTHEST_BACK)) {
    throw new InputError(`from must not lie more than ${FARTHEST_BACK} back.`, 'from');
  }
  const length = durationOf(within, 'within', LONGEST_WINDOW);
  const page = pageOf(arrivalCursors(context, post, length), paging, 2);
  const [arrival, movementId] = page.after ?? [];
  return {
    id: arrivalsId({
      post,
      from: new Date(start).toISOString(),
      to: new Date(start + length).toISOString(),
      first: page.first,
      after: arrival !== undefined && movementId !== undefined ? { arrival, movementId } : undefined,
    }),
  };
}

/**
 * Cursors of arrivals belong to the post and the length of the window, in milliseconds. Its start is no filter: without
 * one it is the time of the request, which moves on between two pages. Taken to a window of another start, a position
 * only leaves out what stands before it in a list that the same callers may read from its beginning.
 */
function arrivalCursors({ cursors }: Context, post: string, length: number) {
  return cursors({ field: 'Query.arrivals', filter: { post, length } });
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

/** What an agency holds; null or undefined: it did not answer, or does not know what was asked about. */
type Holds = readonly unknown[] | null | undefined;

/** One known hold is enough to be held; nothing holds it only where every agency said so. */
function isHeld(holds: readonly Holds[]): boolean | null {
  return knownHold(holds) ?? (holds.every((each) => each) ? false : null);
}

function knownHold(holds: readonly Holds[]): true | null {
  return holds.some((each) => each && each.length > 0) ? true : null;
}

function clearanceState({ customsHolds, spsHolds, customsStatus }: ClearanceInputs): ClearanceState | null {
  const held = isHeld([customsHolds, spsHolds]);
  if (held) return 'HELD';
  // Both answers are there, and the one that registers declarations knows none.
  if (held === false && !customsStatus) return 'UNKNOWN';
  if (held === null || !customsStatus) return null;
  if (REFUSED.includes(customsStatus)) return 'REFUSED';
  return RELEASED.includes(customsStatus) ? 'RELEASED' : 'PENDING';
}

/** Short of the most severe nothing is claimed while the police's answer is missing. */
function combinedRisk(
  customsBand: RiskBand | null | undefined,
  policeBand: HitBand | null | undefined,
): RiskBand | null {
  const known = [customsBand, policeBand ? HIT_RISK[policeBand] : undefined];
  const worst = SEVERITY.find((band) => known.includes(band)) ?? null;
  return policeBand || worst === SEVERITY[0] ? worst : null;
}

/** The agencies' shares of a window, each movement once at its earliest announced time, in order of arrival. */
function movementsOf({ id, ...shares }: ArrivalsInputs, context: Context) {
  const { post, from, to, first, after } = arrivalsWindowOf(id);
  const { customsArrivals, immigrationArrivals, customsArrivalCount, immigrationArrivalCount } = shares;
  if (!customsArrivals && !immigrationArrivals) return null;
  const due = new Map<string, Arrival>();
  for (const arrival of [...(customsArrivals ?? []), ...(immigrationArrivals ?? [])].sort(byArrival)) {
    if (!due.has(arrival.movementId)) due.set(arrival.movementId, arrival);
  }
  const count =
    customsArrivalCount == null || immigrationArrivalCount == null
      ? null
      : customsArrivalCount + immigrationArrivalCount;
  const { seal } = arrivalCursors(context, post, Date.parse(to) - Date.parse(from));
  const page = { first, after: after && [after.arrival, after.movementId], seal };
  const connection = connectionOf(
    [...due.values()],
    page,
    (arrival) => [arrival.arrivalDateTime, arrival.movementId],
    count,
  );
  return {
    ...connection,
    edges: connection.edges.map(({ cursor, node }) => ({ cursor, node: { id: node.movementId } })),
  };
}

function byArrival(one: Arrival, other: Arrival): number {
  const [first, second] = [one, other].map(
    ({ arrivalDateTime, movementId }) => `${new Date(arrivalDateTime).toISOString()} ${movementId}`,
  );
  return (first ?? '') < (second ?? '') ? -1 : 1;
}
