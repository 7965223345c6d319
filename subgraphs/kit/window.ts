import { isInstant } from '../../standards/instant.ts';
import { InputError } from './errors.ts';
import { MAX_PAGE } from './paging.ts';

/** Post, window and page of movements due: what the id of Arrivals holds. */
export interface ArrivalsWindow {
  /** UN/LOCODE. */
  readonly post: string;
  /** Instants; the start belongs to the window, the end does not. */
  readonly from: string;
  readonly to: string;
  readonly first: number;
  /** Arrival and id of the last movement already seen. */
  readonly after: { readonly arrival: string; readonly movementId: string } | undefined;
}

/** No movement's id is longer. */
const MOVEMENT_ID = /^[A-Z0-9:-]{1,100}$/;

/** True for what can be the id of a movement. */
export function isMovementId(value: unknown): value is string {
  return typeof value === 'string' && MOVEMENT_ID.test(value);
}

/**
 * Reads the id of Arrivals: base64url of the JSON list [post, from, to, first, after].
 *
 * @throws InputError where it is none.
 */
export function arrivalsWindowOf(id: string): ArrivalsWindow {
  const [post, from, to, first, after, ...more] = jsonList(id);
  const isPage = typeof first === 'number' && Number.isInteger(first) && first >= 1 && first <= MAX_PAGE;
  const isPlace = typeof post === 'string' && /^[A-Z]{2}[A-Z2-9]{3}$/.test(post);
  const position = positionOf(after);
  if (!isPage || !isPlace || !isInstant(from) || !isInstant(to) || position === null || more.length > 0) {
    throw new InputError('id must be one that arrivals gave.', 'id');
  }
  return { post, from, to, first, after: position };
}

/** Undefined at the start, null where it is no position. */
function positionOf(after: unknown): ArrivalsWindow['after'] | null {
  if (after === null) return undefined;
  if (!Array.isArray(after) || after.length !== 2) return null;
  const [arrival, movementId]: unknown[] = after;
  return isInstant(arrival) && isMovementId(movementId) ? { arrival, movementId } : null;
}

function jsonList(id: string): readonly unknown[] {
  try {
    const json: unknown = JSON.parse(Buffer.from(id, 'base64url').toString('utf8'));
    return Array.isArray(json) ? json : [];
  } catch {
    return [];
  }
}
