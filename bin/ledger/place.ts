import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hubHome } from '../../demo/start/home.ts';
import type { DemoRecord } from '../../demo/start/run.ts';

/** Where a ledger is, and the files that belong to it. */
export type LedgerPlace = DemoRecord['ledger'];

/** What of it is said by a variable. */
const VARIABLES: Readonly<Record<keyof LedgerPlace, string>> = {
  url: 'HUB_LEDGER_URL',
  naming: 'HUB_LEDGER_NAMING_FILE',
  verification: 'HUB_LEDGER_VERIFICATION_FILE',
  checkpoints: 'HUB_LEDGER_CHECKPOINTS',
};

/**
 * What was said, else what its variable says, else, where no ledger is named at all, that of the hub of `npm start`.
 *
 * @returns undefined where nobody says it.
 */
export function placeOf(what: keyof LedgerPlace, said: string | undefined): string | undefined {
  const named = said ?? process.env[VARIABLES[what]];
  if (named !== undefined && named !== '') return named;
  return process.env['HUB_LEDGER_URL'] ? undefined : running()?.ledger[what];
}

/** Folder of the contract that the hub here serves, where it is not the national one. */
export function runningContract(): string | undefined {
  return running()?.contract;
}

function running(): DemoRecord | undefined {
  try {
    return JSON.parse(readFileSync(join(hubHome(), 'demo.json'), 'utf8')) as DemoRecord;
  } catch {
    // Nothing runs here.
    return undefined;
  }
}
