import { createServer as createHttpServer, request } from 'node:http';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Stands before an existing system and counts what is asked of it. */
export interface Counter extends AsyncDisposable {
  /** Address to use in the system's place. */
  readonly url: string;
  /** Asked since the last reset: SQL statements executed, or HTTP calls. */
  readonly count: number;
  reset(): void;
}

/** PostgreSQL frontend messages that execute a statement: Query and Execute. */
const EXECUTES = new Set(['Q', 'E']);

/**
 * Counts the SQL statements that reach a database, by reading the protocol (frontend messages: one byte of kind, four of
 * length; the first message of a connection has no kind).
 */
export async function countStatements(databaseUrl: string): Promise<Counter> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let count = 0;
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    const read = frontendReader((kind) => {
      if (EXECUTES.has(kind)) count += 1;
    });
    client.on('data', read);
    client.pipe(upstream).pipe(client);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(databaseUrl);
  url.port = String((server.address() as AddressInfo).port);
  url.hostname = '127.0.0.1';
  return {
    url: url.toString(),
    get count() {
      return count;
    },
    reset() {
      count = 0;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Tells the kind of each frontend message, however the bytes are cut. */
function frontendReader(seen: (kind: string) => void): (chunk: Buffer) => void {
  let pending = Buffer.alloc(0);
  let isStarted = false;
  return (chunk) => {
    pending = Buffer.concat([pending, chunk]);
    for (;;) {
      const kindBytes = isStarted ? 1 : 0;
      if (pending.length < kindBytes + 4) return;
      const size = kindBytes + pending.readUInt32BE(kindBytes);
      if (pending.length < size) return;
      if (isStarted) seen(String.fromCharCode(pending[0] ?? 0));
      isStarted = true;
      pending = pending.subarray(size);
    }
  };
}

/** Counts the HTTP calls that reach a service, its health probe left out. */
export async function countCalls(serviceUrl: string): Promise<Counter> {
  const target = new URL(serviceUrl);
  let count = 0;
  const server = createHttpServer((incoming, outgoing) => {
    if (incoming.url !== '/health') count += 1;
    const { method, headers, url: path } = incoming;
    const forward = request({ host: target.hostname, port: target.port, method, headers, path }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    forward.on('error', () => outgoing.destroy());
    incoming.pipe(forward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get count() {
      return count;
    },
    reset() {
      count = 0;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
