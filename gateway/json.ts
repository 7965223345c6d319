/** True for a JSON object: neither null nor a list. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A JSON value that is written already: bytes, and text that comes after them. */
export class JsonText {
  readonly #bytes: readonly Buffer[];
  readonly #text: string;

  constructor(bytes: readonly Buffer[], text: string) {
    this.#bytes = bytes;
    this.#text = text;
  }

  /** The value between two texts. */
  between(before: string, after: string): Buffer {
    if (this.#bytes.length === 0) return Buffer.from(before + this.#text + after);
    return Buffer.concat([Buffer.from(before), ...this.#bytes, Buffer.from(this.#text + after)]);
  }

  /** Whoever writes it again by JSON.stringify writes the value. */
  toJSON(): unknown {
    return JSON.parse(this.between('', '').toString());
  }
}
