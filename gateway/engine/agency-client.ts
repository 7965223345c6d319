import { type Dispatcher, Pool } from 'undici';
import type { Halt } from '../halt.ts';
import { type AgencyAnswer, nothing, readAnswer, readInTurns } from './agency-answer.ts';
import { breaker } from './breaker.ts';
import type { Pass } from './engine.ts';
import type { EngineLimits } from './limits.ts';
import type { Pace } from './pace.ts';
import { turnstile } from './turnstile.ts';

/** The way to one agency's subgraph. */
export interface AgencyClient extends AsyncDisposable {
  /** It failed several times in a row, and is tried again after a while. */
  readonly isLeftAlone: boolean;
  /**
   * Sends one operation. Never throws: an agency that fails costs its own fields only.
   *
   * @param body a GraphQL request as JSON text.
   * @param halt ends the call; its answer is then UNAVAILABLE.
   * @param pass lets the call in.
   * @param pace of the request: when its answer is read. Without one, at once.
   */
  ask(body: string, halt: Halt, pass: Pass | undefined, pace?: Pace): Promise<AgencyAnswer>;
}

const HEADERS = ['content-type', 'application/json', 'accept', 'application/json'];
/** How long a connection that is not used is kept, milliseconds. Most servers close theirs after 5 s. */
const KEEP_ALIVE_MS = 4_000;
/**
 * Waits before a connection that was refused is tried again, milliseconds: about a second, in which an agency's process
 * starts anew. Nothing was sent by then.
 */
const RETRIES_MS = [20, 50, 100, 200, 300, 400];

/** Pieces of one answer: the largest comes in about 2,000, and an agency that sends bytes one by one is at fault. */
const MOST_CHUNKS = 20_000;

/** An answer that is longer takes more than a turn to be parsed: about 3 ms. */
const LONG_BYTES = 512 * 1024;

interface Ended {
  /** `unsent`: no connection was made. */
  readonly kind: 'read' | 'failed' | 'unsent';
  readonly answer: AgencyAnswer;
}

/**
 * A client with a pool of connections, so many calls at once and so many waiting, a timeout, further tries where no
 * connection was made, and a breaker. Redirects are not followed.
 *
 * @param url address of the subgraph's GraphQL endpoint.
 */
