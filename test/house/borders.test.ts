import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const BIOME = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');

type Line = readonly [room: string, line: string];

const REFUSED: readonly Line[] = [
  ['subgraphs', "import '../border/agency.ts';"],
  ['subgraphs', "import '../../gateway/hub.ts';"],
  ['subgraphs', "import '../../demo/systems.ts';"],
  ['subgraphs', "import '../kit/server.ts';"],
  ['subgraphs/kit', "import '../../border/agency.ts';"],
  ['gateway', "import '../../subgraphs/index.ts';"],
  ['gateway', "import '../../demo/systems.ts';"],
  ['gateway/policy', "import 'node:fs';"],
  ['gateway/policy', "import '@apollo/server';"],
  ['gateway/engine', "import '../../policy/decisions.ts';"],
  ['gateway/identity', "import 'graphql';"],
  ['gateway/ledger', "import '../../engine/engine.ts';"],
  ['standards', "import '../../demo/systems.ts';"],
  ['standards', "import '../../subgraphs/kit/index.ts';"],
  ['subgraphs', "import '../../standards/codes/countries.ts';"],
  ['demo', "import '../../gateway/hub.ts';"],
  ['demo', "import '../../subgraphs/index.ts';"],
];

const ALLOWED: readonly Line[] = [
  ['subgraphs', "import '../kit/index.ts';"],
  ['subgraphs', "import './data.ts';"],
  ['gateway/engine', "import '../../errors.ts';"],
  ['demo', "import '../../standards/codes/countries.ts';"],
  ['subgraphs/kit', "import '../../../standards/codes/countries.ts';"],
];

/** Which of the lines, each standing in a folder of its own in its room, lint refuses. */
function refusedByLint(lines: readonly Line[]): readonly Line[] {
  const folders = lines.map(([room, line]) => {
    const folder = mkdtempSync(`${ROOT}${room}/border-test-`);
    writeFileSync(`${folder}/file.ts`, `${line}\n`);
    return folder;
  });
  try {
    const files = folders.map((folder) => `${folder}/file.ts`);
    const run = spawnSync(process.execPath, [BIOME, 'lint', '--max-diagnostics=none', '--reporter=json', ...files], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    const report = run.stdout
      .split('\n')
      .filter((row) => row.includes('noRestrictedImports'))
      .join('\n');
    return lines.filter((_, at) => report.includes(basename(folders[at] ?? '')));
  } finally {
    for (const folder of folders) rmSync(folder, { recursive: true });
  }
}

test('lint refuses an import that crosses a border of the house, and no other', () => {
  expect(refusedByLint([...REFUSED, ...ALLOWED])).toEqual(REFUSED);
});
