import { createHmac } from 'node:crypto';
import { isSame } from './binding.ts';

/**
 * Nonces of proofs (RFC 9449 §8): nobody who once held a key can have signed proofs ahead for a later time. Nothing is
 * kept of them: a nonce is a code over its stretch of time, the same for everybody and on every gateway that has the
 * secret.
 */
export class Nonces {
  readonly #secret: Uint8Array;
  readonly #stretchMs: number;
  #stretch = Number.NaN;
  #present = '';
  #previous = '';

  /** @param secret 32 bytes. @param stretchMs how long one nonce is given out; it is taken for as long again. */
  constructor(secret: Uint8Array, stretchMs: number) {
    this.#secret = secret;
    this.#stretchMs = stretchMs;
  }

  get present(): string {
    this.#turn();
    return this.#present;
  }

  /** Which stretch it was given out in; undefined: none that counts. */
  stretchOf(nonce: string): 'PRESENT' | 'PREVIOUS' | undefined {
    this.#turn();
    // Both are compared, whichever it is.
    const [isPresent, isPrevious] = [isSame(nonce, this.#present), isSame(nonce, this.#previous)];
    if (isPresent) return 'PRESENT';
    return isPrevious ? 'PREVIOUS' : undefined;
  }

  #turn(): void {
    const stretch = Math.floor(Date.now() / this.#stretchMs);
    if (stretch === this.#stretch) return;
    this.#stretch = stretch;
    this.#present = this.#of(stretch);
    this.#previous = this.#of(stretch - 1);
  }

  #of(stretch: number): string {
    return createHmac('sha256', this.#secret).update(`dpop-nonce ${this.#stretchMs} ${stretch}`).digest('base64url');
  }
}
