/**
 * All subgraphs of the workload as one process beside the measured ones: answers any valid operation, and takes as
 * little of the machine as it can, since a body that came before is answered by the bytes it was answered with then.
 *
 * node --import tsx bench/workload/subgraphs.ts NUMBER-OF-REGISTERS
 */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, graphql } from 'graphql';
import { subgraphSdls } from './graph.ts';
import { RESOLVERS } from './resolvers.ts';

/** What this process tells the one that started it. */
export type SubgraphsMessage =
  | { readonly kind: 'ready'; readonly urls: Readonly<Record<string, string>> }
  | { readonly kind: 'calls'; readonly calls: number };

/** Most bytes of answers kept for each subgraph. */
const MOST_BYTES = 128 * 1024 * 1024;

let calls = 0;
process.once('disconnect', () => process.exit());
process.on('message', () => tell({ kind: 'calls', calls }));

const urls: Record<string, string> = {};
for (const { name, document } of subgraphSdls(Number(process.argv[2] ?? 0))) {
  const schema = buildSubgraphSchema([{ typeDefs: document, resolvers: (RESOLVERS.get(name) ?? {}) as never }]);
  urls[name] = await listening(door(schema));
}
tell({ kind: 'ready', urls });

function tell(message: SubgraphsMessage): void {
  process.send?.(message);
}

function listening(listener: RequestListener): Promise<string> {
  const server = createServer({ keepAliveTimeout: 0 }, listener);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`));
  });
}

function door(schema: GraphQLSchema): RequestListener {
  const answers = new Map<string, Buffer>();
  let bytes = 0;
  async function answerTo(body: string): Promise<Buffer> {
    const known = answers.get(body);
    if (known) return known;
    const answer = await answered(schema, body);
    bytes += answer.length + body.length;
    for (const [oldest, its] of answers) {
      if (bytes <= MOST_BYTES) break;
      answers.delete(oldest);
      bytes -= its.length + oldest.length;
    }
    answers.set(body, answer);
    return answer;
  }
  return (request, response) => {
    calls += 1;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      answerTo(Buffer.concat(chunks).toString()).then(
        (answer) =>
          response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length }).end(answer),
        () => response.writeHead(400).end(),
      );
    });
  };
}

async function answered(schema: GraphQLSchema, body: string): Promise<Buffer> {
  const { query, variables, operationName } = JSON.parse(body);
  const result = await graphql({ schema, source: query, variableValues: variables, operationName });
  return Buffer.from(JSON.stringify(result));
}
