import { Socket } from 'node:net';
import { startGraph } from '../support/graph.ts';

/** Every address this process connects to while the block runs. */
async function connectionsDuring(block: () => Promise<void>): Promise<string[]> {
  const original = Socket.prototype.connect;
  const seen: string[] = [];
  Socket.prototype.connect = function connect(this: Socket, ...args: unknown[]) {
    const options = Array.isArray(args[0]) ? args[0][0] : args[0];
    seen.push(JSON.stringify(options?.host ?? options?.path ?? options));
    return Reflect.apply(original, this, args);
  } as typeof original;
  try {
    await block();
  } finally {
    Socket.prototype.connect = original;
  }
  return seen;
}

test('the gateway connects to the agencies it was given and to nothing else', async () => {
  const seen = await connectionsDuring(async () => {
    await using graph = await startGraph();
    expect((await graph.ask('chief', '{ ships { name alert } }')).body.errors).toBeUndefined();
  });
  expect(seen).not.toHaveLength(0);
  expect(new Set(seen)).toEqual(new Set(['"127.0.0.1"']));
});
