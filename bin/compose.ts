import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { PERSONAS } from '../demo/identity/personas.ts';
import { packageRoot } from '../demo/start/home.ts';
import { agencies } from '../subgraphs/index.ts';
import { subgraphDocument } from '../subgraphs/kit/server.ts';
import type { Command } from './command.ts';
import { compose as composeParts } from './compose/compose.ts';
import { readContract } from './release/contract.ts';
import { releaseMatrix } from './release/matrix.ts';

/** Which bases are in force is looked at on a fixed day: a page that is made anew must not change by itself. */
const MATRIX_DAY = Date.UTC(2026, 10, 1);

/** The repository: what is composed is its source, also where this runs from what was built of it. */
const ROOT = pathToFileURL(`${packageRoot()}/`);
const SCHEMA = new URL('schema/', ROOT);

/** `hub compose`: makes the national graph of the agencies' SDL. */
export const compose: Command = {
  name: 'compose',
  summary:
    "compose the agencies' SDL and rules into schema/supergraph.graphql, schema/policies/, schema/api.graphql, docs/graph.md",
  async run() {
    const urls = new Map(register().map((entry) => [entry.name, entry.url]));
    const parts = agencies.map((agency) => {
      const url = urls.get(agency.name);
      if (!url) throw new Error(`${agency.name} is not in schema/agencies.json: add it with its url`);
      const schema = new URL(agency.schema.href.replace(`${ROOT}dist/`, ROOT.href));
      return { name: agency.name, url, document: subgraphDocument({ schema }) };
    });
    const result = composeParts(parts);
    if (result.kind === 'refused') {
      for (const problem of result.problems) console.error(`- ${problem}`);
      throw new Error(`${result.problems.length} problem(s): nothing was written`);
    }
    // Before the graph: a gateway reads them anew when that changes.
    writePolicies();
    for (const [name, text] of [
      ['schema/supergraph.graphql', result.supergraph],
      ['schema/api.graphql', result.api],
      ['docs/graph.md', result.picture],
    ] as const) {
      writeFileSync(new URL(name, ROOT), text);
      console.log(`wrote ${fileURLToPath(new URL(name, ROOT))}`);
    }
    writeFileSync(new URL('docs/release-matrix.md', ROOT), releaseMatrix(readContract(), PERSONAS, MATRIX_DAY));
    console.log(`wrote ${fileURLToPath(new URL('docs/release-matrix.md', ROOT))}`);
    return 0;
  },
};

/** The owners' rules as one file for each agency, as a gateway reads them; what is in no agency any more is taken away. */
function writePolicies(): void {
  const folder = new URL('policies/', SCHEMA);
  mkdirSync(folder, { recursive: true });
  const names = new Set(agencies.map(({ name }) => `${name}.cedar`));
  for (const name of readdirSync(folder)) if (!names.has(name)) rmSync(new URL(name, folder));
  for (const { name } of agencies) {
    writeFileSync(new URL(`${name}.cedar`, folder), policiesOf(name));
  }
  console.log(`wrote ${fileURLToPath(folder)}`);
}

function policiesOf(agency: string): string {
  const folder = new URL(`subgraphs/${agency}/policies/`, ROOT);
  const files = readdirSync(folder).filter((name) => name.endsWith('.cedar'));
  const texts = files.sort().map((name) => {
    const file = new URL(name, folder);
    return `// subgraphs/${agency}/policies/${basename(name)}\n${readFileSync(file, 'utf8').trim()}\n`;
  });
  return texts.join('\n');
}

/** Entry of the register of agencies. */
interface Entry {
  readonly name: string;
  readonly url: string;
}

function register(): readonly Entry[] {
  const json: unknown = JSON.parse(readFileSync(new URL('agencies.json', SCHEMA), 'utf8'));
  if (!Array.isArray(json)) throw new Error('schema/agencies.json must be a list');
  return json.map((entry: Partial<Entry>) => {
    if (typeof entry.name !== 'string' || typeof entry.url !== 'string') {
      throw new Error('schema/agencies.json: each entry needs a name and a url');
    }
    return { name: entry.name, url: entry.url };
  });
}
