// Compiles the TypeScript into dist/ and puts beside it what the code reads as data (SDL, operations,
// registers, sample messages). Without the compiler (npm ci --omit=dev) an existing dist/ is kept.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('.', import.meta.url));
const compiler = `${root}node_modules/typescript/bin/tsc`;
const data = /\.(graphql|json|sql|xml|html|css|js|cedar|txt)$/;

if (!existsSync(compiler)) {
  process.exit(existsSync(`${root}dist/bin/hub.js`) ? 0 : fail('typescript is not installed: run npm ci first'));
}
rmSync(`${root}dist`, { recursive: true, force: true });
const built = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
if (built.status !== 0) process.exit(built.status ?? 1);
// What npx runs; npm makes it executable only when it installs.
chmodSync(`${root}dist/bin/hub.js`, 0o755);
for (const room of ['gateway', 'subgraphs', 'standards', 'demo', 'schema', 'bin']) copyData(room);

function copyData(room) {
  if (!existsSync(`${root}${room}`)) return;
  cpSync(`${root}${room}`, `${root}dist/${room}`, {
    recursive: true,
    filter: (from) => !/\.[a-z]+$/.test(from.split('/').at(-1)) || data.test(from),
  });
}

function fail(message) {
  console.error(message);
  return 1;
}
