import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import fastify, { type FastifyInstance } from 'fastify';
import { parse, print } from 'graphql';
import { PERSONAS, personaOf } from '../../demo/identity/personas.ts';
import { personaToken } from '../../demo/identity/token.ts';
import { serveGraphiql } from '../../gateway/console/graphiql.ts';
import { askedIn } from '../release/asked.ts';
import { type Contract, questionFor, readContract } from '../release/contract.ts';
import { explained } from '../release/explained.ts';
import type { Why } from '../release/why.ts';
import { ownPlace } from './contract.ts';
import { exampleQuestion } from './example-question.ts';
import type { Dev } from './session.ts';
import type { DevStanding } from './state.ts';

/** The page to develop with. */
export interface DevPage extends AsyncDisposable {
  readonly url: string;
}

const FOLDER = new URL('./page/', import.meta.url);
const file = (name: string) => readFileSync(new URL(name, FOLDER));

/** Everything comes from this machine; what GraphiQL brings styles itself. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";
const MOST_BYTES = 256 * 1024;

/**
 * Serves the page on loopback: GraphiQL as any persona for any purpose, and beside the answer why each field is released
 * or not, and what is wrong with what was saved last.
 *
 * @param port 0: any free one.
 */
export async function startPage(dev: Dev, port: number): Promise<DevPage> {
  const app = fastify({ bodyLimit: MOST_BYTES, forceCloseConnections: true });
  let host = '';
  app.addHook('onRequest', async (request, reply) => {
    const { host: asked, origin = `http://${host}` } = request.headers;
    // A page whose name was made to lead here would be given answers as any persona; so would one from elsewhere.
    if (asked !== host) await reply.code(421).send();
    else if (origin !== `http://${host}`) await reply.code(403).send();
  });
  for (const [path, name, type] of [
    ['/', 'index.html', 'text/html; charset=utf-8'],
    ['/dev/page.js', 'page.js', 'text/javascript; charset=utf-8'],
    ['/dev/page.css', 'page.css', 'text/css; charset=utf-8'],
  ] as const) {
    app.get(path, async (_request, reply) =>
      reply
        .headers({ 'content-type': type, 'content-security-policy': POLICY, 'x-content-type-options': 'nosniff' })
        .send(file(name)),
    );
  }
  await serveGraphiql(app);
  serveAnswers(app, dev);
  serveStanding(app, dev);
  await app.listen({ host: '127.0.0.1', port });
  host = new URL(app.listeningOrigin).host;
  return { url: `${app.listeningOrigin}/`, [Symbol.asyncDispose]: () => app.close() };
}

/** Who asks is said by the page, in place of a token. */
interface Asking {
  readonly persona: string;
  readonly purpose: string;
  readonly body: { readonly query?: string; readonly variables?: unknown; readonly operationName?: string };
}

const ASKING = {
  type: 'object',
  required: ['persona', 'purpose', 'body'],
  properties: {
    persona: { type: 'string' },
    purpose: { type: 'string', pattern: '^[A-Z_]{1,64}$' },
    body: { type: 'object' },
  },
} as const;

function serveAnswers(app: FastifyInstance, dev: Dev): void {
  const contract = contractOf(dev);
  app.get('/dev/start', async () => ({
    people: PERSONAS.map(({ name, agency, sentence, purposes }) => ({ name, agency, sentence, purposes })),
    defaultQuery: print(parse(exampleQuestion(dev.schema))),
  }));
  app.post<{ Body: Asking }>(
    '/dev/ask',
    { schema: { body: ASKING } },
    async ({ body: { persona, purpose, body } }, reply) => {
      const token = await personaToken(dev.identity, { persona });
      const headers = { 'content-type': 'application/json', 'hub-purpose': purpose, authorization: `Bearer ${token}` };
      const answer = await fetch(dev.url, { method: 'POST', headers, body: JSON.stringify(body) });
      return reply
        .code(answer.status)
        .type('application/json')
        .send(await answer.text());
    },
  );
  app.post<{ Body: Asking }>('/dev/explain', { schema: { body: ASKING } }, async ({ body }, reply) => {
    try {
      return { whys: whysOf(body, contract()).map((why) => placed(why, dev)) };
    } catch (error) {
      return reply.code(400).send({ message: error instanceof Error ? error.message : 'cannot be explained' });
    }
  });
}

function whysOf({ persona: name, purpose, body }: Asking, contract: Contract) {
  const persona = personaOf(name);
  if (!persona || !contract.purposes.has(purpose)) throw new Error('No such persona, or no such purpose.');
  const asked = askedIn(body.query ?? '', contract, body.operationName, body.variables);
  return explained(asked, contract, questionFor(persona, purpose, contract), Date.now());
}

function placed(why: Why, { contract, agency }: Dev): Why {
  return { ...why, said: why.said.map((each) => ({ ...each, place: ownPlace(each.place, contract, agency) })) };
}

/** Read once for each graph that is served. */
function contractOf({ contract: folder, state }: Dev): () => Contract {
  let known: { readonly generation: number; readonly contract: Contract } | undefined;
  return () => {
    const { generation } = state.now;
    if (known?.generation !== generation) known = { generation, contract: readContract(folder) };
    return known.contract;
  };
}

/** Server-sent events: how the agency stands, now and at each change. */
function serveStanding(app: FastifyInstance, { state }: Dev): void {
  app.get('/dev/standing', (request, reply) => {
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    tell(raw, state.now);
    const stop = state.onChange((standing) => tell(raw, standing));
    request.raw.once('close', stop);
  });
}

function tell(response: ServerResponse, standing: DevStanding): void {
  response.write(`data: ${JSON.stringify(standing)}\n\n`);
}
