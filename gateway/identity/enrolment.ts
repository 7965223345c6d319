import { LRUCache } from 'lru-cache';
import { isObject } from '../json.ts';
import { type Binding, isThumbprint } from './binding.ts';
import { checkedAddress, type JsonFetcher, jsonFetcher } from './fetch-json.ts';
import { isSecret, KeySourceError, MOST_KEYS, thumbprintOf } from './key-set.ts';
import type { IdentityLimits } from './limits.ts';
import { TokenRefusal } from './refusal.ts';
import type { SecurityLog } from './security-log.ts';
import type { Viewer } from './viewer.ts';

/** The keys a system may prove itself by. A key that is to turn is enrolled beside the old one, and no call is lost. */
export type KeyEnrolment =
  /** SHA-256 thumbprints, base64url: of JSON Web Keys (RFC 7638) and of certificates (RFC 8705 §3.1). */
  | { readonly kind: 'thumbprints'; readonly thumbprints: ReadonlySet<string> }
  /** A set its owner publishes (RFC 7517): its keys, and certificates by the member `x5t#S256` (§4.9). */
  | { readonly kind: 'jwks'; readonly url: string };

/** Which keys are enrolled for which system. Asked at each request: what is taken out ends at once. */
export interface KeyEnrolments {
  /** @param issuer `iss`. @param client its client identifier, the principal. @returns undefined: nothing is enrolled. */
  of(issuer: string, client: string): KeyEnrolment | undefined;
}

/** Nothing is enrolled: no system is let in. */
export const NO_ENROLMENTS: KeyEnrolments = { of: () => undefined };

/** Holds keys against what is enrolled. */
export interface EnrolledKeys extends AsyncDisposable {
  /** At once where it can be told. @throws TokenRefusal KEY_NOT_ENROLLED, ENROLMENT_UNAVAILABLE */
  check(viewer: Pick<Viewer, 'issuer' | 'principal'>, binding: Binding): void | Promise<void>;
}

type Limits = Pick<IdentityLimits, 'fetchMs' | 'fetchBytes' | 'refreshMs' | 'coolDownMs' | 'keptMs'>;

/** Sets that are kept; there is one for each system at most. */
const MOST_SETS = 1_000;

export function enrolledKeys(enrolments: KeyEnrolments, limits: Limits, log: Pick<SecurityLog, 'keys'>): EnrolledKeys {
  const fetcher = jsonFetcher({ certificateAuthorities: [] }, limits);
  const sets = new LRUCache<string, PublishedKeys>({ max: MOST_SETS });
  const setAt = (url: string): PublishedKeys => {
    const known = sets.get(url) ?? new PublishedKeys(url, limits, { fetcher, log });
    sets.set(url, known);
    return known;
  };
  return {
    check({ issuer, principal }, binding) {
      const enrolment = enrolments.of(issuer, principal);
      switch (enrolment?.kind) {
        case undefined:
          throw new TokenRefusal('KEY_NOT_ENROLLED');
        case 'thumbprints':
          if (!enrolment.thumbprints.has(binding.thumbprint)) throw new TokenRefusal('KEY_NOT_ENROLLED');
          return;
        case 'jwks':
          return setAt(enrolment.url).check(binding);
      }
    },
    [Symbol.asyncDispose]: () => fetcher[Symbol.asyncDispose](),
  };
}

/** Thumbprints by what they are of. */
type Thumbprints = Readonly<Record<Binding['kind'], ReadonlySet<string>>>;

/**
 * The keys at one address. They are had anew when they are older than `refreshMs`, and for a key that is not among them,
 * never more often than every `coolDownMs`. While the address fails, the last good set serves for `keptMs`.
 */
class PublishedKeys {
  readonly #url: string;
  readonly #limits: Limits;
  readonly #fetcher: JsonFetcher;
  readonly #log: Pick<SecurityLog, 'keys'>;
  #isFailing = false;
  #thumbprints: Thumbprints = { DPOP: new Set(), MTLS: new Set() };
  #readAt = Number.NEGATIVE_INFINITY;
  #askedAt = Number.NEGATIVE_INFINITY;
  #asking: Promise<void> | undefined;

  constructor(
    url: string,
    limits: Limits,
    { fetcher, log }: { readonly fetcher: JsonFetcher; readonly log: Pick<SecurityLog, 'keys'> },
  ) {
    this.#url = url;
    this.#limits = limits;
    this.#fetcher = fetcher;
    this.#log = log;
  }

  check(binding: Binding): void | Promise<void> {
    if (this.#isYoungerThan(this.#limits.refreshMs) && this.#holds(binding)) return;
    return this.#sought(binding);
  }

  async #sought(binding: Binding): Promise<void> {
    if (this.#asking || performance.now() - this.#askedAt >= this.#limits.coolDownMs) await this.#ask();
    if (!this.#isYoungerThan(this.#limits.keptMs)) throw new TokenRefusal('ENROLMENT_UNAVAILABLE');
    if (!this.#holds(binding)) throw new TokenRefusal('KEY_NOT_ENROLLED');
  }

  #isYoungerThan(ms: number): boolean {
    return performance.now() - this.#readAt < ms;
  }

  #holds({ kind, thumbprint }: Binding): boolean {
    return this.#thumbprints[kind].has(thumbprint);
  }

  #ask(): Promise<void> {
    this.#asking ??= this.#askOnce().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  async #askOnce(): Promise<void> {
    this.#askedAt = performance.now();
    try {
      this.#thumbprints = thumbprintsOf(await this.#fetcher.get(checkedAddress(this.#url, true)));
      this.#readAt = performance.now();
      if (this.#isFailing) this.#log.keys(this.#url, undefined);
      this.#isFailing = false;
    } catch (error) {
      // The last good set serves for a while; then who asks is told.
      if (!this.#isFailing) this.#log.keys(this.#url, error instanceof KeySourceError ? error.problem : 'UNREACHABLE');
      this.#isFailing = true;
    }
  }
}

/** @throws KeySourceError where it is no set of public keys. */
function thumbprintsOf(json: unknown): Thumbprints {
  const list = isObject(json) ? json['keys'] : undefined;
  if (!Array.isArray(list) || list.length > MOST_KEYS || !list.every(isObject)) throw new KeySourceError('KEY_SET');
  // Whoever published a private key can no longer say who signs.
  if (list.some(isSecret)) throw new KeySourceError('SECRET_KEY');
  return {
    DPOP: new Set(list.map(thumbprintOf).filter((each) => each !== undefined)),
    MTLS: new Set(list.map((jwk) => jwk['x5t#S256']).filter(isThumbprint)),
  };
}
