import type { IncomingHttpHeaders } from 'node:http';
import type { Agreement } from '../agreements/agreement.ts';
import type { AgreementRegister } from '../agreements/register.ts';
import { HubError } from '../errors.ts';
import { grown, type Identified, type Purposed } from '../exchange.ts';
import type { ConfirmCase } from '../identity/cases.ts';
import type { Purpose, Purposes } from '../identity/purposes.ts';
import { isPartner, type Viewer } from '../identity/viewer.ts';
import type { Admit } from './quota.ts';

/** What the stage rests on beside the exchange. */
export interface PurposeRoom {
  readonly purposes: Purposes;
  readonly confirm: ConfirmCase;
  /** The agreements that partners ask under, as they are now. */
  readonly agreements: () => AgreementRegister;
  /** Counts a partner's request. @throws HubError RATE_LIMITED, QUOTA_UNAVAILABLE */
  readonly admit: Admit;
}

/**
 * purpose: what the answer is for, from the closed list and within the token (GDPR art. 5(1)(b); LED art. 4(1)(b)), in
 * which case, and for which country. That a purpose is stated is asked by the operation stage, since reading the schema
 * alone needs none. A header sent twice arrives as one text that is no purpose, case or country.
 *
 * What is established is in the exchange at once, so that a refusal is recorded with it.
 *
 * @throws HubError PURPOSE_UNKNOWN, PURPOSE_NOT_ALLOWED, ON_BEHALF_OF_NOT_ALLOWED, CASE_REQUIRED, CASE_NOT_CONFIRMED,
 *   CASE_UNCONFIRMABLE, AGREEMENT_NOT_IN_FORCE, AGREEMENT_REQUIRED, RATE_LIMITED, QUOTA_UNAVAILABLE
 */
export async function withPurpose(
  exchange: Identified & { readonly viewer: Viewer },
  headers: IncomingHttpHeaders,
  room: PurposeRoom,
): Promise<Purposed> {
  const { viewer } = exchange;
  const purpose = statedPurpose(headers['hub-purpose'], viewer, room.purposes);
  const purposed: Purposed = grown(exchange, {
    purpose: purpose?.name,
    caseReference: undefined,
    actingFor: undefined,
    agreement: undefined,
  });
  const actingFor = countryActedFor(headers['hub-on-behalf-of'], viewer);
  if (actingFor !== undefined) grown(purposed, { actingFor });
  if (isPartner(viewer)) {
    grown(purposed, { agreement: agreementOf(purposed, headers['hub-agreement'], room) });
    // Before an agency is asked about a case.
    await room.admit(purposed);
  }
  if (!purpose?.caseOwner) return purposed;
  const caseReference = headers['hub-case'];
  if (caseReference === undefined || caseReference === '') throw new HubError('CASE_REQUIRED');
  if (typeof caseReference !== 'string') throw new HubError('CASE_NOT_CONFIRMED');
  await room.confirm(purpose.caseOwner, purpose.name, caseReference, viewer);
  return grown(purposed, { caseReference });
}

/** The one it names, or the only one there is. A header sent twice names none. */
function agreementOf(
  { viewer, purpose, receivedAt }: Purposed,
  named: string | string[] | undefined,
  room: PurposeRoom,
): Agreement {
  if (!viewer || Array.isArray(named)) throw new HubError('AGREEMENT_NOT_IN_FORCE');
  const found = room.agreements().find(viewer, purpose, named, receivedAt.getTime());
  if (found.kind === 'one') return found.agreement;
  throw new HubError(found.kind === 'several' ? 'AGREEMENT_REQUIRED' : 'AGREEMENT_NOT_IN_FORCE');
}

function statedPurpose(header: string | string[] | undefined, viewer: Viewer, purposes: Purposes): Purpose | undefined {
  if (header === undefined) return undefined;
  const purpose = typeof header === 'string' ? purposes.get(header) : undefined;
  if (!purpose) throw new HubError('PURPOSE_UNKNOWN');
  if (!viewer.purposes.has(purpose.name)) throw new HubError('PURPOSE_NOT_ALLOWED');
  return purpose;
}

/**
 * The token's countries are within its issuer's: a token that claims another is refused whole. A partner's system asks under
 * an agreement, which is its own country's: for another one it would be shown that one's records.
 */
function countryActedFor(header: string | string[] | undefined, viewer: Viewer): string | undefined {
  if (header === undefined) return undefined;
  if (typeof header !== 'string' || isPartner(viewer) || !viewer.onBehalfOf.has(header)) {
    throw new HubError('ON_BEHALF_OF_NOT_ALLOWED');
  }
  return header;
}
