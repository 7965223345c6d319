import { compose } from '../../bin/compose/compose.ts';
import { DEFAULT_ENGINE, type HubConfig } from '../../gateway/config.ts';
import type { ExchangeRecord } from '../../gateway/exchange.ts';
import { startHub } from '../../gateway/hub.ts';
import { agencyName } from '../../gateway/ids.ts';
import type { Ledger } from '../../gateway/ledger/ledger.ts';
import { roleCategories } from '../../gateway/policy/categories.ts';
import { type Agency, defineAgency, startSubgraph } from '../../subgraphs/kit/index.ts';
import { subgraphDocument } from '../../subgraphs/kit/server.ts';
import { type TestIssuer, testIssuer } from './tokens.ts';

/** Ships of the port as its agency would keep them. */
const SHIPS = [
  {
    id: '1',
    name: 'Anna',
    owner: 'Lakeside Lines',
    master: { name: 'A. Okello' },
    berths: [{ number: 4 }],
    strict: 'x',
    tonnage: 900,
  },
  {
    id: '2',
    name: 'Bella',
    owner: 'Nile Freight',
    master: { name: 'B. Wanjiru' },
    berths: [],
    strict: 'y',
    tonnage: 1200,
  },
];

/** What the port's resolvers answer may be changed by a test; `calls` counts what reached them. */
export interface Ports {
  ships: readonly object[];
  calls: number;
}

/** The agency that owns ships. */
export function port(state: Ports): Agency {
  const ships = () => {
    state.calls += 1;
    return state.ships;
  };
  return defineAgency({
    name: 'port',
    schema: new URL('./graph/port.graphql', import.meta.url),
    resolvers: {
      Query: {
        ships: (_: unknown, { first }: { first: number }) => ships().slice(0, first),
        ship: (_: unknown, { imo }: { imo?: string }) =>
          ships().find((ship) => (ship as { id: string }).id === imo) ?? null,
        required: () => ships()[0],
      },
      Ship: {
        __resolveReference: ({ id }: { id: string }) => ships().find((ship) => (ship as { id: string }).id === id),
      },
    },
    openSource: () => ({ [Symbol.asyncDispose]: async () => {} }),
    loaders: () => undefined,
    ready: async () => true,
  });
}

/** The agency that watches them. */
export const watch: Agency = defineAgency({
  name: 'watch',
  schema: new URL('./graph/watch.graphql', import.meta.url),
  resolvers: {
    Query: { watchers: () => 3 },
    Ship: {
      __resolveReference: ({ id }: { id: string }) => ({ id, alert: `alert ${id}`, seen: `seen ${id}` }),
    },
  },
  openSource: () => ({ [Symbol.asyncDispose]: async () => {} }),
  loaders: () => undefined,
  ready: async () => true,
});

export const ROLES = {
  reader: ['PUBLIC'],
  officer: ['PUBLIC', 'OFFICIAL'],
  broker: ['PUBLIC', 'OFFICIAL', 'COMMERCIAL'],
  chief: ['PUBLIC', 'OFFICIAL', 'COMMERCIAL', 'PERSONAL', 'LAW_ENFORCEMENT'],
};

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: {
    readonly data?: Record<string, unknown> | null;
    readonly errors?: ReadonlyArray<{
      readonly message: string;
      readonly path?: ReadonlyArray<string | number>;
      readonly extensions: {
        readonly code: string;
        readonly agency?: string;
        readonly reason?: string;
        readonly argument?: string;
      };
    }>;
    readonly extensions?: { readonly decisionId: string; readonly sources: Readonly<Record<string, string>> };
  };
}

export interface Graph extends AsyncDisposable {
  readonly url: string;
  readonly port: Ports;
  readonly identity: TestIssuer;
  readonly records: ExchangeRecord[];
  readonly faults: unknown[];
  /** Asks as a role, with a purpose unless the headers say otherwise. */
  ask(role: string, query: string, variables?: object): Promise<Answer>;
  /** Sends a request as it is. */
  send(init: RequestInit): Promise<Answer>;
}

export interface GraphOptions {
  /** Address of another server in place of an agency's subgraph. */
  readonly urls?: Readonly<Record<string, string>>;
  readonly ledger?: Ledger;
}

/** A small federated graph with the real gateway before it. */
export async function startGraph(options: GraphOptions = {}): Promise<Graph> {
  const state: Ports = { ships: SHIPS, calls: 0 };
  const identity = await testIssuer();
  const agencies = [port(state), watch];
  const running = await Promise.all(agencies.map((agency) => startSubgraph(agency, { sourceUrl: '' })));
  const records: ExchangeRecord[] = [];
  const faults: unknown[] = [];
  const config = graphConfig(agencies, identity);
  const urls = { ...Object.fromEntries(running.map(({ name, url }) => [name, url])), ...options.urls };
  const subgraphs = new Map(Object.entries(urls).map(([name, url]) => [agencyName(name) ?? never(), url]));
  const ledger = options.ledger ?? { append: async (record: ExchangeRecord) => void records.push(record) };
  const closeSubgraphs = () => Promise.all(running.map((each) => each[Symbol.asyncDispose]()));
  const hub = await startHub({ ...config, subgraphs }, { ledger, fault: (error) => faults.push(error) }).catch(
    async (error: unknown) => {
      await closeSubgraphs();
      throw error;
    },
  );
  const send = (init: RequestInit) => answerOf(hub.url, init);
  return {
    url: hub.url,
    port: state,
    identity,
    records,
    faults,
    send,
    async ask(role, query, variables) {
      const authorization = `Bearer ${await identity.token({ roles: [role] })}`;
      const headers = { authorization, 'hub-purpose': 'RISK_ASSESSMENT', 'content-type': 'application/json' };
      return send({ method: 'POST', headers, body: JSON.stringify({ query, variables }) });
    },
    async [Symbol.asyncDispose]() {
      await hub[Symbol.asyncDispose]();
      await closeSubgraphs();
    },
  };
}

/** Configuration of a gateway over the given agencies. */
export function graphConfig(agencies: readonly Agency[], identity: TestIssuer): HubConfig {
  const composed = compose(
    agencies.map((agency) => ({
      name: agency.name,
      url: `http://${agency.name}.invalid`,
      document: subgraphDocument(agency),
    })),
  );
  if (composed.kind === 'refused') throw new Error(composed.problems.join('\n'));
  return {
    supergraph: { kind: 'text', sdl: composed.supergraph },
    subgraphs: new Map(),
    access: {
      kind: 'protected',
      issuers: [identity.issuer],
      roles: roleCategories(ROLES),
      purposes: new Set(['RISK_ASSESSMENT', 'BORDER_CHECK']),
    },
    engine: DEFAULT_ENGINE,
    operations: [],
    host: '127.0.0.1',
    port: 0,
    isGraphiqlServed: false,
  };
}

/** The answer's data in the form the test expects it. @throws Error where there is none. */
export function dataOf<Data>(answer: Answer): Data {
  if (!answer.body.data) throw new Error('the answer has no data');
  return answer.body.data as Data;
}

async function answerOf(url: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(url, init);
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: JSON.parse(text) };
}

function never(): never {
  throw new Error('not an agency name');
}
