import { readFileSync } from 'node:fs';
import { SOURCE_KINDS } from './kinds.ts';
import type { Wish } from './wish.ts';

/** Path in the agency's folder → text. */
export type Files = ReadonlyMap<string, string>;

const TEMPLATE = new URL('./template/', import.meta.url);

/** Where the agency will live: its own repository, or the hub's with types generated beside the others'. */
export type Home = 'own' | 'tree';

/** The files of a new agency: they run as they are, over an example of a record. */
export function filesOf(wish: Wish, home: Home): Files {
  const kind = SOURCE_KINDS[wish.kind];
  const type = `${wish.name}Record`;
  const words = new Map([
    ['name', wish.name],
    ['title', wish.title],
    ['type', type],
    ['Type', `${type[0]?.toUpperCase()}${type.slice(1)}`],
    ['table', `${wish.name}_record`],
    ['source', kind.source],
    ['kit', home === 'own' ? 'cbm-hub/kit' : '../kit/index.ts'],
    ['about', home === 'own' ? `${kind.about}${kind.sample}` : kind.about],
    // The list of agencies calls each by its name.
    ['export', home === 'own' ? 'agency' : wish.name],
  ]);
  const filled = (file: string) =>
    readFileSync(new URL(`${file}.txt`, TEMPLATE), 'utf8').replace(
      /\{\{(\w+)\}\}/g,
      (_, word) => words.get(word) ?? '',
    );
  const sample: ReadonlyArray<readonly [string, string]> =
    wish.kind === 'csv' && home === 'own' ? [['register.csv', filled('csv/register.csv')]] : [];
  return new Map([
    ['schema.graphql', filled('common/schema.graphql')],
    ['data.ts', filled(`${wish.kind}/data.ts`)],
    ['resolvers.ts', filled(home === 'own' ? 'common/resolvers.ts' : 'common/resolvers-typed.ts')],
    ['agency.ts', filled('common/agency.ts')],
    ['policies/access.cedar', filled('common/access.cedar')],
    ['README.md', filled('common/README.md')],
    ...sample,
    ...(home === 'own' ? ownFiles(wish) : []),
  ]);
}

function ownFiles({ name, title, url, contact, kind }: Wish): ReadonlyArray<readonly [string, string]> {
  const entry = { name, title, url, contact, door: 'grants', ...(kind === 'csv' && { source: 'register.csv' }) };
  const compiler = {
    compilerOptions: {
      module: 'nodenext',
      target: 'es2023',
      strict: true,
      noUncheckedIndexedAccess: true,
      skipLibCheck: true,
      allowImportingTsExtensions: true,
      noEmit: true,
    },
  };
  return [
    ['agency.json', json(entry)],
    ['tsconfig.json', json(compiler)],
    // What hub dev keeps: its database, keys and logs.
    ['.gitignore', 'node_modules/\n.hub/\n'],
  ];
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
