import { readFileSync } from 'node:fs';
import { type ArrivalsWindow, InputError, type KitContext } from '../kit/index.ts';
import type { CustomsStatus, HitBand, RiskBand } from './generated/types.ts';
import type { Hours } from './time.ts';

/** Border keeps no data of its own; a request needs nothing but its arguments. */
export type Context = KitContext<undefined>;

export interface PostKey {
  readonly locode: string;
}

/** What the gateway hands over of a post. Null: not answered. */
export interface PostInputs extends PostKey {
  readonly customsOfficeHours?: readonly Hours[] | null;
  readonly spsOfficeHours?: readonly Hours[] | null;
  readonly immigrationOfficeHours?: readonly Hours[] | null;
}

/** A movement that an agency expects, and when: an instant in UTC. */
export interface Arrival {
  readonly movementId: string;
  readonly arrivalDateTime: string;
}

/** What the gateway hands over of a window: its id and, by @requires, the agencies' shares. Null: not answered. */
export interface ArrivalsInputs {
  readonly id: string;
  readonly customsArrivals?: readonly Arrival[] | null;
  readonly customsArrivalCount?: number | null;
  readonly immigrationArrivals?: readonly Arrival[] | null;
  readonly immigrationArrivalCount?: number | null;
}

/** What the gateway hands over of a movement. Null: not answered, or unknown to the agency. */
export interface MovementInputs {
  readonly id: string;
  readonly customsArrivalDateTime?: string | null;
  readonly immigrationArrivalDateTime?: string | null;
  readonly customsHolds?: readonly unknown[] | null;
  readonly spsHolds?: readonly unknown[] | null;
  readonly customsRisk?: { readonly band: RiskBand | null } | null;
  readonly policeBand?: HitBand | null;
}

/** What the gateway hands over for a reference. Null: not answered, or unknown to the agency. */
export interface ClearanceInputs {
  readonly id: string;
  readonly customsHolds?: readonly unknown[] | null;
  readonly spsHolds?: readonly unknown[] | null;
  readonly customsStatus?: CustomsStatus | null;
}

/** A post of the register (posts.json, reference data by UN/LOCODE). */
export interface PostRecord {
  readonly locode: string;
  readonly name: string;
  readonly countryCode: string;
  readonly leadAgency: string;
  readonly cooperation: 'SINGLE_COUNTRY' | 'ONE_STOP_BORDER_POST';
  readonly counterpart: string | null;
  readonly timeZone: string;
  /** WGS 84, decimal degrees. */
  readonly latitude: number;
  readonly longitude: number;
}

const POSTS: readonly PostRecord[] = JSON.parse(readFileSync(new URL('./posts.json', import.meta.url), 'utf8'));
const BY_LOCODE = new Map(POSTS.map((post) => [post.locode, post]));

export function findPost(locode: string): PostRecord | null {
  return BY_LOCODE.get(locode) ?? null;
}

/** @param after locode of the last post already seen. */
export function listPosts(after: string | undefined): readonly PostRecord[] {
  const sorted = [...POSTS].sort((one, other) => (one.locode < other.locode ? -1 : 1));
  return after === undefined ? sorted : sorted.filter((post) => post.locode > after);
}

export const postCount = POSTS.length;

/** Other posts by distance, nearest first; kilometres on the sphere of mean radius 6,371. */
export function neighboursOf(post: PostRecord): ReadonlyArray<{ readonly post: PostKey; readonly distanceKm: number }> {
  return POSTS.filter((other) => other !== post)
    .map((other) => ({ post: { locode: other.locode }, distanceKm: Math.round(distanceKm(post, other) * 10) / 10 }))
    .sort((one, other) => one.distanceKm - other.distanceKm);
}

/** Great-circle distance by the haversine formula. */
function distanceKm(one: PostRecord, other: PostRecord): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const [latitude, longitude] = [radians(other.latitude - one.latitude), radians(other.longitude - one.longitude)];
  const half =
    Math.sin(latitude / 2) ** 2 +
    Math.cos(radians(one.latitude)) * Math.cos(radians(other.latitude)) * Math.sin(longitude / 2) ** 2;
  return 2 * 6371 * Math.asin(Math.sqrt(half));
}

/** The window as the id by which every agency gives its share of it. */
export function arrivalsId({ post, from, to, first, after }: ArrivalsWindow): string {
  const position = after ? [after.arrival, after.movementId] : null;
  return Buffer.from(JSON.stringify([post, from, to, first, position])).toString('base64url');
}

/** What the id of a movement says: `UGBUS:IN:3:UG-UAX123B:2026-11-23`. */
export interface MovementKey {
  readonly post: string;
  readonly direction: 'IN' | 'OUT';
  readonly modeCode: string;
  readonly transportMeansId: string;
  /** Local date at the post. */
  readonly date: string;
}

const MOVEMENT = /^([A-Z]{2}[A-Z2-9]{3}):(IN|OUT):([1-9]):([A-Z0-9-]{1,35}):(\d{4}-\d{2}-\d{2})$/;

/** @throws InputError where the id has not the form of a movement's. */
export function movementKey(id: string): MovementKey {
  const [, post, direction, modeCode, transportMeansId, date] = MOVEMENT.exec(id) ?? [];
  if (!post || !modeCode || !transportMeansId || !date || (direction !== 'IN' && direction !== 'OUT')) {
    throw new InputError('id must have the form POST:IN|OUT:MODE:MEANS:DATE.', 'id');
  }
  return { post, direction, modeCode, transportMeansId, date };
}
