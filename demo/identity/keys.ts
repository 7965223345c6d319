import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWK } from 'jose';

/** A key with its private part, and when it stopped signing. */
interface Key {
  readonly jwk: JWK & { readonly kid: string };
  retiredAt?: number;
}

/**
 * The provider's signing keys (RFC 7517): one that signs, the one that comes next, published ahead so that whoever keeps
 * the set has it in time, and those that signed tokens which may still hold.
 */
export class SigningKeys {
  #signing: Key;
  #next: Key;
  #retired: readonly Key[] = [];

  private constructor(signing: Key, next: Key) {
    this.#signing = signing;
    this.#next = next;
  }

  static async made(): Promise<SigningKeys> {
    return new SigningKeys(await newKey(), await newKey());
  }

  get signingKeyId(): string {
    return this.#signing.jwk.kid;
  }

  /** All that are published, with their private parts. */
  get all(): ReadonlyArray<Key['jwk']> {
    return [this.#signing, this.#next, ...this.#retired].map(({ jwk }) => jwk);
  }

  /**
   * The next key signs from now on.
   *
   * @param longestTokenMs how long a token of the old key may still hold.
   */
  async rotate(now: number, longestTokenMs: number): Promise<void> {
    const next = await newKey();
    const old = { ...this.#signing, retiredAt: now };
    this.#retired = [old, ...this.#retired].filter(({ retiredAt = now }) => now - retiredAt <= longestTokenMs);
    this.#signing = this.#next;
    this.#next = next;
  }
}

async function newKey(): Promise<Key> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  return { jwk: { ...(await exportJWK(privateKey)), kid: randomUUID(), alg: 'ES256', use: 'sig' } };
}
