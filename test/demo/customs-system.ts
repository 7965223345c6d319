import { readdirSync, readFileSync } from 'node:fs';
import pg from 'pg';
import { type IncomingMessage, type IntakeOutcome, intakeWcoMessages } from '../../demo/customs/intake.ts';
import { prepareCustoms } from '../../demo/customs/tables.ts';
import { loadersOver } from '../../subgraphs/customs/data.ts';
import { resolvers } from '../../subgraphs/customs/resolvers.ts';
import { defineAgency, postgresSource, startSubgraph } from '../../subgraphs/kit/index.ts';
import { freshDatabase } from '../support/database.ts';

/** A customs system of the test's own. */
export interface CustomsSystem extends AsyncDisposable {
  readonly url: string;
  readonly pool: pg.Pool;
  load(messages: Iterable<IncomingMessage>): Promise<IntakeOutcome[]>;
}

export async function customsSystem(): Promise<CustomsSystem> {
  const database = await freshDatabase();
  await prepareCustoms(database.url);
  const pool = new pg.Pool({ connectionString: database.url, max: 4 });
  pool.on('error', () => {});
  return {
    url: database.url,
    pool,
    async load(messages) {
      const outcomes: IntakeOutcome[] = [];
      for await (const outcome of intakeWcoMessages(pool, messages)) outcomes.push(outcome);
      return outcomes;
    },
    async [Symbol.asyncDispose]() {
      await pool.end();
      await database[Symbol.asyncDispose]();
    },
  };
}

/** What a subgraph answers. */
export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever came back.
  readonly data: any;
  readonly errors?: ReadonlyArray<{ readonly message: string; readonly extensions: { readonly code: string } }>;
}

/** The customs subgraph over a system, with a count of the statements it has sent. */
export interface CustomsSubgraph extends AsyncDisposable {
  ask(query: string, variables?: Readonly<Record<string, unknown>>): Promise<Answer>;
  statements(): number;
}

export async function customsSubgraph(databaseUrl: string): Promise<CustomsSubgraph> {
  let statements = 0;
  const agency = defineAgency({
    name: 'customs',
    schema: new URL('../../subgraphs/customs/schema.graphql', import.meta.url),
    resolvers,
    openSource(url: string) {
      const source = postgresSource(url);
      return {
        ...source,
        query<Row>(text: string, values: readonly unknown[]) {
          statements += 1;
          return source.query<Row>(text, values);
        },
      };
    },
    loaders: loadersOver,
    ready: (source) => source.alive(),
  });
  const running = await startSubgraph(agency, { sourceUrl: databaseUrl, grants: 'off' });
  return {
    async ask(query, variables = {}) {
      const response = await fetch(running.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as Answer;
    },
    statements: () => statements,
    [Symbol.asyncDispose]: () => running[Symbol.asyncDispose](),
  };
}

/** The messages of a folder, by name. */
export function messagesIn(folder: URL): readonly IncomingMessage[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.xml'))
    .sort()
    .map((name) => ({ name, bytes: readFileSync(new URL(name, folder)) }));
}

/** The repository's own samples. */
export const SAMPLES = new URL('../../demo/customs/samples/', import.meta.url);

/** What the gateway asks of one or many entities. */
export async function entities(subgraph: CustomsSubgraph, representations: readonly object[], fragment: string) {
  const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename ${fragment} } }`;
  return subgraph.ask(query, { representations });
}

/** The errors of an answer, flat. */
export const errorsOf = ({ errors }: { errors?: ReadonlyArray<{ message: string; extensions: object }> }) =>
  (errors ?? []).map(({ message, extensions }) => ({ message, ...extensions }));
