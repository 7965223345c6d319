import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PERSONAS } from '../demo/identity/personas.ts';
import { agencies } from '../subgraphs/index.ts';
import type { Command } from './command.ts';
import { compose as composeParts } from './compose/compose.ts';
import { nationalParts, policyFilesOf, ROOT } from './compose/parts.ts';
import { policyText } from './compose/policy-text.ts';
import { readContract } from './release/contract.ts';
import { MATRIX_DAY, releaseMatrix } from './release/matrix.ts';

const SCHEMA = new URL('schema/', ROOT);

/** `hub compose`: makes the national graph of the agencies' SDL. */
export const compose: Command = {
  name: 'compose',
  summary:
    "compose the agencies' SDL and rules into schema/supergraph.graphql, schema/policies/, schema/api.graphql, docs/graph.md",
  async run() {
    const result = composeParts(nationalParts());
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
    writeFileSync(new URL(`${name}.cedar`, folder), policyText(policyFilesOf(name)));
  }
  console.log(`wrote ${fileURLToPath(folder)}`);
}
