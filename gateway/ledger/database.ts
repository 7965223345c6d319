import { fixedKeys, type KeptKeys, keysFromFile } from '../../standards/grant/keys.ts';
import { type LedgerKeys, ledgerKeysOf } from '../../standards/ledger/keys.ts';
import type { LedgerConfig } from '../config.ts';
import { checkpointing } from './checkpointing.ts';
import { actEntry, exchangeEntry } from './entry.ts';
import type { ActRecord, Ledger } from './ledger.ts';
import type { LedgerStatus, LedgerWarning } from './ledger-writer.ts';
import { namings } from './naming.ts';
import { sealsFor } from './seal.ts';
import { openWriter } from './writer.ts';

/** The disclosure ledger of one process. */
export interface DatabaseLedger extends Ledger, AsyncDisposable {
  readonly status: LedgerStatus;
}

/** What operators are told. */
export interface LedgerTold {
  fault(error: unknown): void;
  warning(warning: LedgerWarning): void;
}

/** Opens the ledger. The database may be away. @throws Error where its keys cannot be read. */
export function databaseLedger(config: LedgerConfig, { fault, warning }: LedgerTold): DatabaseLedger {
  const { databaseUrl, instance, spool, signing, checkpoints } = config;
  const keys = keysOf(config, fault);
  const writer = openWriter({ instance, databaseUrl, spool, onWarning: warning });
  const closing =
    signing &&
    checkpointing({
      databaseUrl,
      signer: signing,
      everyMs: checkpoints.everyMs,
      exportTo: checkpoints.folder,
      onFault: fault,
    });
  return {
    append: (record) => writer.append(exchangeEntry(record)),
    act: (record) => writer.append(actEntry(record)),
    naming: namings(keys),
    seals: config.owners.size > 0 ? sealsFor(config.owners) : undefined,
    get status() {
      return writer.status;
    },
    async [Symbol.asyncDispose]() {
      await writer[Symbol.asyncDispose]();
      await closing?.[Symbol.asyncDispose]();
      keys[Symbol.dispose]();
    },
  };
}

function keysOf({ naming }: LedgerConfig, fault: (error: unknown) => void): KeptKeys<LedgerKeys> {
  return naming.kind === 'keys' ? fixedKeys(naming.keys) : keysFromFile(naming.path, ledgerKeysOf, fault);
}

/** How often an act that could not be kept is tried again, milliseconds. */
const AGAIN_MS = 1_000;

/** Keeps what was done to the hub. */
export interface Acts extends Disposable {
  /** Nobody waits for it: as long as it cannot be kept, no data leave either. */
  keep(record: ActRecord): void;
  /** Settles when everything is kept, or after so many milliseconds. */
  kept(mostMs: number): Promise<void>;
}

/** Keeps each act as soon as it can be kept. */
export function actsOf(ledger: Ledger, fault: (error: unknown) => void): Acts {
  const waiting: ActRecord[] = [];
  const listeners = new Set<() => void>();
  let isTold = false;
  let timer: NodeJS.Timeout | undefined;
  const next = async (): Promise<void> => {
    timer = undefined;
    for (let first = waiting[0]; first; first = waiting[0]) {
      try {
        await ledger.act(first);
      } catch (error) {
        if (!isTold) fault(error);
        isTold = true;
        timer = setTimeout(next, AGAIN_MS).unref();
        return;
      }
      waiting.shift();
      isTold = false;
    }
    for (const listener of listeners) listener();
  };
  return {
    keep(record) {
      waiting.push(record);
      if (waiting.length === 1) void next();
    },
    async kept(mostMs) {
      if (waiting.length === 0) return;
      await new Promise<void>((resolve) => {
        const late = setTimeout(resolve, mostMs);
        listeners.add(() => {
          clearTimeout(late);
          resolve();
        });
      });
    },
    [Symbol.dispose]: () => clearTimeout(timer),
  };
}
