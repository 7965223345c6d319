/** How a call was let through: as one of many, or as the one that tries whether the agency is back. */
export type Ticket = 'call' | 'trial';

/** Leaves an agency alone that failed several times in a row, and tries it again with one call after a while. */
export interface Breaker {
  /** False while the agency is left alone. */
  mayCall(): boolean;
  /** @returns undefined while the agency is left alone. */
  ticket(): Ticket | undefined;
  /** How the call of a ticket ended. `unknown`: the caller went away before it did. */
  ended(ticket: Ticket, how: 'well' | 'badly' | 'unknown'): void;
}

/** However often it fails, an agency is tried again within this time, milliseconds. */
const LONGEST_MS = 30_000;

/**
 * @param failures in a row that open it.
 * @param openMs how long it is open at first; doubled each time the trial fails.
 * @param now milliseconds, never going back.
 */
export function breaker(failures: number, openMs: number, now: () => number = () => performance.now()): Breaker {
  let inARow = 0;
  let openFor = openMs;
  let triedAgainAt = 0;
  let isTrying = false;
  const mayCall = (): boolean => inARow < failures || (!isTrying && now() >= triedAgainAt);
  return {
    mayCall,
    ticket() {
      if (!mayCall()) return undefined;
      if (inARow < failures) return 'call';
      isTrying = true;
      return 'trial';
    },
    ended(ticket, how) {
      if (ticket === 'trial') isTrying = false;
      if (how === 'unknown') return;
      if (how === 'well') {
        inARow = 0;
        openFor = openMs;
        return;
      }
      inARow += 1;
      if (ticket === 'trial') openFor = Math.min(openFor * 2, LONGEST_MS);
      // A call begun before it opened does not keep it open longer.
      if (ticket === 'trial' || inARow === failures) triedAgainAt = now() + openFor;
    },
  };
}
