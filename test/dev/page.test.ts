import { request } from 'node:http';
import { agencyPackage } from '../support/agency-package.ts';

const QUERY = '{ portsRecord(number: "R-0001") { status holderName } }';

async function post(page: string, path: string, content: object) {
  const response = await fetch(new URL(path, page), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(content),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** What the page is told first of how the agency stands. */
async function standing(page: string): Promise<Record<string, unknown>> {
  const response = await fetch(new URL('/dev/standing', page));
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    return JSON.parse(Buffer.from(chunk).toString().replace('data: ', ''));
  }
  throw new Error('nothing was told');
}

function statusFor(page: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request(new URL('/dev/start', page), { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asked.once('error', reject);
    asked.end();
  });
}

test('the page asks as a persona and says by which rules each field is released, or what is not met', async () => {
  using agency = agencyPackage();
  await agency.hub('new-agency', 'ports', '--source', 'csv', '--title', 'Port authority');
  await using dev = await agency.dev();

  const html = await (await fetch(dev.page)).text();
  expect(html).toMatch('<title>Hub · develop an agency</title>');
  expect(html.match(/(?:src|href)="(?!\/|data:)/g)).toBeNull();
  const start = (await (await fetch(new URL('/dev/start', dev.page))).json()) as { people: Array<{ name: string }> };
  expect(start.people.map(({ name }) => name)).toEqual(expect.arrayContaining(['customs-officer', 'auditor']));

  const asking = { persona: 'customs-officer', purpose: 'RISK_ASSESSMENT', body: { query: QUERY } };
  const { body: answer } = await post(dev.page, '/dev/ask', asking);
  expect(answer['data']).toEqual({ portsRecord: { status: 'VALID', holderName: 'A. O.' } });
  const { body: released } = await post(dev.page, '/dev/explain', asking);
  const levels = (body: Record<string, unknown>) =>
    (body['whys'] as Array<{ coordinate: string; level: string }>).map(({ coordinate, level }) => [coordinate, level]);
  expect(levels(released)).toEqual([
    ['Query.portsRecord', 'FULL'],
    ['PortsRecord.status', 'FULL'],
    ['PortsRecord.holderName', 'MASKED'],
  ]);
  // Where it is mended: a file of the agency itself.
  expect(JSON.stringify(released)).toMatch('"place":"policies/access.cedar:6"');

  const other = { ...asking, purpose: 'CUSTOMS_CLEARANCE' };
  const { body: withheld } = await post(dev.page, '/dev/explain', other);
  expect(levels(withheld).map(([, level]) => level)).toEqual(['WITHHELD']);
  expect(JSON.stringify(withheld)).toMatch(/context\.purpose/);

  expect(await standing(dev.page)).toMatchObject({ kind: 'serving' });
}, 120_000);

test('what cannot be explained is said, and whoever is not on this machine is not answered', async () => {
  using agency = agencyPackage();
  await agency.hub('new-agency', 'ports', '--source', 'csv');
  await using dev = await agency.dev();
  const asking = { persona: 'customs-officer', purpose: 'RISK_ASSESSMENT', body: { query: '{ nothing }' } };
  expect(await post(dev.page, '/dev/explain', asking)).toEqual({
    status: 400,
    body: { message: 'Cannot query field "nothing" on type "Query".' },
  });
  expect((await post(dev.page, '/dev/explain', { ...asking, persona: 'nobody' })).status).toBe(400);
  expect((await post(dev.page, '/dev/explain', { persona: 1 })).status).toBe(400);
  // A name that was made to lead here (DNS rebinding).
  expect(await statusFor(dev.page, 'evil.example:80')).toBe(421);
  expect(await statusFor(dev.page, new URL(dev.page).host)).toBe(200);
}, 120_000);
