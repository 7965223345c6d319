import type { Agreement, AgreementClient } from './agreement.ts';

/** Who asks under an agreement. */
export interface PartnerClient {
  /** `sub` and `iss` of its token. */
  readonly principal: string;
  readonly issuer: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
}

/** What a client may ask under. `none`: nothing, for whatever reason; `several`: it has to say which. */
export type Found =
  | { readonly kind: 'one'; readonly agreement: Agreement }
  | { readonly kind: 'none' }
  | { readonly kind: 'several' };

/** The agreements of one moment's contract. */
export interface AgreementRegister {
  readonly all: ReadonlyMap<string, Agreement>;
  /**
   * The agreement that a client asks under at a moment. That one is another's, has ended, has not begun or is suspended is
   * all the same to who asks.
   *
   * @param purpose undefined: none is stated, as where the schema alone is read.
   * @param named by Hub-Agreement; undefined: the only one there is.
   */
  find(client: PartnerClient, purpose: string | undefined, named: string | undefined, now: number): Found;
}

/**
 * The keys that a client's tokens may be bound to; undefined: it stands in no agreement. In how many it stands, its keys are
 * the same.
 */
export function keysOf(
  all: ReadonlyMap<string, Agreement>,
  issuer: string,
  client: string,
): AgreementClient['keys'] | undefined {
  for (const { clients } of all.values()) {
    const found = clients.find((each) => each.client === client && (each.issuer ?? issuer) === issuer);
    if (found) return found.keys;
  }
  return undefined;
}

/**
 * A client of no issuer is the one of every issuer.
 *
 * @throws Error where a client has other keys in one agreement than in another: which are meant nobody could say.
 */
export function checkKeys(agreements: readonly Agreement[]): void {
  const known: Array<{ client: string; issuer: string | undefined; keys: string; agreement: string }> = [];
  for (const { id, clients } of agreements) {
    for (const { client, issuer, keys } of clients) {
      const written = JSON.stringify(keys.kind === 'jwks' ? keys.url : [...keys.thumbprints].sort());
      const before = known.find(
        (each) =>
          each.client === client && (each.issuer ?? issuer) === (issuer ?? each.issuer) && each.keys !== written,
      );
      if (before) {
        throw new Error(
          `${id}: "clients" gives ${client} other keys than ${before.agreement}; give it the same in both`,
        );
      }
      known.push({ client, issuer, keys: written, agreement: id });
    }
  }
}

/** Whether an agreement is suspended now, by the registry. */
export type IsSuspended = (agreement: string) => boolean;

export function agreementRegister(
  all: ReadonlyMap<string, Agreement>,
  isSuspended: IsSuspended = () => false,
): AgreementRegister {
  const byClient = new Map<string, Agreement[]>();
  for (const agreement of all.values()) {
    for (const { client } of agreement.clients) byClient.set(client, [...(byClient.get(client) ?? []), agreement]);
  }
  return {
    all,
    find(client, purpose, named, now) {
      const found = (byClient.get(client.principal) ?? []).filter(
        (agreement) =>
          (named === undefined || agreement.id === named) &&
          entryOf(agreement, client) !== undefined &&
          isInForce(agreement, now) &&
          !agreement.isSuspended &&
          !isSuspended(agreement.id) &&
          (purpose === undefined || agreement.purposes.has(purpose)),
      );
      const [agreement, ...more] = new Set(found);
      if (!agreement) return { kind: 'none' };
      return more.length > 0 ? { kind: 'several' } : { kind: 'one', agreement };
    },
  };
}

/** The agreement's own entry of who asks; undefined: it is not for them. */
export function entryOf(
  { clients }: Pick<Agreement, 'clients'>,
  { principal, issuer, country }: PartnerClient,
): AgreementClient | undefined {
  return clients.find(
    (each) =>
      each.client === principal && each.country === country && (each.issuer === undefined || each.issuer === issuer),
  );
}

function isInForce({ start, end }: Agreement, now: number): boolean {
  return start <= now && now < end;
}
