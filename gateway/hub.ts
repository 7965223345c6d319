import type { HubConfig } from './config.ts';
import { serveGraphiql } from './console/graphiql.ts';
import { agencyClients } from './engine/agency-clients.ts';
import { HubError } from './errors.ts';
import { tokenVerifier } from './identity/tokens.ts';
import { impatient, type Ledger, streamLedger } from './ledger/ledger.ts';
import { allowOrigins } from './pipeline/cors.ts';
import { type Caller, closeDoor, httpDoor } from './pipeline/http.ts';
import { answer } from './pipeline/index.ts';
import { recordRefusal } from './pipeline/record.ts';
import { serving } from './serving.ts';

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
  const ledger = impatient(parts.ledger ?? streamLedger(process.stdout));
  const fault = parts.fault ?? toStandardError;
  const running: AsyncDisposable[] = [];
  const use = <Part extends AsyncDisposable>(part: Part): Part => {
    running.unshift(part);
    return part;
  };
  const close = async () => {
    for (const part of running.splice(0)) await part[Symbol.asyncDispose]();
  };
  try {
    const clients = use(agencyClients(config.engine.limits));
    const served = use(await serving(config, { clients, ledger, fault }));
    const app = await httpDoor({
      served,
      caller: callerOf(config),
      answer: (exchange, asked, schema) => {
        const rooms = served.roomsOf(schema);
        if (!rooms) throw new HubError('INTERNAL_ERROR');
        return answer(exchange, asked, rooms);
      },
      refuse: (exchange, code) => recordRefusal(exchange, code, ledger),
      fault,
    });
    use({ [Symbol.asyncDispose]: () => closeDoor(app) });
    allowOrigins(app, config.origins ?? new Set());
    if (config.isGraphiqlServed) await serveGraphiql(app);
    await app.listen({ host: config.host, port: config.port });
    return { url: `${app.listeningOrigin}/graphql`, [Symbol.asyncDispose]: close };
  } catch (error) {
    await close();
    throw error;
  }
}

function callerOf({ access }: HubConfig): Caller {
  if (access.kind === 'open') return { kind: 'anybody' };
  return { kind: 'identified', verify: tokenVerifier(access.issuers), purposes: access.purposes };
}

/** Name and place of the fault; its text may hold a value and is left out. */
function toStandardError(error: unknown): void {
  const name = error instanceof Error ? error.name : 'unknown';
  const place = error instanceof Error ? (error.stack?.split('\n').slice(1, 4).join('') ?? '') : '';
  process.stderr.write(`${JSON.stringify({ kind: 'fault', name, place })}\n`);
}
