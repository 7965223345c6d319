import { join } from 'node:path';
import type { GrantKeyFiles } from '../../demo/start/grant-keys.ts';
import { demoIssuer } from '../../demo/start/personas.ts';
import { readConfig } from '../../gateway/config/read.ts';
import type { HubConfig } from '../../gateway/config.ts';
import type { KeyFiles } from '../ledger/key-files.ts';
import { supergraphIn } from './contract.ts';

/** What the gateway of `hub dev` is told. */
export interface DevSurroundings {
  readonly home: string;
  readonly contract: string;
  readonly names: readonly string[];
  readonly subgraphs: ReadonlyMap<string, string>;
  /** Address of the identity provider. */
  readonly identity: string;
  /** Of the ledger's database. */
  readonly ledger: string;
  readonly ledgerKeys: KeyFiles;
  readonly keys: GrantKeyFiles;
  readonly port: number;
}

/** Whoever saves a file waits for it. */
const LOOK_MS = 80;

/** A gateway that protects as in production: personas, purposes, rules, grants and the ledger. */
export function gatewayConfig(told: DevSurroundings): HubConfig {
  const { home, contract, ledgerKeys, keys } = told;
  const config = readConfig({
    HUB_MODE: 'development',
    HUB_SUPERGRAPH: supergraphIn(contract),
    HUB_SUBGRAPHS: JSON.stringify(Object.fromEntries(told.subgraphs)),
    HUB_POLICIES: join(contract, 'policies'),
    HUB_BASES: join(contract, 'bases'),
    HUB_ROLES: join(contract, 'roles.json'),
    HUB_PURPOSES: join(contract, 'purposes.json'),
    HUB_ISSUERS: JSON.stringify([demoIssuer(told.identity, told.names)]),
    HUB_HOST: '127.0.0.1',
    HUB_PORT: String(told.port),
    HUB_LEDGER_URL: told.ledger,
    HUB_LEDGER_NAMING_FILE: ledgerKeys.naming,
    HUB_LEDGER_SIGNING_FILE: ledgerKeys.signing,
    HUB_LEDGER_OWNERS: JSON.stringify(
      Object.fromEntries(Object.entries(ledgerKeys.owners).map(([agency, fromFile]) => [agency, { fromFile }])),
    ),
    HUB_LEDGER_INSTANCE: 'dev',
    HUB_LEDGER_SPOOL: join(home, 'ledger', 'spool'),
    HUB_LEDGER_CHECKPOINTS: join(home, 'ledger', 'checkpoints'),
    HUB_GRANTS_FILE: keys.hub,
    HUB_PSEUDONYM_KEY_FILE: keys.pseudonyms,
  });
  return { ...config, supergraph: { kind: 'file', path: supergraphIn(contract), lookMs: LOOK_MS } };
}
