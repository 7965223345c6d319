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

  /** The value between two texts: as one text where it is short, since that is sent with its headers in one piece. */
  between(before: string, after: string): string | Buffer | readonly Buffer[] {
    if (this.#bytes.length > 0) return [Buffer.from(before), ...this.#bytes, Buffer.from(this.#text + after)];
    const text = before + this.#text + after;
    return text.length < SHORT ? text : Buffer.from(text);
  }

  /** Whoever writes it again by JSON.stringify writes the value. */
  toJSON(): unknown {
    if (this.#bytes.length === 0) return JSON.parse(this.#text);
    return JSON.parse(Buffer.concat([...this.#bytes, Buffer.from(this.#text)]).toString());
  }
}
