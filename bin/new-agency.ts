import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { registered } from './agency/entry.ts';
import { joinedAgencies } from './agency/joined.ts';
import type { Command } from './command.ts';
import { ROOT } from './compose/root.ts';
import { type Files, filesOf } from './new-agency/files.ts';
import { SOURCE_KINDS } from './new-agency/kinds.ts';
import { register } from './new-agency/tree.ts';
import { type Wish, wishOf } from './new-agency/wish.ts';

const USAGE = `Usage: hub new-agency NAME [options]     an agency that runs as it is; what is not said is asked for at a terminal

  --source KIND     ${Object.entries(SOURCE_KINDS)
    .map(([kind, { title }]) => `${kind}: ${title}`)
    .join('\n                    ')}
  --title TEXT      its name for people
  --url URL         where its subgraph will be asked
  --contact TEXT    whom to write to
  --in FOLDER       where to make it; without it here where nothing is, else in ./NAME;
                    in the hub's own repository in subgraphs/NAME, beside the others`;

const OPTIONS = {
  source: { type: 'string' },
  title: { type: 'string' },
  url: { type: 'string' },
  contact: { type: 'string' },
  in: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** `hub new-agency`: makes the files of an agency. */
export const newAgency: Command = {
  name: 'new-agency',
  summary: 'make an agency that runs as it is: hub new-agency NAME --source csv|postgres|http-json|http-xml',
  async run(args) {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    if (values.help || positionals.length > 1) {
      console.log(USAGE);
      return values.help ? 0 : 2;
    }
    const { source, title, url, contact } = values;
    const known = new Set<string>([
      ...registered().map(({ name }) => name),
      ...joinedAgencies().map(({ entry }) => entry.name),
    ]);
    const wish = await wishOf({ name: positionals[0], source, title, url, contact }, known);
    return values.in === undefined && resolve('.') === resolve(fileURLToPath(ROOT))
      ? inTree(wish)
      : elsewhere(wish, values.in);
  },
};

function inTree(wish: Wish): number {
  const folder = join('subgraphs', wish.name);
  write(folder, filesOf(wish, 'tree'));
  for (const file of register(wish)) console.log(`added to ${file}`);
  console.log(
    `
Made: it runs as it is, over an example of a record. Next:
  npm run generate                     its types, and the graph with it: after each change of the SDL or the rules
  npx hub dev ${folder.padEnd(24)} try it beside its neighbours, with --source FILE or URL over its system
  npx hub check                        is it fit to be served?
  demo/systems.ts                      write there how its system starts, for npm start and the contract test`,
  );
  return 0;
}

function elsewhere(wish: Wish, said: string | undefined): number {
  const folder = resolve(said ?? (isEmpty('.') ? '.' : wish.name));
  write(folder, filesOf(wish, 'own'));
  const isOld = makePackage(folder, wish);
  const step = relative('.', folder);
  const { example } = SOURCE_KINDS[wish.kind];
  console.log(
    [
      '',
      'Made: it runs as it is, over an example of a record. Next:',
      ...(step === '' ? [] : [`  cd ${step}`]),
      ...(isOld ? [] : ['  npm install                          the hub’s kit']),
      '  npx hub dev                          try it beside its neighbours, as any persona',
      ...(wish.kind === 'csv' ? [] : [`  npx hub dev --source ${example}`]),
      '  npx hub check                        is it fit to be served?',
    ].join('\n'),
  );
  return 0;
}

/** Nothing but what npm itself puts into a folder. */
function isEmpty(folder: string): boolean {
  const names = new Set(['node_modules', 'package.json', 'package-lock.json', '.git', '.gitignore', '.hub']);
  return readdirSync(folder).every((name) => names.has(name));
}

/** @throws Error where one of the files is there: nothing is written over. */
function write(folder: string, files: Files): void {
  const taken = [...files.keys()].filter((name) => name !== '.gitignore' && existsSync(join(folder, name)));
  if (taken.length > 0) throw new Error(`${folder} has ${taken.join(', ')} already; nothing was written`);
  for (const [name, text] of files) {
    const path = join(folder, name);
    if (existsSync(path)) continue;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    console.log(`wrote ${relative('.', path)}`);
  }
}

/** A package of modules that knows the kit. @returns whether there was one, with the kit installed. */
function makePackage(folder: string, { name, title }: Wish): boolean {
  const file = join(folder, 'package.json');
  const old: object = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as object) : {};
  const hub = { 'cbm-hub': `file:${relative(folder, fileURLToPath(ROOT))}` };
  const { dependencies, devDependencies } = old as Readonly<
    Record<string, Readonly<Record<string, string>> | undefined>
  >;
  const isKnown = [dependencies, devDependencies].some((list) => list?.['cbm-hub'] !== undefined);
  const made = {
    name,
    private: true,
    description: title,
    ...old,
    type: 'module',
    ...(isKnown ? {} : { dependencies: { ...dependencies, ...hub } }),
  };
  writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`);
  return isKnown && existsSync(join(folder, 'node_modules', 'cbm-hub'));
}
