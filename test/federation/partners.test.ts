import { readFileSync } from 'node:fs';
import { documentId } from '../../gateway/agreements/documents.ts';
import { type National, startNational } from '../support/national.ts';

const PURPOSE = 'CUSTOMS_CLEARANCE';
const KE = { sub: 'partner-ke', agency: 'port', country: 'KE', roles: ['partner'], purposes: [PURPOSE] };
const RW = { sub: 'partner-rw', agency: 'watch', country: 'RW', roles: ['partner'], purposes: [PURPOSE] };
const EAC = 'eac-single-customs-territory';
const BILATERAL = 'ug-ke-customs';

function idOf(agreement: string, name: string): string {
  const path = `../../schema/operations/partner/${agreement}/${name}.graphql`;
  return documentId(readFileSync(new URL(path, import.meta.url), 'utf8'));
}

type Claims = typeof KE;

async function ask(national: National, who: Claims, agreement: string, documentIdOf: string, variables: object) {
  const headers = { 'hub-purpose': PURPOSE, 'hub-agreement': agreement };
  const answer = await national.sendBody(who, headers, { documentId: documentIdOf, variables });
  const said = answer.text.replace(/"decisionId":"[^"]*"/, '');
  const codes = answer.body.errors?.map(({ extensions }) => extensions?.['code']) ?? [];
  return { status: answer.status, data: answer.body.data, codes, said };
}

test('a partner reads where goods stand that concern it, and of others what it would read if they were not there', async () => {
  await using national = await startNational({ movements: 5 });
  const [mrn] = national.story.mrns;
  const full = await ask(national, KE, BILATERAL, idOf(BILATERAL, 'declaration'), { mrn });
  expect(full).toMatchObject({ status: 200, codes: [] });
  expect(full.data).toMatchObject({
    declaration: {
      mrn,
      invoiceAmountBand: expect.stringMatching(/^1\d*-9+ USD$/),
      goodsShipments: [{ exportCountryId: 'KE' }],
    },
  });
  const status = idOf(EAC, 'declaration-status');
  expect((await ask(national, KE, EAC, status, { mrn })).data).toMatchObject({ declaration: { mrn } });
  const none = await ask(national, RW, EAC, status, { mrn: '26UG999NOSUCH00001' });
  const foreign = await ask(national, RW, EAC, status, { mrn });
  expect(foreign.data).toEqual({ declaration: null });
  expect(foreign.said).toBe(none.said);
});

test('an operation of another agreement, and another partner’s agreement, are none', async () => {
  await using national = await startNational({ movements: 1 });
  const [mrn] = national.story.mrns;
  const bilateral = idOf(BILATERAL, 'declaration');
  expect((await ask(national, KE, EAC, bilateral, { mrn })).codes).toEqual(['OPERATION_NOT_APPROVED']);
  expect((await ask(national, RW, BILATERAL, bilateral, { mrn })).codes).toEqual(['AGREEMENT_NOT_IN_FORCE']);
});

test('a cursor of another partner is no cursor', async () => {
  await using national = await startNational({ movements: 1 });
  const posts = idOf(EAC, 'posts');
  const first = await ask(national, KE, EAC, posts, { first: 2 });
  const { endCursor: after } = (first.data as { posts: { pageInfo: { endCursor: string } } }).posts.pageInfo;
  const own = await ask(national, KE, EAC, posts, { first: 2, after });
  expect(own).toMatchObject({ status: 200, codes: [] });
  const others = await ask(national, RW, EAC, posts, { first: 2, after });
  const rubbish = await ask(national, RW, EAC, posts, { first: 2, after: `${after.slice(0, -4)}AAAA` });
  expect(others.codes).not.toEqual([]);
  expect(others.said).toBe(rubbish.said);
});
