import pg from 'pg';
import {
  type Agency,
  connectionIn,
  defineAgency,
  type KitContext,
  memoryListing,
  type Page,
  type PageArguments,
  type PostgresSource,
  pageOf,
  postgresSource,
  type Restricted,
  type Restrictions,
  tableListing,
} from '../../subgraphs/kit/index.ts';
import { freshDatabase } from './database.ts';

export interface Notice {
  readonly id: string;
  readonly isCovert: boolean | null;
  readonly level: number | null;
  readonly ports: ReadonlyArray<string | null> | null;
  readonly text: string;
}

export interface Sighting extends Omit<Notice, 'text'> {
  readonly at: string | null;
}

const ATTRIBUTES = {
  isCovert: { type: 'boolean', sql: 'is_covert' },
  level: { type: 'integer', sql: 'level' },
  ports: { type: 'texts', sql: 'ports' },
} as const;

const RESTRICTED: Restricted = { Notice: ATTRIBUTES, Sighting: { ...ATTRIBUTES, at: { type: 'instant' } } };

const SELECT = 'id, is_covert as "isCovert", level, ports, text';
const POSITION = (row: Notice) => [row.id];

function loadersOver(sightings: () => readonly Sighting[], isForgetful: boolean) {
  return (source: PostgresSource, restrictions: Restrictions) => {
    const notices = tableListing<Notice>(source, isForgetful ? NOTHING : restrictions, {
      type: 'Notice',
      select: SELECT,
      from: 'notice',
      where: 'text <> $1',
      values: [''],
      order: [{ sql: 'id', type: 'text' }],
      position: POSITION,
    });
    const seen = () =>
      memoryListing<Sighting>(isForgetful ? NOTHING : restrictions, {
        type: 'Sighting',
        rows: sightings(),
        position: ({ id }) => [id],
      });
    return {
      notices: (page: Page) => connectionIn(notices, page),
      sightings: (page: Page) => connectionIn(seen(), page),
    };
  };
}

/** What a developer who forgets would go by. */
const NOTHING: Restrictions = {
  isRestricted: () => false,
  isThere: () => true,
  only: (_, records) => [...records],
  sql: () => ({ text: 'true', values: [] }),
};

type Context = KitContext<ReturnType<ReturnType<typeof loadersOver>>>;

/** An agency of notices, in a database, and of sightings, in memory, some of which only some may know of. */
export function noticesAgency(
  sightings: () => readonly Sighting[],
  { isForgetful = false, restricted = RESTRICTED }: { isForgetful?: boolean; restricted?: Restricted } = {},
): Agency {
  const paged = (field: 'notices' | 'sightings') => (_: unknown, args: PageArguments, context: Context) =>
    context.loaders[field](pageOf(context.cursors({ field: `Query.${field}`, filter: null }), args, 1));
  return defineAgency({
    name: 'notices',
    schema: new URL('./graph/notices.graphql', import.meta.url),
    resolvers: {
      Query: {
        notices: paged('notices'),
        sightings: paged('sightings'),
        everySighting: () => sightings(),
        latestSighting: async (_: unknown, _none: unknown, { restrictions }: Context) =>
          (isForgetful ? NOTHING : restrictions).only('Sighting', sightings()).at(-1) ?? null,
      },
      Sighting: {
        __resolveReference: ({ id }: { id: string }) => sightings().find((each) => each.id === id) ?? null,
      },
    },
    openSource: postgresSource,
    loaders: loadersOver(sightings, isForgetful),
    ready: (source) => source.alive(),
    restricted,
  });
}

export async function noticesDatabase(notices: readonly Notice[]) {
  const database = await freshDatabase();
  const pool = new pg.Pool({ connectionString: database.url, max: 1 });
  pool.on('error', () => {});
  await pool.query(`create table notice (id text collate "C" primary key, is_covert boolean, level integer, ports text[],
    text text not null)`);
  for (const { id, isCovert, level, ports, text } of notices) {
    await pool.query('insert into notice values ($1, $2, $3, $4, $5)', [id, isCovert, level, ports, text]);
  }
  return {
    url: database.url,
    async forget(ids: readonly string[]) {
      await pool.query('delete from notice where id = any($1)', [ids]);
    },
    async [Symbol.asyncDispose]() {
      await pool.end();
      await database[Symbol.asyncDispose]();
    },
  };
}
