/** True for a JSON object: neither null nor a list. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const SHORT = 8_192;

/** A JSON value that is written already: bytes, and text that comes after them. */
export class JsonText {
  readonly #bytes: readonly Buffer[];
  readonly #text: string;

  constructor(bytes: readonly Buffer[], text: string) {
    this.#bytes = bytes;
    this.#text = text;
  }

  /** The value between two texts: as text where it is short, since one text is sent with its headers in one piece. */
  between(before: string, after: string): Buffer | string {
    if (this.#bytes.length === 0) {
      const text = before + this.#text + after;
      return text.length < SHORT ? text : Buffer.from(text);
    }
    return Buffer.concat([Buffer.from(before), ...this.#bytes, Buffer.from(this.#text + after)]);
  }

  /** Whoever writes it again by JSON.stringify writes the value. */
  toJSON(): unknown {
    return JSON.parse(this.between('', '').toString());
  }
}
