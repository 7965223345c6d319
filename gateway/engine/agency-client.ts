import { type Dispatcher, Pool } from 'undici';
import type { Halt } from '../halt.ts';
import { type AgencyAnswer, nothing, readAnswer } from './agency-answer.ts';
import { breaker, type Ticket } from './breaker.ts';
import type { EngineLimits } from './limits.ts';
import { turnstile } from './turnstile.ts';

/** The way to one agency's subgraph. */
export interface AgencyClient extends AsyncDisposable {
  /**
   * Sends one operation. Never throws: an agency that fails costs its own fields only.
   *
   * @param body a GraphQL request as JSON text.
   * @param halt ends the call; its answer is then UNAVAILABLE.
   */
  ask(body: string, halt: Halt): Promise<AgencyAnswer>;
}

const HEADERS = { 'content-type': 'application/json', accept: 'application/json' };
/** How long a connection that is not used is kept, milliseconds. Most servers close theirs after 5 s. */
const KEEP_ALIVE_MS = 4_000;
/** Wait before a connection that was refused is tried once more, milliseconds. */
const RETRY_MS = 20;

type Ended = { readonly kind: 'read'; readonly answer: AgencyAnswer } | { readonly kind: 'failed' | 'unsent' };

/**
 * A client with a pool of connections, so many calls at once and so many waiting, a timeout, one further try where no
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
  const send = (body: string, halt: Halt) =>
    new Promise<Ended>((resolve) => {
      const call = new Call(resolve, halt, limits);
      pool.dispatch({ path: pathname + search, method: 'POST', headers: HEADERS, body }, call);
    });

  async function called(body: string, halt: Halt, ticket: Ticket): Promise<AgencyAnswer> {
    let ended = await send(body, halt);
    if (ended.kind === 'unsent' && !halt.isHalted) {
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      ended = await send(body, halt);
    }
    const isOver = ended.kind !== 'read' && halt.isHalted;
    const answer = ended.kind === 'read' ? ended.answer : nothing('UNAVAILABLE');
    fuse.ended(ticket, isOver ? 'unknown' : answer.status === 'UNAVAILABLE' ? 'badly' : 'well');
    return answer;
  }

  return {
    async ask(body, halt) {
      if (halt.isHalted) return nothing('UNAVAILABLE');
      if (!fuse.mayCall()) return nothing('UNAVAILABLE');
      const entry = gate.enter(halt);
      if ((typeof entry === 'string' ? entry : await entry) !== 'in') return nothing('UNAVAILABLE');
      try {
        // Asked again: it may have been left alone while this call waited for its turn.
        const ticket = fuse.ticket();
        return ticket ? await called(body, halt, ticket) : nothing('UNAVAILABLE');
      } finally {
        gate.leave();
      }
    },
    [Symbol.asyncDispose]: () => pool.destroy(),
  };
}

/** One HTTP exchange. */
class Call implements Dispatcher.DispatchHandler {
  readonly #chunks: Buffer[] = [];
  readonly #resolve: (ended: Ended) => void;
  readonly #halt: Halt;
  readonly #mostBytes: number;
  readonly #timer: NodeJS.Timeout;
  #controller: Dispatcher.DispatchController | undefined;
  #isSent = false;
  #isSettled = false;
  #status = 0;
  #bytes = 0;

  constructor(resolve: (ended: Ended) => void, halt: Halt, limits: EngineLimits) {
    this.#resolve = resolve;
    this.#halt = halt;
    this.#mostBytes = limits.answerBytes;
    this.#timer = setTimeout(this.#stop, limits.fetchMs);
    halt.add(this.#stop);
  }

  /** The caller does not wait for the connection to be gone. */
  readonly #stop = (): void => {
    this.#settle({ kind: 'failed' });
    this.#controller?.abort(new Error('stopped'));
  };

  #settle(ended: Ended): void {
    if (this.#isSettled) return;
    this.#isSettled = true;
    clearTimeout(this.#timer);
    this.#halt.remove(this.#stop);
    this.#resolve(ended);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    this.#isSent = true;
    if (this.#isSettled) controller.abort(new Error('stopped'));
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number): void {
    this.#status = status;
    if (status < 500) return;
    this.#settle({ kind: 'failed' });
    controller.abort(new Error('server error'));
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes > this.#mostBytes) {
      this.#settle({ kind: 'read', answer: nothing('INVALID') });
      controller.abort(new Error('too large'));
    } else if (!this.#isSettled) this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    if (this.#isSettled) return;
    // A redirect is no answer, and where it leads nobody has configured.
    if (this.#status >= 300 && this.#status < 400) this.#settle({ kind: 'failed' });
    else void readAnswer(this.#chunks, this.#bytes).then((answer) => this.#settle({ kind: 'read', answer }));
  }

  onResponseError(_controller: Dispatcher.DispatchController, _error: Error): void {
    this.#settle({ kind: this.#isSent ? 'failed' : 'unsent' });
  }
}
