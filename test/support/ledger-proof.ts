import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Entry, genesis, type Linked, linkOf } from '../../gateway/ledger/chain.ts';
import { type Closed, closeSegment } from '../../gateway/ledger/checkpoints.ts';
import {
  madeSigningKey,
  type Signer,
  signerOf,
  type VerificationKeys,
  verificationKeysOf,
} from '../../gateway/ledger/signing.ts';
import { type LedgerStore, postgresStore } from '../../gateway/ledger/store.ts';
import { freshDatabase } from './database.ts';

/** Of the size of a real one, with a name for whom it tells of, one for a record, and one for what was sought. */
export function exchangeOf(number: number): Entry {
  const id = randomUUID();
  const at = Date.UTC(2026, 3, 5, 6, 7, 8) + number * 10;
  const name = (kind: string) => `${kind}${String(number).padStart(21, '0')}`;
  const names = [name('s'), name('r'), name('q')];
  const [subject, record, sought] = names;
  const said = {
    receivedAt: new Date(at).toISOString(),
    issuer: 'https://login.example/realms/border',
    principal: `officer-${number % 700}`,
    agency: 'customs',
    roles: ['customs-officer', 'shift-lead'],
    purpose: 'RISK_ASSESSMENT',
    operationId: 'c0ffee'.repeat(10),
    released: ['Passport.number', 'Passport.holder', 'Crossing.at', 'Crossing.post', 'Vehicle.plate'],
    counts: [1, 1, 4, 4, 1],
    policies: ['customs.read-passport', 'border.crossings-for-risk', 'border.vehicles'],
    bases: ['UCC-46', 'SBC-8'],
    note: 'Ünal "\\ 𝔄',
    outcome: 'ANSWERED',
  };
  const about = { key: 'k1', subjects: [subject], records: [record], sought: [sought], unnamed: 0 };
  return { text: JSON.stringify({ kind: 'exchange', id, ...said, names: about }), at, names: [id, ...names] };
}

/** A chain that is written past the writer: a hundred thousand entries in a few seconds. */
export class Chain {
  readonly writer: string;
  readonly texts: string[] = [];
  #link: Buffer;

  constructor(writer: string) {
    this.writer = writer;
    this.#link = genesis(writer);
  }

  next(count: number): readonly Linked[] {
    return Array.from({ length: count }, () => {
      const sequence = this.texts.length + 1;
      const entry = exchangeOf(sequence);
      this.#link = linkOf(this.#link, sequence, entry.text);
      this.texts.push(entry.text);
      return { ...entry, sequence, link: this.#link };
    });
  }
}

const BATCH = 1_000;

/** A ledger with keys of its own, and a folder for what is exported of it. */
export interface ProvenLedger extends AsyncDisposable {
  readonly url: string;
  readonly client: pg.Client;
  readonly folder: string;
  readonly signer: Signer;
  readonly keys: VerificationKeys;
  readonly keyFiles: { readonly signing: object; readonly verification: object };
  write(chain: Chain, count: number): Promise<void>;
  close(): Promise<Closed | undefined>;
  /** What only who has the database in hand can do: past the triggers. */
  tamper(statement: string, values?: readonly unknown[]): Promise<void>;
}

export async function provenLedger(): Promise<ProvenLedger> {
  const database = await freshDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'hub-test-'));
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const store: LedgerStore = postgresStore(database.url, 20_000);
  await store.open();
  const made = madeSigningKey();
  const keyFiles = { signing: { signing: [made.signing] }, verification: { verification: [made.verification] } };
  const signer = signerOf(keyFiles.signing);
  return {
    url: database.url,
    client,
    folder,
    signer,
    keys: verificationKeysOf(keyFiles.verification),
    keyFiles,
    async write(chain, count) {
      for (let left = count; left > 0; left -= BATCH)
        await store.insert(chain.writer, chain.next(Math.min(left, BATCH)));
    },
    close: () => closeSegment(client, signer),
    async tamper(statement, values = []) {
      await client.query("set session_replication_role = 'replica'");
      await client.query(statement, [...values]);
      await client.query("set session_replication_role = 'origin'");
    },
    async [Symbol.asyncDispose]() {
      await store[Symbol.asyncDispose]();
      await client.end();
      await database[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Its first writer. */
export const W = 'hub-1/a';

/** Three segments of two writers, and some entries that are in none: of `W` 1 to 300, 301 to 600, 601 to 900, 901 to 950. */
export async function filledLedger(): Promise<ProvenLedger & { readonly chain: Chain }> {
  const ledger = await provenLedger();
  const [chain, other] = [new Chain(W), new Chain('hub-2/b')];
  for (let segment = 0; segment < 3; segment++) {
    await ledger.write(chain, 300);
    await ledger.write(other, 200);
    await ledger.close();
  }
  await ledger.write(chain, 50);
  return { ...ledger, chain };
}
