import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { execute } from 'graphql';
import { type OpenOptions, openConfig } from '../../gateway/config.ts';
import type { ExchangeRecord } from '../../gateway/exchange.ts';
import { startHub } from '../../gateway/hub.ts';
import type { Answer, HandledCall } from './federated.ts';

/** How long a condition is waited for, and how often it is looked at, milliseconds. */
const PATIENCE_MS = 20_000;
const LOOK_MS = 5;

/** Waits until the condition holds. @throws Error where it does not in time. */
export async function eventually(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`in vain waited for: ${what}`);
    await wait(LOOK_MS);
  }
}

/** A call an agency has not answered yet. */
export interface HeldCall {
  readonly call: HandledCall;
  readonly response: ServerResponse;
}

/** Behaviour of a subgraph that answers its calls only when it is told to, and counts them. */
export class HeldAgency {
  /** Calls not answered yet whose connection is open. */
  readonly held: HeldCall[] = [];
  /** Calls received. */
  total = 0;
  /** Most calls that were open together. */
  most = 0;
  /** Calls whose connection was closed before they were answered. */
  dropped = 0;
  /** Calls are answered as they come. */
  isOpen = false;

  /** For `respond` of a subgraph. */
  readonly respond = (call: HandledCall, response: ServerResponse): void => {
    this.total += 1;
    const held = { call, response };
    this.held.push(held);
    this.most = Math.max(this.most, this.held.length);
    response.on('close', () => {
      if (response.writableFinished) return;
      this.dropped += 1;
      this.#forget(held);
    });
    if (this.isOpen) void this.release();
  };

  /** Answers what is held now by the given behaviour; by the subgraph's resolvers unless said otherwise. */
  async release(how: (held: HeldCall) => unknown = answerWell): Promise<void> {
    for (const held of [...this.held]) {
      this.#forget(held);
      await how(held);
    }
  }

  /** Answers what is held and what comes. */
  async open(): Promise<void> {
    this.isOpen = true;
    await this.release();
  }

  #forget(held: HeldCall): void {
    const at = this.held.indexOf(held);
    if (at >= 0) this.held.splice(at, 1);
  }
}

/** Answers a call by its schema's resolvers. */
export async function answerWell({ call, response }: HeldCall): Promise<void> {
  const { schema, document, variables } = call;
  const answer = await execute({ schema, document, variableValues: variables, rootValue: {} });
  response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
}

/** Answers a call as a server that is broken does. */
export function answerBroken({ response }: HeldCall): void {
  response.writeHead(503).end('out of order');
}

/** A hub whose records and faults are kept for the test. */
export interface WatchedHub extends AsyncDisposable {
  readonly url: string;
  readonly records: readonly ExchangeRecord[];
  readonly faults: readonly unknown[];
  ask(query: string, variables?: object): Promise<Answer>;
}

/** What a watched hub is told; `file`: path of its supergraph in place of the text. */
export type WatchedOptions = Partial<OpenOptions> & { readonly file?: string };

export async function startWatchedHub({ file, supergraphSdl = '', ...options }: WatchedOptions): Promise<WatchedHub> {
  const records: ExchangeRecord[] = [];
  const faults: unknown[] = [];
  const config = openConfig({ supergraphSdl, ...options });
  const hub = await startHub(file === undefined ? config : { ...config, supergraph: { kind: 'file', path: file } }, {
    ledger: { append: async (record) => void records.push(record), act: async () => {} },
    fault: (error) => faults.push(error),
  });
  return {
    url: hub.url,
    records,
    faults,
    ask: (query, variables) => askAt(hub.url, query, variables),
    [Symbol.asyncDispose]: () => hub[Symbol.asyncDispose](),
  };
}

/** Asks a hub one operation; `signal` closes the connection. */
export async function askAt(url: string, query: string, variables: object = {}, signal?: AbortSignal): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
    ...(signal && { signal }),
  });
  const text = await response.text();
  const body = JSON.parse(text);
  return {
    status: response.status,
    text,
    data: body.data,
    errors: body.errors ?? [],
    sources: body.extensions?.sources ?? {},
  };
}

/** A port on which nobody listens. */
export async function freePort(): Promise<number> {
  const server = createTcpServer();
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

/** A server on a given port that answers every call with the same JSON. */
export async function startFixed(port: number, body: object): Promise<AsyncDisposable> {
  const server: Server = createServer((request, response) => {
    request.resume();
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  });
  await new Promise<void>((listening) => void server.listen(port, '127.0.0.1', listening));
  return {
    [Symbol.asyncDispose]: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
