import { Server as NetServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const LOOK_MS = 10;

/** How long those who were asked are waited for, milliseconds; a source has given up before. */
const LONGEST_ANSWER_MS = 10_000;

/**
 * Ends without a refused call: new connections are not taken, calls on those there are are answered, and each answer asks
 * for its connection to be closed. A call that is sent on a connection just when it is closed would be lost. It ends
 * whatever others do: who holds a connection and sends nothing, or half a call, does not keep it.
 *
 * @param drainMs how long connections are let go of one by one before those that are idle are closed, milliseconds.
 */
export function drainOnClose(app: FastifyInstance, drainMs: number): void {
  let isDraining = false;
  const answering = new Set<FastifyRequest>();
  app.addHook('onRequest', async (request, reply) => {
    answering.add(request);
    // Told of every end, that of a connection which broke too.
    reply.raw.once('close', () => answering.delete(request));
  });
  app.addHook('onSend', async (_request, reply) => {
    if (isDraining) reply.header('connection', 'close');
  });
  app.addHook('preClose', async () => {
    isDraining = true;
    const { server } = app;
    if (!server.listening) return;
    // Of its own accord an HTTP server would close idle connections with it.
    NetServer.prototype.close.call(server);
    const start = performance.now();
    const passed = () => performance.now() - start;
    while (passed() < drainMs && (await connections(app)) > 0) await pause(LOOK_MS);
    while (passed() < drainMs + LONGEST_ANSWER_MS && answering.size > 0) await pause(LOOK_MS);
    server.closeAllConnections();
  });
}

function connections({ server }: FastifyInstance): Promise<number> {
  return new Promise((resolve) => {
    server.getConnections((_error, count) => resolve(count ?? 0));
  });
}
