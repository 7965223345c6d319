import { type National, startNational } from '../support/national.ts';
import type { Claims } from '../support/tokens.ts';

const INVESTIGATOR: Claims = { sub: 'demo:investigator', agency: 'police', roles: ['investigator'] };
const VEHICLE = `query ($state: ID!, $plate: ID!) {
  vehicleHit(registrationNationalityCode: $state, registrationId: $plate) { band }
}`;

async function codeOf(national: National, claims: Claims, caseReference: string): Promise<string> {
  const { story } = national;
  const headers = { 'hub-purpose': 'CRIME_INVESTIGATION', 'hub-case': caseReference };
  const variables = { state: story.registrationNationalityCode, plate: story.plate };
  const { body } = await national.send(claims, headers, VEHICLE, variables);
  return body.errors?.[0]?.extensions.code ?? (body.data ? 'ANSWERED' : 'NOTHING');
}

test('the agency’s own register of cases says who may ask for an investigation', async () => {
  await using national = await startNational({ movements: 0 });
  const { open, closed, other } = national.story.cases;
  const { asked } = national;
  asked.police.reset();
  expect(await codeOf(national, INVESTIGATOR, closed)).toBe('CASE_NOT_CONFIRMED');
  expect(await codeOf(national, INVESTIGATOR, other)).toBe('CASE_NOT_CONFIRMED');
  expect(await codeOf(national, INVESTIGATOR, 'CR/1999/0001')).toBe('CASE_NOT_CONFIRMED');
  expect(await codeOf(national, { ...INVESTIGATOR, sub: 'demo:auditor' }, open)).toBe('CASE_NOT_CONFIRMED');
  expect(await codeOf(national, { ...INVESTIGATOR, agency: 'customs' }, open)).toBe('CASE_NOT_CONFIRMED');
  expect(asked.police.count).toBe(5);
  expect(await codeOf(national, INVESTIGATOR, open)).toBe('ANSWERED');
  expect(await codeOf(national, INVESTIGATOR, open)).toBe('ANSWERED');
  // One question about the case, two searches.
  expect(asked.police.count).toBe(8);
  await national.stop('police');
  expect(await codeOf(national, { ...INVESTIGATOR, sub: 'demo:police-desk' }, open)).toBe('CASE_UNCONFIRMABLE');
});
