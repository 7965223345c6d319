import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type DocumentNode, execute, type GraphQLSchema, parse, validate } from 'graphql';
import { type OpenOptions, openConfig, standardConfig } from '../../gateway/config.ts';
import { type HubParts, startHub } from '../../gateway/hub.ts';

/** One operation as a subgraph received it. */
export interface Call {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A call with what is needed to answer it by hand. */
export interface HandledCall extends Call {
  readonly document: DocumentNode;
  readonly schema: GraphQLSchema;
}

/** One subgraph of a federation under test. */
export interface Subgraph {
  readonly name: string;
  /** Without the federation @link, which is put before it where `federation` is 2. */
  readonly typeDefs: string;
  readonly resolvers?: Resolvers;
  /** Answers in place of the resolvers: for subgraphs that misbehave. */
  readonly respond?: (call: HandledCall, response: ServerResponse) => void;
  /** Version the SDL is written for; 2 unless said otherwise. */
  readonly federation?: 1 | 2;
}

/** Type → field → resolver, as buildSubgraphSchema takes them. */
export type Resolvers = Readonly<Record<string, Readonly<Record<string, object>>>>;

/** Which of the gateway's engines answers. */
export interface EngineUnderTest {
  readonly title: string;
  readonly engine: 'hub' | 'reference';
  readonly planner?: 'hive' | 'apollo';
}

const DEFAULT_ENGINE: EngineUnderTest = { title: 'hub with hive', engine: 'hub' };

/** The engines every case is asked of: the hub's own with its default planner, or all where ENGINES=all is set. */
export const ENGINES: readonly EngineUnderTest[] =
  process.env['ENGINES'] === 'all'
    ? [
        DEFAULT_ENGINE,
        { title: 'hub with apollo', engine: 'hub', planner: 'apollo' },
        { title: 'reference', engine: 'reference' },
      ]
    : [DEFAULT_ENGINE];

/** Of these the hub's own: the reference treats the wrong answers of subgraphs by rules of its own. */
export const OWN_ENGINES: readonly EngineUnderTest[] = ENGINES.filter(({ engine }) => engine === 'hub');

/** The gateway's answer to one operation. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly data: Record<string, unknown> | null | undefined;
  readonly errors: readonly AnswerError[];
  /** Subgraph → how it did. */
  readonly sources: Readonly<Record<string, string>>;
}

export interface AnswerError {
  readonly message: string;
  readonly path?: ReadonlyArray<string | number>;
  readonly extensions: { readonly code: string; readonly agency?: string; readonly agencyCode?: string };
}

/** A gateway over real HTTP subgraphs. */
export interface Federation extends AsyncDisposable {
  readonly url: string;
  readonly supergraphSdl: string;
  /** Subgraph → the operations it received since the last `forget`, in order. */
  readonly calls: Readonly<Record<string, Call[]>>;
  ask(query: string, variables?: object, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** Empties `calls`. */
  forget(): void;
}

/** What a federation is made of. */
export interface FederationParts extends Partial<Pick<EngineUnderTest, 'engine' | 'planner'>> {
  readonly subgraphs: readonly Subgraph[];
  /** Limits of the engine where a test cannot wait for the usual ones. */
  readonly limits?: NonNullable<OpenOptions['limits']>;
  /** Protected by the standard directives, with these parts in place; else open. */
  readonly standard?: Pick<HubParts, 'identity' | 'pdp' | 'fault'>;
}

const FEDERATION_2 = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requires",
  "@provides", "@external", "@shareable", "@override", "@inaccessible", "@interfaceObject", "@extends", "@tag",
  "@authenticated", "@requiresScopes", "@policy"])\n`;

/** @throws Error with the texts of composition where the subgraphs do not fit together. */
export async function startFederation({ subgraphs, standard, ...options }: FederationParts): Promise<Federation> {
  const calls: Record<string, Call[]> = Object.fromEntries(subgraphs.map(({ name }) => [name, []]));
  const opened: AsyncDisposable[] = [];
  // What was opened last is closed first: the gateway before its subgraphs.
  const close = async () => {
    for (const each of opened.reverse()) await each[Symbol.asyncDispose]();
  };
  try {
    const services = [];
    for (const subgraph of subgraphs) {
      const server = await startServer(subgraph, calls[subgraph.name] ?? []);
      opened.push(server);
      services.push({ name: subgraph.name, url: server.url, typeDefs: documentOf(subgraph) });
    }
    const supergraphSdl = composed(services);
    const config = standard ? standardConfig({ supergraphSdl, ...options }) : openConfig({ supergraphSdl, ...options });
    const hub = await startHub(config, { ...standard, ledger: { append: async () => {}, act: async () => {} } });
    opened.push(hub);
    return {
      url: hub.url,
      supergraphSdl,
      calls,
      ask: (query, variables, headers) => ask(hub.url, query, variables, headers),
      forget() {
        for (const received of Object.values(calls)) received.length = 0;
      },
      [Symbol.asyncDispose]: close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function composed(services: Parameters<typeof composeServices>[0]): string {
  const { supergraphSdl, errors } = composeServices(services);
  if (supergraphSdl !== undefined) return supergraphSdl;
  throw new Error(`The subgraphs do not compose:\n${(errors ?? []).map((error) => error.message).join('\n')}`);
}

function documentOf({ typeDefs, federation = 2 }: Subgraph): DocumentNode {
  return parse(federation === 2 ? FEDERATION_2 + typeDefs : typeDefs);
}

async function ask(
  url: string,
  query: string,
  variables: object = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
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

/** A light subgraph: it validates as a real one does, so that an operation of the gateway that does not fit is refused. */
export async function startServer(
  subgraph: Subgraph,
  calls: Call[],
): Promise<{ readonly url: string } & AsyncDisposable> {
  const schema = buildSubgraphSchema({
    typeDefs: documentOf(subgraph),
    resolvers: (subgraph.resolvers ?? {}) as never,
  });
  const server = createServer(async (request, response) => {
    const call = await received(request);
    calls.push(call);
    const document = parse(call.query);
    if (subgraph.respond) return subgraph.respond({ ...call, document, schema }, response);
    const errors = validate(schema, document);
    const answer =
      errors.length > 0
        ? { errors }
        : await execute({ schema, document, variableValues: call.variables, rootValue: {} });
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  });
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

async function received(request: IncomingMessage): Promise<Call> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  return { query: body.query, variables: body.variables ?? {} };
}
