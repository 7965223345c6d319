import { HubError } from '../errors.ts';
import { grown, type Identified, type Purposed } from '../exchange.ts';

/**
 * purpose: what the answer is for, from the closed list (GDPR art. 5(1)(b); LED art. 4(1)(b)). That one is stated is
 * asked by the operation stage, since reading the schema alone needs none.
 *
 * @throws HubError PURPOSE_UNKNOWN
 */
export function withPurpose(
  exchange: Identified,
  header: string | string[] | undefined,
  purposes: ReadonlySet<string>,
): Purposed {
  if (header === undefined) return grown(exchange, { purpose: undefined });
  if (typeof header !== 'string' || !purposes.has(header)) throw new HubError('PURPOSE_UNKNOWN');
  return grown(exchange, { purpose: header });
}
