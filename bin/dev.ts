import { rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { PERSONAS } from '../demo/identity/personas.ts';
import { claim } from '../demo/start/claim.ts';
import { hubHome, passableFolder, writePrivate } from '../demo/start/home.ts';
import { personaTokens } from '../demo/start/personas.ts';
import { isPortFree } from '../demo/start/port.ts';
import { listenForStop, Stopped } from '../demo/start/stop.ts';
import { runFile } from '../demo/systems.ts';
import { type AgencyFolder, readAgencyFolder } from './agency/folder.ts';
import { paragraph } from './check/report.ts';
import type { Command } from './command.ts';
import { exampleQuestion } from './dev/example-question.ts';
import { othersOf } from './dev/others.ts';
import { type DevPage, startPage } from './dev/page.ts';
import { type Dev, startDev } from './dev/session.ts';
import type { DevStanding } from './dev/state.ts';

const USAGE = `Usage: hub dev [FOLDER] [options]     an agency beside its neighbours, served as it is saved

  FOLDER           with agency.json, or subgraphs/NAME of the hub's repository; without it this one
  --source URL     the agency's system: an address, or a file; without it what agency.json names as "source",
                   and where that is nothing, its own fields are made up as those of its neighbours
  --others mock    the neighbours are made of what they publish: made-up values, real labels and rules (the usual)
  --others FILE    they run: JSON with "subgraphs", agency → address, as .hub/demo.json of npm start; or its address
  --grants FILE    the keys of the hub that running neighbours believe
  --port N         of the gateway, 4000 unless said otherwise; the page stands on the next`;

const OPTIONS = {
  source: { type: 'string' },
  others: { type: 'string', default: 'mock' },
  grants: { type: 'string' },
  port: { type: 'string', default: '4000' },
  help: { type: 'boolean', short: 'h' },
} as const;

const FORCED_EXIT = 130;
const say = (line: string): void => console.error(line);

/** `hub dev`: an agency as it is written, asked through a whole hub. */
export const dev: Command = {
  name: 'dev',
  summary: 'serve an agency beside its neighbours as it is saved: hub dev [FOLDER] [--source URL] [--others mock|FILE]',
  async run(args) {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    if (values.help || positionals.length > 1) {
      console.log(USAGE);
      return values.help ? 0 : 2;
    }
    const agency = readAgencyFolder(positionals[0] ?? '.');
    const others = await othersOf(values.others, values.grants);
    const port = await portOf(values.port);
    using stop = listenForStop(() => process.exit(FORCED_EXIT));
    const home = passableFolder(hubHome());
    using owned = claim(runFile(home));
    // Keys of a hub that runs may lie there, and an agency's folder is somebody's repository.
    if (basename(home) === '.hub') writeFileSync(join(home, '.gitignore'), '*\n');
    const source = values.source ?? agency.entry.source;
    try {
      await using running = await startDev({ agency, home, source, others, port, say }, stop.signal);
      owned.publish({ url: running.url, databaseUrl: running.databaseUrl });
      await using page = await startPage(running, await nextPort(running.url));
      using _record = await recorded(home, running);
      console.log(welcome(agency, running, page, source));
      running.state.onChange((standing) => say(standingInWords(standing)));
      await stop.stopped;
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
      say('\nStopping …');
    }
    return 0;
  },
};

async function portOf(text: string): Promise<number> {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('--port must be a port number, 0 to 65535');
  if (port === 0 || (await isPortFree(port))) return port;
  say(`Port ${port} is taken: the gateway gets a free one (--port names another).`);
  return 0;
}

async function nextPort(url: string): Promise<number> {
  const port = Number(new URL(url).port) + 1;
  return port < 65_536 && (await isPortFree(port)) ? port : 0;
}

/** So that `hub token`, `hub explain` and `hub ledger` find it, as they find the hub of npm start. */
async function recorded(home: string, { url, identity, ledger, subgraphs, contract }: Dev): Promise<Disposable> {
  const file = join(home, 'demo.json');
  const tokens = await personaTokens(identity);
  writePrivate(
    file,
    JSON.stringify({ url, identity, ledger, subgraphs, contract, tokens, queries: {}, mrns: [] }, null, 2),
  );
  return { [Symbol.dispose]: () => rmSync(file, { force: true }) };
}

function welcome({ entry, schema }: AgencyFolder, { url }: Dev, page: DevPage, source: string | undefined): string {
  const [persona] = PERSONAS;
  const query = JSON.stringify({ query: exampleQuestion(schema) });
  return [
    '',
    `${entry.title} is served beside its neighbours; saved, it is served anew.`,
    `Look at it     ${page.url}     any persona, any purpose, and why each field is released or not`,
    `Ask it         ${url}`,
    ...(source === undefined
      ? ['Its own fields are made up too: name its system with --source URL, or as "source" in agency.json.']
      : []),
    '',
    `curl -s ${url} -H 'content-type: application/json' -H 'hub-purpose: RISK_ASSESSMENT' \\`,
    `  -H "authorization: Bearer $(npx hub token --persona ${persona?.name})" \\`,
    `  -d '${query}'`,
    '',
    'Ctrl-C ends everything.',
  ].join('\n');
}

function standingInWords({ kind, problems }: DevStanding): string {
  const at = new Date().toTimeString().slice(0, 8);
  const said = problems.map((problem) => paragraph(problem, process.stderr.isTTY));
  if (kind === 'refused') return [`${at} NOT SERVED; what was good before goes on:`, ...said].join('\n');
  return problems.length === 0 ? `${at} served` : [`${at} served; hub check says:`, ...said].join('\n');
}
