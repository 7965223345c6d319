import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Agreement } from '../gateway/agreements/agreement.ts';
import { readAgreements } from '../gateway/config/agreements.ts';
import { resume, revoke } from '../gateway/identity/registry.ts';
import type { Command } from './command.ts';
import { keepOperatorAct, type ReadingValues } from './ledger/opened.ts';

const USAGE = `Usage:      data-sharing agreements (schema/agreements)
  hub agreement list             which there are, for whom, from when until when
  hub agreement suspend ID       nothing is answered under it, on every gateway within a second
  hub agreement resume ID        it is in force again
                                 suspend and resume write the registry that HUB_REGISTRY_URL names;
                                 --by NAME: who does it, for the ledger that HUB_LEDGER_URL names`;

const OPTIONS = {
  contract: { type: 'string' },
  by: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Longer than any agreement: a suspension ends by being taken back. */
const TEN_YEARS_MS = 3_650 * 86_400_000;

/** `hub agreement`: what there is, and what is suspended. */
export const agreement: Command = {
  name: 'agreement',
  summary: 'agreements with partner countries: list, suspend, resume (hub agreement --help)',
  async run(args) {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    const [action, id = ''] = positionals;
    const contract = values.contract ?? fileURLToPath(new URL('../schema/', import.meta.url));
    if (values.help) console.log(USAGE);
    else if (action === 'list') for (const each of agreementsIn(contract)) console.log(inWords(each));
    else if (action === 'suspend') await suspend(known(contract, id), values);
    else if (action === 'resume') await takeBack(known(contract, id), values);
    else throw new Error(USAGE);
    return 0;
  },
};

function agreementsIn(contract: string): readonly Agreement[] {
  const sources = { kind: 'folders', agreements: `${contract}/agreements`, operations: '' } as const;
  return readAgreements(sources).map((each) => each.agreement);
}

function inWords({ id, title, clients, purposes, start, review, end, isSuspended }: Agreement): string {
  const day = (time: number) => new Date(time).toISOString().slice(0, 10);
  const who = [...new Set(clients.map(({ client, country }) => `${client} (${country})`))].join(', ');
  return `${id}: ${title}
  ${who}, for ${[...purposes].join(', ')}
  from ${day(start)}, to be reviewed ${day(review)}, ends before ${day(end)}${isSuspended ? ', SUSPENDED by its file' : ''}`;
}

/** A suspension of what there is not would say that something is suspended. */
function known(contract: string, id: string): string {
  const all = agreementsIn(contract).map((each) => each.id);
  if (!all.includes(id)) throw new Error(`name one of ${all.join(', ')}`);
  return id;
}

function registryUrl(): string {
  const url = process.env['HUB_REGISTRY_URL'];
  if (!url) throw new Error('HUB_REGISTRY_URL must say where the registry is: postgres://…');
  return url;
}

async function suspend(id: string, values: ReadingValues): Promise<void> {
  const url = registryUrl();
  await keepOperatorAct('AGREEMENT_SUSPENDED', { agreement: id }, values);
  const ends = new Date(Date.now() + TEN_YEARS_MS);
  await revoke(url, { kind: 'agreement', issuer: '', value: id, ends });
  console.log(`Suspended: nothing is answered under ${id} until: hub agreement resume ${id}`);
}

async function takeBack(id: string, values: ReadingValues): Promise<void> {
  const url = registryUrl();
  await keepOperatorAct('AGREEMENT_RESUMED', { agreement: id }, values);
  const isBack = await resume(url, id);
  console.log(isBack ? `${id} is in force again, within its dates.` : `${id} was not suspended by the registry.`);
}
