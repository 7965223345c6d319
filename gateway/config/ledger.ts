import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { hostname } from 'node:os';
import { ledgerKeysOf } from '../../standards/ledger/keys.ts';
import type { LedgerConfig } from '../config.ts';
import { signerOf } from '../ledger/signing.ts';
import { postgresUrlOf } from './addresses.ts';
import type { ConfigDocument, LedgerEntry, SecretEntry } from './document.ts';
import type { Reading } from './reading.ts';

const MEGABYTE = 1024 * 1024;
const MINUTE_MS = 60_000;
const SECOND_MS = 1_000;

/** Where disclosures are recorded. In production nobody forgets it: that nothing can be proven is said. */
export function ledgerOf(
  reading: Reading,
  { ledger, open }: ConfigDocument,
  isProduction: boolean,
): LedgerConfig | undefined {
  if (ledger === 'lines') return undefined;
  if (ledger === undefined) {
    if (isProduction && !open) {
      reading.problem(
        ['ledger'],
        'is missing; say where disclosures are recorded (docs/operate-the-ledger.md), or lines',
      );
    }
    return undefined;
  }
  // What is missing of it was told by its schema.
  if (!ledger.databaseUrl || !ledger.naming || !ledger.spool) return undefined;
  const databaseUrl = postgresUrlOf(reading, ['ledger', 'databaseUrl'], ledger.databaseUrl);
  const naming = namingOf(reading, ledger.naming);
  if (databaseUrl === undefined || !naming) return undefined;
  const { folder, seconds = 60 } = ledger.checkpoints ?? {};
  return Object.freeze<LedgerConfig>({
    databaseUrl,
    instance:
      ledger.instance ??
      (hostname()
        .replace(/[^\w.-]/g, '-')
        .slice(0, 64) ||
        'hub'),
    naming,
    spool: spoolOf(reading, ledger.spool),
    signing: signingOf(reading, ledger.signing),
    checkpoints: {
      folder: folder === undefined ? undefined : reading.file(['ledger', 'checkpoints', 'folder'], folder),
      everyMs: seconds * SECOND_MS,
    },
    owners: ownersOf(reading, ledger.owners ?? {}),
  });
}

function namingOf(reading: Reading, entry: SecretEntry): LedgerConfig['naming'] | undefined {
  const path = ['ledger', 'naming'];
  const text = reading.secret(path, entry);
  const keys =
    text &&
    reading.attempt(path, 'must be keys as JSON; make them with: hub ledger keys init', () =>
      ledgerKeysOf(JSON.parse(text)),
    );
  if (!keys) return undefined;
  if (!keys.hashing.some(({ from }) => from <= Date.now())) {
    return reading.problem(path, 'has no key that is in force yet; make one with: hub ledger keys rotate');
  }
  return 'fromFile' in entry
    ? { kind: 'file', path: reading.file([...path, 'fromFile'], entry.fromFile) }
    : { kind: 'keys', keys };
}

function spoolOf(reading: Reading, spool: LedgerEntry['spool']): LedgerConfig['spool'] {
  if (spool === 'off') return undefined;
  const { folder, minutes = 60, megabytes = 1_024 } = spool;
  return {
    folder: reading.file(['ledger', 'spool', 'folder'], folder),
    mostBytes: megabytes * MEGABYTE,
    mostMs: minutes * MINUTE_MS,
  };
}

function signingOf(reading: Reading, entry: LedgerEntry['signing']): LedgerConfig['signing'] {
  const path = ['ledger', 'signing'];
  const text = entry && reading.secret(path, entry);
  return text === undefined
    ? undefined
    : reading.attempt(path, 'must be keys as JSON; make them with: hub ledger keys init', () =>
        signerOf(JSON.parse(text)),
      );
}

function ownersOf(reading: Reading, owners: NonNullable<LedgerEntry['owners']>): ReadonlyMap<string, KeyObject> {
  const keys = new Map<string, KeyObject>();
  for (const [agency, entry] of Object.entries(owners)) {
    const path = ['ledger', 'owners', agency];
    const text = reading.textOf(path, entry);
    const key =
      text === undefined
        ? undefined
        : reading.attempt(path, 'must be a public X25519 key as JWK; make it with: hub ledger keys owner', () =>
            x25519Of(JSON.parse(text)),
          );
    if (key) keys.set(agency, key);
  }
  return keys;
}

/** @throws Error where it is another key, or a private one: only its owner has that. */
function x25519Of(json: unknown): KeyObject {
  const key = createPublicKey({ key: json as JsonWebKey, format: 'jwk' });
  const isPrivate = typeof json === 'object' && json !== null && 'd' in json;
  if (key.asymmetricKeyType !== 'x25519' || isPrivate) throw new Error('not a public X25519 key');
  return key;
}