export function agencyClient(url: string, limits: EngineLimits): AgencyClient {
  const { origin, pathname, search } = new URL(url);
  const pool = new Pool(origin, {
    connections: limits.callsAtOnce,
    keepAliveTimeout: KEEP_ALIVE_MS,
    connect: { timeout: limits.fetchMs },
    // One timer for the whole call stands in their place.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const gate = turnstile(limits.callsAtOnce, limits.callsWaiting);
  const fuse = breaker(limits.failuresToOpen, limits.openMs);
  const path = pathname + search;

  /** One place inside the gate and one ticket are held until the answer is there. */
  function call(body: string, halt: Halt, pass: Pass | undefined, pace: Pace | undefined): Promise<AgencyAnswer> {
    // Asked again: it may have been left alone while this call waited for its turn.
    const ticket = halt.isHalted ? undefined : fuse.ticket();
    if (!ticket) {
      gate.leave();
      return Promise.resolve(nothing('UNAVAILABLE'));
    }
    return new Promise((resolve) => {
      const end = (answer: AgencyAnswer, how: 'well' | 'badly' | 'unknown'): void => {
        fuse.ended(ticket, how);
        resolve(answer);
      };
      const send = (tried: number): void => {
        let isSentAgain = false;
        const ended = ({ kind, answer }: Ended): void => {
          isSentAgain = kind === 'unsent' && tried < RETRIES_MS.length && !halt.isHalted;
          if (kind === 'read') end(answer, 'well');
          else if (halt.isHalted) end(answer, 'unknown');
          else if (isSentAgain) setTimeout(send, RETRIES_MS[tried], tried + 1);
          else end(answer, 'badly');
        };
        // The place is free when the connection is: an agency may still be at a call nobody waits for.
        const over = (): void => {
          if (!isSentAgain) gate.leave();
        };
        // Made now: what lets it in is of this moment, and it may have waited.
        const headers = pass ? [...HEADERS, ...pass(body)] : HEADERS;
        pool.dispatch({ path, method: 'POST', headers, body }, new Call(ended, over, halt, pace, limits));
      };
      send(0);
    });
  }

  return {
    get isLeftAlone() {
      return !fuse.mayCall();
    },
    ask(body, halt, pass, pace) {
      if (halt.isHalted || !fuse.mayCall()) return Promise.resolve(nothing('UNAVAILABLE'));
      const entry = gate.enter(halt);
      if (entry === 'in') return call(body, halt, pass, pace);
      if (entry === 'full') return Promise.resolve(nothing('UNAVAILABLE'));
      return entry.then((late) => (late === 'in' ? call(body, halt, pass, pace) : nothing('UNAVAILABLE')));
    },
    [Symbol.asyncDispose]: () => pool.destroy(),
  };
}

/**
 * One HTTP exchange, told of by undici's first form of handlers: for its second it makes two objects and reads every header
 * of an answer, which nobody asks for here.
 */
class Call implements Dispatcher.DispatchHandler {
  readonly #chunks: Buffer[] = [];
  readonly #ended: (ended: Ended) => void;
  readonly #over: () => void;
  readonly #halt: Halt;
  readonly #pace: Pace | undefined;
  readonly #mostBytes: number;
  readonly #timer: NodeJS.Timeout;
  #abort: ((error: Error) => void) | undefined;
  #isSent = false;
  #isSettled = false;
  #status = 0;
  #bytes = 0;

  /** @param over told when nothing is under way any more. */
  constructor(
    ended: (ended: Ended) => void,
    over: () => void,
    halt: Halt,
    pace: Pace | undefined,
    limits: EngineLimits,
  ) {
    this.#ended = ended;
    this.#over = over;
    this.#halt = halt;
    this.#pace = pace;
    this.#mostBytes = limits.answerBytes;
    this.#timer = setTimeout(this.#stop, limits.fetchMs);
    halt.add(this.#stop);
  }

  /** The caller does not wait for the connection to be gone. */
  readonly #stop = (): void => {
    this.#settle('failed');
    this.#abort?.(new Error('stopped'));
  };

  #settle(kind: Ended['kind'], answer = nothing('UNAVAILABLE')): void {
    if (this.#isSettled) return;
    this.#isSettled = true;
    clearTimeout(this.#timer);
    this.#halt.remove(this.#stop);
    this.#ended({ kind, answer });
  }

  onConnect(abort: (error?: Error) => void): void {
    this.#abort = abort;
    this.#isSent = true;
    if (this.#isSettled) abort(new Error('stopped'));
  }

  /** @returns true: nothing is to be held back. */
  onHeaders(status: number): boolean {
    this.#status = status;
    if (status >= 500) {
      this.#settle('failed');
      this.#abort?.(new Error('server error'));
    }
    return true;
  }

  onData(chunk: Buffer): boolean {
    this.#bytes += chunk.length;
    if (this.#bytes > this.#mostBytes || this.#chunks.length >= MOST_CHUNKS) {
      this.#settle('read', nothing('INVALID'));
      this.#abort?.(new Error('too large'));
    } else if (!this.#isSettled) this.#chunks.push(chunk);
    return true;
  }

  onComplete(): void {
    // A redirect is no answer, and where it leads nobody has configured.
    if (this.#status >= 300 && this.#status < 400) this.#settle('failed');
    else {
      // It is here in time, however long it waits to be read.
      clearTimeout(this.#timer);
      this.#read();
    }
    this.#over();
  }

  #read(): void {
    const pace = this.#pace;
    if (!pace) this.#readAtOnce();
    else if (this.#bytes > LONG_BYTES) void this.#readInTurns(pace);
    else {
      pace.grew(this.#bytes);
      pace.do(this.#readAtOnce);
    }
  }

  readonly #readAtOnce = (): void => {
    if (!this.#isSettled) this.#settle('read', readAnswer(this.#chunks, this.#bytes));
  };

  async #readInTurns(pace: Pace): Promise<void> {
    pace.grew(this.#bytes);
    await pace.turn();
    if (!this.#isSettled) this.#settle('read', await readInTurns(this.#chunks, this.#bytes, pace));
  }

  onError(_error: Error): void {
    this.#settle(this.#isSent ? 'failed' : 'unsent');
    this.#over();
  }
}
