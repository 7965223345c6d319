import fc from 'fast-check';
import pg from 'pg';
import { startPolice } from '../../demo/police/service.ts';
import { preparePolice } from '../../demo/police/tables.ts';
import { freshDatabase } from '../support/database.ts';

const ENDPOINTS = ['/search', '/stolen-lost-documents/lookup', '/stolen-vehicles/lookup', '/feed'];
const SECRET = 'X10000001';
const PASSPORT = { documentNumber: SECRET, issuingState: 'UTO', documentType: 'P' };
const TRUCK = { registrationNationalityCode: 'UG', registrationId: SECRET };

interface Answer {
  readonly status: number;
  readonly body: string;
}

async function service(): Promise<
  {
    post(path: string, body: string | Buffer, type?: string): Promise<Answer>;
    readonly databaseUrl: string;
  } & AsyncDisposable
> {
  const database = await freshDatabase();
  await preparePolice(database.url);
  const running = await startPolice({ databaseUrl: database.url });
  return {
    databaseUrl: database.url,
    async post(path, body, type = 'application/json') {
      const response = await fetch(new URL(path, running.url), {
        method: 'POST',
        headers: { 'content-type': type },
        body,
      });
      return { status: response.status, body: await response.text() };
    },
    async [Symbol.asyncDispose]() {
      await running[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}

const REFUSED: ReadonlyArray<readonly [string, string, string]> = [
  ['no JSON', '/search', `{"documents": [${SECRET}`],
  ['no object', '/search', JSON.stringify([PASSPORT])],
  ['nothing asked', '/search', '{}'],
  ['an unknown member', '/search', JSON.stringify({ documents: [PASSPORT], persons: [SECRET] })],
  ['an unknown part of a key', '/search', JSON.stringify({ documents: [{ ...PASSPORT, holder: SECRET }] })],
  ['a missing part of a key', '/search', JSON.stringify({ documents: [{ documentNumber: SECRET }] })],
  ['a number for a text', '/search', JSON.stringify({ documents: [{ ...PASSPORT, documentNumber: 10000001 }] })],
  ['a null for a text', '/search', JSON.stringify({ vehicles: [{ ...TRUCK, registrationId: null }] })],
  ['a text for a list', '/stolen-lost-documents/lookup', JSON.stringify({ documents: SECRET })],
  ['too long a number', '/search', JSON.stringify({ documents: [{ ...PASSPORT, documentNumber: SECRET.repeat(9) }] })],
  ['too many keys', '/search', JSON.stringify({ vehicles: Array(1_001).fill(TRUCK) })],
  ['too many VINs', '/stolen-vehicles/lookup', JSON.stringify({ vins: Array(1_001).fill(SECRET) })],
  ['a prototype', '/search', `{"documents": [], "__proto__": {"x": "${SECRET}"}}`],
  ['a band in the feed', '/feed', JSON.stringify({ alerts: [{ alertId: SECRET, band: 'NONE' }] })],
  [
    'a date that is none',
    '/feed',
    JSON.stringify({
      stolenLostDocuments: [
        {
          ...PASSPORT,
          fraudType: 'LOST',
          theftCountryCode: 'KE',
          theftDate: '2026-02-31',
          issueDate: null,
          expiryDate: null,
          reviewDate: '2036-01-01',
          nationalReference: SECRET,
        },
      ],
    }),
  ],
];

test.each(REFUSED)('%s is refused with a code and without the value', async (_, path, body) => {
  await using police = await service();
  expect(await police.post(path, body)).toEqual({ status: 400, body: '{"error":"BODY_INVALID"}' });
});

test('a text with a zero byte is refused, not stored and no fault', async () => {
  await using police = await service();
  const body = JSON.stringify({
    alerts: [
      {
        alertId: `${SECRET}\u0000`,
        reasonArticle: '38',
        actionToTake: 'x',
        isCovert: false,
        isExact: true,
        validFrom: '2026-01-01',
        validUntil: '2027-01-01',
        ownerState: 'KE',
        subject: { kind: 'vehicle', ...TRUCK },
      },
    ],
  });
  expect(await police.post('/feed', body)).toEqual({ status: 400, body: '{"error":"BODY_INVALID"}' });
});

test('a body that is too large, of another type or for another path is refused', async () => {
  await using police = await service();
  expect((await police.post('/search', Buffer.alloc(2 * 1024 * 1024, ' '))).status).toBe(413);
  expect((await police.post('/search', SECRET, 'text/xml')).status).toBe(415);
  expect(await police.post(`/${SECRET}`, '{}')).toEqual({ status: 404, body: '{"error":"NOT_FOUND"}' });
});

test('no body makes the service fail or repeat what was sent', async () => {
  await using police = await service();
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...ENDPOINTS), fc.json(), async (path, body) => {
      const answer = await police.post(path, body);
      expect([200, 204, 400]).toContain(answer.status);
      if (answer.status === 400) expect(answer.body).toBe('{"error":"BODY_INVALID"}');
    }),
    { numRuns: 200 },
  );
  expect((await police.post('/search', JSON.stringify({ documents: [PASSPORT] }))).status).toBe(200);
});

test('a search that cannot be logged is not answered', async () => {
  await using police = await service();
  const client = new pg.Client({ connectionString: police.databaseUrl });
  await client.connect();
  await client.query('drop table search_log');
  await client.end();
  const answer = await police.post('/search', JSON.stringify({ documents: [PASSPORT] }));
  expect(answer).toEqual({ status: 503, body: '{"error":"UNAVAILABLE"}' });
});

test('words of SQL in a number are a number like any other', async () => {
  await using police = await service();
  const answer = await police.post(
    '/search',
    JSON.stringify({ vehicles: [{ ...TRUCK, registrationId: "'; drop table alert; --" }] }),
  );
  expect(answer.status).toBe(200);
  expect((await police.post('/search', JSON.stringify({ vehicles: [TRUCK] }))).status).toBe(200);
});
