import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { registerFile, writeRegister } from '../../demo/bureau/register.ts';
import { passable } from '../support/folder.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

test.each(['bureau', './subgraphs/bureau'])(
  'an agency of this tree runs by its name and by its folder: %s',
  async (named) => {
    using folder = passable();
    const file = registerFile(folder.path);
    writeRegister(file, []);
    const child = spawn(process.execPath, ['--import', 'tsx', 'bin/hub.ts', 'subgraph', named], {
      cwd: ROOT,
      env: { ...process.env, HUB_SOURCE_URL: file, HUB_GRANTS: 'off', HUB_PORT: '0' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const ended = new Promise((resolve) => child.once('close', resolve));
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk));
    while (!said.includes('Subgraph ready at') && child.exitCode === null) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const url = /Subgraph ready at (\S+)/.exec(said)?.[1] ?? said;
    const body = JSON.stringify({ query: '{ conformityCertificate(number: "A-1") { number } }' });
    const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    expect(await answer.json()).toEqual({ data: { conformityCertificate: null } });
    child.kill('SIGTERM');
    await ended;
  },
  60_000,
);
