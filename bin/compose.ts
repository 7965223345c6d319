import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PERSONAS } from '../demo/identity/personas.ts';
import type { Policies } from '../gateway/policy/sources.ts';
import { PUBLISHED_SDL } from './agency/published.ts';
import { loadedOf, nationalPolicies } from './check/national.ts';
import { inWords } from './check/problem.ts';
import type { Command } from './command.ts';
import { compose as composeParts } from './compose/compose.ts';
import { type NationalPart, nationalParts } from './compose/parts.ts';
import { policyText } from './compose/policy-text.ts';
import { ROOT } from './compose/root.ts';
import { readContract, registersIn } from './release/contract.ts';
import { MATRIX_DAY, releaseMatrix } from './release/matrix.ts';

const SCHEMA = new URL('schema/', ROOT);

/** `hub compose`: makes the national graph of the agencies' SDL. */
export const compose: Command = {
  name: 'compose',
  summary: "compose the agencies' SDL and rules into schema/, docs/graph.md and docs/release-matrix.md",
  async run() {
    const parts = nationalParts();
    const result = composeParts(parts);
    if (result.kind === 'refused') {
      for (const problem of result.problems) console.error(`- ${problem}`);
      throw new Error(`${result.problems.length} problem(s): nothing was written`);
    }
    const policies = nationalPolicies(parts);
    const loaded = loadedOf(result.graph, policies, registersIn());
    if (!('set' in loaded)) {
      for (const problem of loaded) console.error(`- ${inWords(problem)}`);
      throw new Error(`${loaded.length} problem(s) with rules: nothing was written`);
    }
    // Before the graph: a gateway reads them anew when that changes.
    writePolicies(parts, policies);
    writeSdl(parts);
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
function writePolicies(parts: readonly NationalPart[], { sources }: Policies): void {
  const texts = parts.map(({ name }) => [`${name}.cedar`, policyText(name, sources)] as const);
  writeAll(new URL('policies/', SCHEMA), new Map(texts));
}

/** Every agency's SDL, as it writes it: what its neighbours are composed with where they live elsewhere. */
function writeSdl(parts: readonly NationalPart[]): void {
  const sdl = parts.map(({ name, sdl: text }) => [`${name}.graphql`, text] as const);
  writeAll(PUBLISHED_SDL, new Map(sdl));
}

/** The folder holds these files afterwards, and no others. */
function writeAll(folder: URL, texts: ReadonlyMap<string, string>): void {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) if (!texts.has(name)) rmSync(new URL(name, folder));
  for (const [name, text] of texts) writeFileSync(new URL(name, folder), text);
  console.log(`wrote ${fileURLToPath(folder)}`);
}
