import { printSchema } from 'graphql';
import type { HubConfig } from './config.ts';
import { serveGraphiql } from './console/graphiql.ts';
import { referenceEngine } from './engine/reference.ts';
import { tokenVerifier } from './identity/tokens.ts';
import { impatient, type Ledger, streamLedger } from './ledger/ledger.ts';
import { httpDoor } from './pipeline/http.ts';
import { answer } from './pipeline/index.ts';
import { recordRefusal } from './pipeline/record.ts';
import { loadSupergraph } from './supergraph/load.ts';

/** A running gateway. Disposing it lets running requests end. */
export interface Hub extends AsyncDisposable {
  readonly url: string;
}

/** What a caller of startHub may put in place of the default. */
export interface HubParts {
  readonly ledger?: Ledger;
  /** Where faults are told to the operator. */
  readonly fault?: (error: unknown) => void;
}

/** Wires the rooms and opens the door. @throws Error where the supergraph cannot be served. */
export async function startHub(config: HubConfig, parts: HubParts = {}): Promise<Hub> {
  const supergraph = loadSupergraph(config.supergraphSdl);
  const engine = await referenceEngine(supergraph, new Map([...supergraph.subgraphs, ...config.subgraphs]));
  const ledger = impatient(parts.ledger ?? streamLedger(process.stdout));
  const rooms = { schema: supergraph.api, labels: supergraph.labels, roles: config.roles, engine, ledger };
  const app = await httpDoor({
    schema: supergraph.api,
    schemaSdl: printSchema(supergraph.api),
    verify: tokenVerifier(config.issuers),
    purposes: config.purposes,
    answer: (exchange, asked) => answer(exchange, asked, rooms),
    refuse: (exchange, code) => recordRefusal(exchange, code, ledger),
    fault: parts.fault ?? toStandardError,
  });
  const close = async () => {
    await app.close();
    await engine[Symbol.asyncDispose]();
  };
  try {
    if (config.isGraphiqlServed) await serveGraphiql(app);
    await app.listen({ host: config.host, port: config.port });
  } catch (error) {
    await close();
    throw error;
  }
  return {
    url: `${app.listeningOrigin}/graphql`,
    [Symbol.asyncDispose]: close,
  };
}

/** Name and place of the fault; its text may hold a value and is left out. */
function toStandardError(error: unknown): void {
  const name = error instanceof Error ? error.name : 'unknown';
  const place = error instanceof Error ? (error.stack?.split('\n').slice(1, 4).join('') ?? '') : '';
  process.stderr.write(`${JSON.stringify({ kind: 'fault', name, place })}\n`);
}
