import { decodeJwt } from 'jose';
import { type ClientKeys, partnerToken, proofOf } from './tokens.ts';

/** What a system has to know to ask a hub. */
export interface PartnerOptions {
  /** Where the hub answers: `https://…/graphql`. */
  readonly hub: string;
  /** Who issues its tokens. */
  readonly issuer: string;
  /** Its client identifier. */
  readonly client: string;
  readonly keys: ClientKeys;
  /** What it asks for, of the agreement's purposes. */
  readonly purpose: string;
  /** Id of the agreement; needed where several would do. */
  readonly agreement?: string;
  /** Sends requests in place of the platform's own. */
  readonly fetch?: typeof fetch;
}

/** An answer of the hub. A field that is null may be withheld: then `errors` names it. */
export interface PartnerAnswer<Data> {
  readonly data: Data;
  readonly errors: readonly PartnerError[];
  /** What was agreed on of these data: keep it with them. */
  readonly conditions: Readonly<Record<string, unknown>>;
  /** To quote when asking why. */
  readonly decisionId: string;
  /** What the quota leaves, where the hub says so. */
  readonly left: { readonly lookups: number | undefined; readonly dataSubjects: number | undefined };
}

export interface PartnerError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: { readonly code: string; readonly reason?: string };
}

/** The hub refused to answer: nothing of it was answered. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;
  /** From the hub's closed list (docs/for-partners.md). */
  readonly code: string;
  /** Seconds after which it may be asked again; undefined: asking again does not help. */
  readonly retryAfter: number | undefined;

  constructor(status: number, code: string, message: string, retryAfter: number | undefined) {
    super(message);
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

/** A token is let go of so many seconds before it ends. */
const EARLY_S = 30;
/** Times one request is sent: for a nonce, and for a token that was taken back meanwhile. */
const MOST_ATTEMPTS = 3;
const PATIENCE_MS = 15_000;

interface Token {
  readonly text: string;
  /** Seconds since the epoch. */
  readonly ends: number;
}

/**
 * A partner country's system that asks a hub: tokens bound to a key, a proof for each request, approved operations by their
 * ids. One instance may ask several things at once.
 */
export class PartnerClient {
  readonly #options: PartnerOptions;
  readonly #fetch: typeof fetch;
  #keys: ClientKeys;
  #token: Promise<Token> | undefined;
  #nonce: string | undefined;

  constructor(options: PartnerOptions) {
    this.#options = options;
    this.#fetch = options.fetch ?? fetch;
    this.#keys = options.keys;
  }

  /**
   * Asks an approved operation.
   *
   * @param documentId SHA-256 of its text, as it was approved.
   * @throws Refused, and what fetch throws where nobody answers in time.
   */
  async ask<Data>(documentId: string, variables: object = {}): Promise<PartnerAnswer<Data>> {
    for (let attempt = 1; ; attempt += 1) {
      const token = await this.#tokenNow();
      const response = await this.#send(token, { documentId, variables });
      // Each answer may bring the next nonce; the hub asks for it by refusing.
      const nonce = response.headers.get('dpop-nonce') ?? this.#nonce;
      const isNew = nonce !== this.#nonce;
      this.#nonce = nonce;
      if (response.status !== 401 || attempt === MOST_ATTEMPTS) return answerOf<Data>(response);
      await response.body?.cancel();
      if (!isNew) this.#token = undefined;
    }
  }

  /**
   * The records of a connection, page by page, as far as they are read.
   *
   * @param of finds the connection in the data; the operation takes its page by the variable `after`.
   */
  async *records<Data, Node>(
    documentId: string,
    variables: object,
    of: (data: Data) => Connection<Node> | null,
  ): AsyncGenerator<Node> {
    for (let after: string | null = null; ; ) {
      const { data } = await this.ask<Data>(documentId, { ...variables, after });
      const connection = of(data);
      // Records that are none of this system's business are left out.
      for (const { node } of connection?.edges ?? []) if (node !== null) yield node;
      if (!connection?.pageInfo.hasNextPage) return;
      after = connection.pageInfo.endCursor;
    }
  }

  /** Goes on with other keys: enrolled beside the old ones before, which are taken out when nothing is asked with them. */
  turn(keys: ClientKeys): void {
    this.#keys = keys;
    this.#token = undefined;
  }

  #send({ text }: Token, body: object): Promise<Response> {
    const { hub, purpose, agreement } = this.#options;
    const wish = { address: hub, token: text, nonce: this.#nonce };
    return proofOf(this.#keys.proof, wish).then((proof) =>
      this.#fetch(hub, {
        method: 'POST',
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE_MS),
        headers: {
          authorization: `DPoP ${text}`,
          dpop: proof,
          'content-type': 'application/json',
          'hub-purpose': purpose,
          ...(agreement !== undefined && { 'hub-agreement': agreement }),
        },
        body: JSON.stringify(body),
      }),
    );
  }

  /** Asked for once, however many wait for it. */
  async #tokenNow(): Promise<Token> {
    const now = Date.now() / 1_000;
    const known = await this.#token?.catch(() => undefined);
    if (known && known.ends - EARLY_S > now) return known;
    const { issuer, client } = this.#options;
    const made = partnerToken(issuer, client, this.#keys, this.#fetch).then((text) => ({
      text,
      ends: decodeJwt(text).exp ?? 0,
    }));
    this.#token = made;
    return made;
  }
}

/** A page of records, as Relay writes it. */
export interface Connection<Node> {
  readonly edges: ReadonlyArray<{ readonly node: Node | null }> | null;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

interface Body<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly PartnerError[];
  readonly extensions?: { readonly decisionId?: string; readonly conditions?: Readonly<Record<string, unknown>> };
}

async function answerOf<Data>(response: Response): Promise<PartnerAnswer<Data>> {
  const body = (await response.json()) as Body<Data>;
  const { data, errors = [], extensions } = body;
  if (response.status !== 200 || data === null || data === undefined) {
    const [error] = errors;
    const retryAfter = response.headers.get('retry-after');
    const code = error?.extensions.code ?? 'UNKNOWN';
    throw new Refused(
      response.status,
      code,
      error?.message ?? '',
      retryAfter === null ? undefined : Number(retryAfter),
    );
  }
  return {
    data,
    errors,
    conditions: extensions?.conditions ?? {},
    decisionId: extensions?.decisionId ?? '',
    left: {
      lookups: numberIn(response, 'hub-quota-lookups-left'),
      dataSubjects: numberIn(response, 'hub-quota-subjects-left'),
    },
  };
}

function numberIn({ headers }: Response, name: string): number | undefined {
  const text = headers.get(name);
  return text === null ? undefined : Number(text);
}
