import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse } from 'graphql';

/** A server on loopback that answers as it is told; disposing it ends whatever is still open. */
export async function answering(listener: RequestListener): Promise<AsyncDisposable & { readonly url: string }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A federation subgraph made without the kit. */
export function plainSubgraph(sdl: string): Promise<AsyncDisposable & { readonly url: string }> {
  const schema = buildSubgraphSchema(parse(sdl));
  return answering(async (request, reply) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { query } = JSON.parse(Buffer.concat(chunks).toString()) as { query: string };
    reply.setHeader('content-type', 'application/json').end(JSON.stringify(await graphql({ schema, source: query })));
  });
}

/** An address of this machine at which nobody listens. */
export async function nobodyListens(): Promise<string> {
  await using server = await answering(() => {});
  return server.url;
}
