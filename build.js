// Compiles the TypeScript into dist/ and puts beside it what the code reads as data (SDL, operations,
// registers, sample messages). Without the compiler (npm ci --omit=dev) an existing dist/ is kept.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, renameSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('.', import.meta.url));
const compiler = `${root}node_modules/typescript/bin/tsc`;
const data = /\.(graphql|json|sql|xml|html|css|js|cedar|txt)$/;

if (!existsSync(compiler)) {
  process.exit(existsSync(`${root}dist/bin/hub.js`) ? 0 : fail('typescript is not installed: run npm ci first'));
}
// Beside the old one, whose place it takes when it is whole: what runs from there goes on, since npm builds a folder anew
// wherever it is installed from.
const made = `dist.${process.pid}`;
const args = [compiler, '-p', 'tsconfig.build.json', '--outDir', made];
const built = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
if (built.status === 0) {
  // What npx runs; npm makes it executable only when it installs.
  chmodSync(`${root}${made}/bin/hub.js`, 0o755);
  for (const room of ['gateway', 'subgraphs', 'standards', 'demo', 'schema', 'bin']) copyData(room);
  if (existsSync(`${root}dist`)) renameSync(`${root}dist`, `${root}${made}.old`);
  renameSync(`${root}${made}`, `${root}dist`);
}
for (const left of [made, `${made}.old`]) rmSync(`${root}${left}`, { recursive: true, force: true });
if (built.status !== 0) process.exit(built.status ?? 1);

function copyData(room) {
  if (!existsSync(`${root}${room}`)) return;
  cpSync(`${root}${room}`, `${root}${made}/${room}`, {
    recursive: true,
    filter: (from) => !/\.[a-z]+$/.test(from.split('/').at(-1)) || data.test(from),
  });
}

function fail(message) {
  console.error(message);
  return 1;
}
