import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { PERSONAS } from '../demo/identity/personas.ts';
import { hubHome } from '../demo/start/home.ts';
import type { Command } from './command.ts';
import { graphModel } from './graph/model.ts';
import { graphPage } from './graph/page.ts';
import { readContract } from './release/contract.ts';

const USAGE = `Usage: hub graph [--out FILE] [--open] [--at TIME]

  One HTML file to look at and to hand on: which agency publishes what, where agencies meet, how each field is labelled,
  and who is shown it, for which purpose and by which rule. It needs no network and holds no data of any agency.

  --out FILE  where to write it; without it graph.html in .hub (HUB_HOME)
  --open      opens it in the browser
  --at TIME   2026-11-26T12:00:00Z in place of now: which legal bases are in force`;

/** `hub graph`: the national graph as a page. */
export const graph: Command = {
  name: 'graph',
  summary: 'the graph, its labels and who may see what as one HTML page: hub graph [--out FILE] [--open]',
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: {
        out: { type: 'string' },
        open: { type: 'boolean' },
        at: { type: 'string' },
        help: { type: 'boolean' },
      },
      allowPositionals: true,
    });
    const now = values.at === undefined ? Date.now() : Date.parse(values.at);
    if (values.help || positionals.length > 0 || Number.isNaN(now)) {
      console.error(USAGE);
      return values.help ? 0 : 2;
    }
    const file = values.out === undefined ? join(hubHome(), 'graph.html') : resolve(values.out);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, graphPage(graphModel(readContract(), PERSONAS, now)));
    console.log(`wrote ${file}`);
    if (values.open) await open(pathToFileURL(file).href);
    return 0;
  },
};

const OPENERS: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['explorer.exe'],
};

/** A machine without a browser has the file all the same. */
async function open(address: string): Promise<void> {
  const [command, ...args] = OPENERS[process.platform] ?? ['xdg-open'];
  const opener = spawn(command, [...args, address], { stdio: 'ignore', detached: true });
  const isOpened = await new Promise<boolean>((done) => {
    opener.once('spawn', () => done(true));
    opener.once('error', () => done(false));
  });
  opener.unref();
  if (!isOpened) console.error(`No browser could be opened (${command}): open ${address}`);
}
