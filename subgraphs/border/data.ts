import { readFileSync } from 'node:fs';
import { InputError, type KitContext } from '../kit/index.ts';
import type { CustomsStatus, HitBand, RiskBand } from './generated/types.ts';

/** Border keeps no data of its own; a request needs nothing but its arguments. */
export type Context = KitContext<undefined>;

export interface PostKey {
  readonly locode: string;
}

/** What the gateway hands over of a window: its id and, by @requires, the agencies' shares. Null: not answered. */
export interface ArrivalsInputs {
  readonly id: string;
  readonly customsArrivals?: ReadonlyArray<{ readonly movementId: string; readonly arrivalDateTime: string }> | null;
  readonly customsArrivalCount?: number | null;
}

/** What the gateway hands over of a movement. Null: not answered, or unknown to the agency. */
export interface MovementInputs {
  readonly id: string;
  readonly customsArrivalDateTime?: string | null;
  readonly customsHolds?: readonly unknown[] | null;
  readonly customsRisk?: { readonly band: RiskBand | null } | null;
  readonly policeBand?: HitBand | null;
}

/** What the gateway hands over for a reference. Null: not answered, or unknown to the agency. */
export interface ClearanceInputs {
  readonly id: string;
  readonly customsHolds?: readonly unknown[] | null;
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

/** What an id of Arrivals holds: base64url of the JSON list [post, from, to, first, after]. */
export interface ArrivalsWindow {
  readonly post: string;
  /** Instants, UTC. */
  readonly from: string;
  readonly to: string;
  readonly first: number;
  /** Arrival and id of the last movement already seen. */
  readonly after: readonly string[] | null;
}

export function arrivalsId(window: ArrivalsWindow): string {
  const { post, from, to, first, after } = window;
  return Buffer.from(JSON.stringify([post, from, to, first, after])).toString('base64url');
}

/** @throws InputError where the id was not made by `arrivalsId`. */
export function windowOf(id: string): ArrivalsWindow {
  const parts = parsedList(id);
  const [post, from, to, first, after] = parts;
  const isWindow =
    parts.length === 5 &&
    typeof post === 'string' &&
    typeof from === 'string' &&
    typeof to === 'string' &&
    typeof first === 'number' &&
    (after === null || (Array.isArray(after) && after.every((part) => typeof part === 'string')));
  if (!isWindow) throw new InputError('id must be one that arrivals gave.', 'id');
  return { post, from, to, first, after };
}

function parsedList(id: string): readonly unknown[] {
  try {
    const json: unknown = JSON.parse(Buffer.from(id, 'base64url').toString('utf8'));
    return Array.isArray(json) ? json : [];
  } catch {
    return [];
  }
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
