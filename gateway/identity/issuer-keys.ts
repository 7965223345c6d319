import { isObject } from '../json.ts';
import { checkedAddress, isLoopback, type JsonFetcher, jsonFetcher } from './fetch-json.ts';
import type { Algorithm, Issuer } from './issuer.ts';
import { KeySourceError, readKeySet, type VerificationKey } from './key-set.ts';
import type { IdentityLimits } from './limits.ts';
import { TokenRefusal } from './refusal.ts';
import type { SecurityLog } from './security-log.ts';

/** The keys of one issuer, and of no other. */
export interface IssuerKeys extends AsyncDisposable {
  /** The key as it is known now. */
  known(kid: string | undefined, algorithm: Algorithm): VerificationKey | undefined;
  /**
   * The same, asking the issuer where it is not known and may be asked.
   *
   * @throws TokenRefusal KEY_UNKNOWN, KEYS_UNAVAILABLE
   */
  sought(kid: string | undefined, algorithm: Algorithm): Promise<VerificationKey>;
  /** Until when the keys may be used unless they are had anew, milliseconds of `performance.now()`. */
  readonly usableUntil: number;
  /** Lets go of every key at once and asks for them anew: one is in wrong hands. */
  reload(): Promise<void>;
}

export function issuerKeys(issuer: Issuer, limits: IdentityLimits, log: SecurityLog): IssuerKeys {
  const fetcher = issuer.keys.kind === 'keys' ? undefined : jsonFetcher(issuer, limits);
  return new Keys(issuer, limits, log, fetcher);
}

/** Share of the time between two refreshes by which they are spread, so that workers do not ask together. */
const SPREAD = 0.1;

/**
 * Keys are had anew on a schedule (`refreshMs`), before anybody needs a new one; a key that is not known makes one
 * further question (`coolDownMs`), so that tokens with invented keys cannot make the hub knock at the issuer's door for
 * an attacker. While the address fails, the last good set serves for `keptMs`, then the issuer's tokens are refused. A
 * key the issuer has taken out is dropped with the next set. Written keys never change.
 */
class Keys implements IssuerKeys {
  readonly #issuer: Issuer;
  readonly #limits: IdentityLimits;
  readonly #log: SecurityLog;
  readonly #fetcher: JsonFetcher | undefined;
  #keys: readonly VerificationKey[] = [];
  #usableUntil = 0;
  #askedAt = Number.NEGATIVE_INFINITY;
  #asking: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #failures = 0;
  /** Counts forced reloads: an answer to a question from before one is not taken. */
  #epoch = 0;
  #isClosed = false;

  constructor(issuer: Issuer, limits: IdentityLimits, log: SecurityLog, fetcher: JsonFetcher | undefined) {
    this.#issuer = issuer;
    this.#limits = limits;
    this.#log = log;
    this.#fetcher = fetcher;
    void this.#ask();
  }

  get usableUntil(): number {
    return this.#usableUntil;
  }

  known(kid: string | undefined, algorithm: Algorithm): VerificationKey | undefined {
    if (performance.now() >= this.#usableUntil) return undefined;
    const [one, other] = this.#keys.filter(
      (key) => key.algorithm === algorithm && (kid === undefined || key.kid === kid),
    );
    // A token that names no key means the only one there is.
    return other ? undefined : one;
  }

  async sought(kid: string | undefined, algorithm: Algorithm): Promise<VerificationKey> {
    if (this.#asking) await this.#asking;
    let key = this.known(kid, algorithm);
    if (!key && this.#mayAsk()) {
      await this.#ask();
      key = this.known(kid, algorithm);
    }
    if (key) return key;
    throw new TokenRefusal(performance.now() >= this.#usableUntil ? 'KEYS_UNAVAILABLE' : 'KEY_UNKNOWN');
  }

  async reload(): Promise<void> {
    if (!this.#fetcher) return;
    this.#epoch += 1;
    this.#taken([]);
    this.#usableUntil = 0;
    await this.#asking;
    await this.#ask();
  }

  #mayAsk(): boolean {
    return this.#fetcher !== undefined && performance.now() - this.#askedAt >= this.#limits.coolDownMs;
  }

  /** One question at a time: whoever comes meanwhile waits for the same answer. */
  #ask(): Promise<void> {
    this.#asking ??= this.#askOnce().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  async #askOnce(): Promise<void> {
    const epoch = this.#epoch;
    this.#askedAt = performance.now();
    clearTimeout(this.#timer);
    try {
      const keys = await readKeySet(await this.#keySet(), this.#issuer.algorithms);
      if (epoch === this.#epoch) this.#well(keys);
    } catch (error) {
      if (!this.#isClosed) this.#failed(error);
    }
    if (!this.#isClosed && this.#fetcher) this.#schedule();
  }

  async #keySet(): Promise<unknown> {
    const { keys, issuer } = this.#issuer;
    if (keys.kind === 'keys' || !this.#fetcher) return keys.kind === 'keys' ? keys.jwks : undefined;
    if (keys.kind === 'uri') return this.#fetcher.get(checkedAddress(keys.jwksUri, true));
    const address = checkedAddress(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, true);
    const metadata = await this.#fetcher.get(address);
    // OpenID Connect Discovery 1.0 §4.3: metadata that speaks of another issuer is not this one's.
    if (!isObject(metadata) || metadata['issuer'] !== issuer) throw new KeySourceError('METADATA');
    // Only an issuer on this machine may send the hub to an address on this machine.
    return this.#fetcher.get(checkedAddress(metadata['jwks_uri'], isLoopback(new URL(address))));
  }

  #well(keys: readonly VerificationKey[]): void {
    this.#taken(keys);
    this.#usableUntil = this.#fetcher ? performance.now() + this.#limits.keptMs : Number.POSITIVE_INFINITY;
    if (this.#failures > 0) this.#log.keys(this.#issuer.issuer, undefined);
    this.#failures = 0;
  }

  #failed(error: unknown): void {
    if (this.#failures === 0) {
      this.#log.keys(this.#issuer.issuer, error instanceof KeySourceError ? error.problem : 'UNREACHABLE');
    }
    this.#failures += 1;
  }

  /** A key that stays is the same object as before, so that what was verified by it stays verified. */
  #taken(keys: readonly VerificationKey[]): void {
    const before = this.#keys;
    this.#keys = keys.map((key) => before.find((known) => isSame(known, key)) ?? key);
    for (const key of before) key.isDropped = !this.#keys.includes(key);
  }

  #schedule(): void {
    const { coolDownMs, refreshMs } = this.#limits;
    const due = this.#failures === 0 ? refreshMs : Math.min(refreshMs, coolDownMs * 2 ** (this.#failures - 1));
    this.#timer = setTimeout(() => void this.#ask(), due * (1 - SPREAD * Math.random())).unref();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#fetcher?.[Symbol.asyncDispose]();
    await this.#asking;
  }
}

function isSame(one: VerificationKey, other: VerificationKey): boolean {
  return one.thumbprint === other.thumbprint && one.kid === other.kid && one.algorithm === other.algorithm;
}
