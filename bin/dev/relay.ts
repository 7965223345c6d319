import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

/** An address that stays while what answers behind it changes. */
export interface Relay extends AsyncDisposable {
  readonly url: string;
  /** New connections go there; those to what was there before end with their answers. */
  lead(to: string): void;
}

/** Listens on loopback. Nobody behind it yet: connections are closed. */
export async function relay(): Promise<Relay> {
  let target: URL | undefined;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    if (!target) return void socket.destroy();
    const behind = connect(Number(target.port), target.hostname);
    for (const [one, other] of [
      [socket, behind],
      [behind, socket],
    ] as const) {
      sockets.add(one);
      one.pipe(other);
      one.once('error', () => other.destroy());
      one.once('close', () => {
        sockets.delete(one);
        other.end();
      });
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    lead(to) {
      target = new URL(to);
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
