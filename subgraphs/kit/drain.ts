import { Server as NetServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

const LOOK_MS = 10;

/**
 * Ends without a refused call: new connections are not taken, calls on those there are are answered, and each answer asks
 * for its connection to be closed. A call that is sent on a connection just when it is closed would be lost.
 *
 * @param drainMs how long connections are let go of one by one before those that are idle are closed, milliseconds.
 */
export function drainOnClose(app: FastifyInstance, drainMs: number): void {
  let isDraining = false;
  app.addHook('onSend', async (_request, reply) => {
    if (isDraining) reply.header('connection', 'close');
  });
  app.addHook('preClose', async () => {
    isDraining = true;
    const { server } = app;
    if (!server.listening) return;
    // Of its own accord an HTTP server would close idle connections with it.
    NetServer.prototype.close.call(server);
    const until = performance.now() + drainMs;
    while (performance.now() < until && (await connections(app)) > 0) await pause(LOOK_MS);
  });
}

function connections({ server }: FastifyInstance): Promise<number> {
  return new Promise((resolve) => {
    server.getConnections((_error, count) => resolve(count ?? 0));
  });
}
