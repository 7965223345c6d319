import fc from 'fast-check';
import { readSpsMessage } from '../../demo/sps/message.ts';
import { sample, spsSystem } from './sps-system.ts';

const MAX_BYTES = 10 * 1024 * 1024;
const NAMES = ['certificate.xml', 'health-entry-document.json', 'customs-declaration.json', 'goods-movement.json'];
const BYTES = NAMES.map((name) => Buffer.from(sample(name).bytes));

const read = (bytes: Uint8Array) => readSpsMessage(bytes, MAX_BYTES);

function isTyped(bytes: Uint8Array): boolean {
  const outcome = read(bytes);
  if (outcome.kind === 'putAside') return /^[A-Z_]+$/.test(outcome.reason);
  return outcome.versions.length > 0 && outcome.warnings.length <= 1_001;
}

test.each(BYTES.map((bytes, at) => [NAMES[at] ?? '', bytes] as const))(
  'a message cut, doubled, reordered or broken has a typed outcome: %s',
  (_, bytes) => {
    const place = fc.integer({ min: 0, max: bytes.length });
    fc.assert(
      fc.property(place, (end) => isTyped(bytes.subarray(0, end))),
      { numRuns: 100 },
    );
    fc.assert(
      fc.property(place, place, place, (a, b, c) => {
        const [from = 0, middle = 0, to = 0] = [a, b, c].sort((one, other) => one - other);
        const swapped = [
          bytes.subarray(0, from),
          bytes.subarray(middle, to),
          bytes.subarray(from, middle),
          bytes.subarray(to),
        ];
        const doubled = [bytes.subarray(0, to), bytes.subarray(from)];
        return isTyped(Buffer.concat(swapped)) && isTyped(Buffer.concat(doubled));
      }),
      { numRuns: 100 },
    );
    fc.assert(
      fc.property(place, fc.uint8Array({ maxLength: 40 }), (at, noise) =>
        isTyped(Buffer.concat([bytes.subarray(0, at), noise, bytes.subarray(at)])),
      ),
      { numRuns: 200 },
    );
  },
);

test('anything at all has a typed outcome', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 2_000 }), isTyped), { numRuns: 300 });
  const json = fc.json({ maxDepth: 6 });
  fc.assert(
    fc.property(json, fc.constantFrom('gmrs', 'resource', 'resourceType'), (text, name) =>
      isTyped(Buffer.from(`{"resourceType":"ImportPreNotification","${name}":${text}}`)),
    ),
    { numRuns: 300 },
  );
});

test('50 MB are put aside by their size alone', () => {
  const huge = Buffer.alloc(50 * 1024 * 1024, '<');
  expect(read(huge)).toEqual({ kind: 'putAside', reason: 'TOO_LARGE' });
});

test('deep nesting ends in a reason, in XML and in JSON', () => {
  const xml = `<SPSCertificate>${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}</SPSCertificate>`;
  expect(read(Buffer.from(xml))).toMatchObject({ kind: 'putAside', reason: 'TOO_DEEP' });
  const json = `{"gmrs":[${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}]}`;
  expect(read(Buffer.from(json))).toMatchObject({ kind: 'putAside' });
});

test('a document type is refused, whatever it would expand to', () => {
  const laughs = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join('');
  const xml = `<!DOCTYPE x [<!ENTITY l0 "ha">${laughs}]><SPSCertificate>&l9;</SPSCertificate>`;
  expect(read(Buffer.from(xml))).toMatchObject({ kind: 'putAside', reason: 'DOCTYPE_REFUSED' });
});

test('names of JavaScript’s own are names like any other', async () => {
  const message = sample('health-entry-document.json', (text) =>
    text.replace('"version": 2', '"__proto__": { "polluted": true }, "constructor": 1, "version": 2'),
  );
  const outcome = read(message.bytes);
  expect(outcome.kind === 'read' && outcome.warnings.map(({ place }) => place)).toEqual([
    '/resource/importPreNotification/__proto__',
    '/resource/importPreNotification/constructor',
  ]);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

test('a control character or half a character leaves its value out', () => {
  for (const sign of ['\\u0000', '\\u001b', '\\ud800']) {
    const outcome = read(
      sample('health-entry-document.json', (text) => text.replace('Capra hircus', `Capra${sign}`)).bytes,
    );
    expect(outcome.kind === 'read' && outcome.warnings.map(({ code }) => code)).toEqual(['ILLEGAL_CHARACTER']);
    expect(outcome.kind === 'read' && outcome.versions[0]?.document).toContain('"speciesName":null');
  }
});

test('what the database refuses is put aside alone, and nothing of it is loaded', async () => {
  await using system = await spsSystem();
  // Read as a date, but before the first that PostgreSQL knows.
  const early = sample('health-entry-document.json', (text) =>
    text.replaceAll('2026-04-17T12:00:00', '0000-01-01T12:00:00'),
  );
  const outcomes = await system.load([early, sample('goods-movement.json')]);
  expect(outcomes.map(({ kind }) => kind)).toEqual(['putAside', 'loaded']);
  expect((await system.pool.query("select 1 from version where kind = 'entryDocument'")).rowCount).toBe(0);
  expect((await system.pool.query('select reason from message_put_aside')).rows).toEqual([{ reason: 'STORE_REFUSED' }]);
});

test('the service refuses what it does not take, and quotes nothing of it', async () => {
  await using system = await spsSystem();
  const secret = 'EP-SECRET-1';
  const bodies: ReadonlyArray<readonly [path: string, type: string, body: string]> = [
    ['/certificates/query', 'application/xml', `<CertificateQuery><Certificate id="${secret}"`],
    ['/certificates/query', 'application/xml', `<!DOCTYPE a [<!ENTITY b "${secret}">]><CertificateQuery/>`],
    [
      '/certificates/query',
      'application/xml',
      `<CertificateQuery>${'<Certificate id="a"/>'.repeat(1_001)}</CertificateQuery>`,
    ],
    ['/certificates/query', 'application/json', JSON.stringify({ id: secret })],
    ['/certificates/query', 'text/plain', secret],
    ['/health-entry-documents/query', 'application/json', JSON.stringify({ references: [secret] })],
    [
      '/health-entry-documents/query',
      'application/json',
      JSON.stringify({ references: Array(1_001).fill('a'), mrns: [] }),
    ],
    ['/health-entry-documents/query', 'application/json', `{"references":["${secret}"`],
    [
      '/write-offs/query',
      'application/json',
      JSON.stringify({ uses: [{ reference: secret, mrn: 1, sequenceNumeric: 'a' }] }),
    ],
    [
      '/disease-events/query',
      'application/json',
      JSON.stringify({ origins: [{ countryCode: secret, species: null }], events: [] }),
    ],
  ];
  for (const [path, type, body] of bodies) {
    const answer = await fetch(`${system.url}${path}`, { method: 'POST', headers: { 'content-type': type }, body });
    const text = await answer.text();
    expect([path, answer.status >= 400 && answer.status < 500, text.includes(secret)]).toEqual([path, true, false]);
  }
  for (const path of ['/disease-events', '/disease-events?country=KE&limit=9999', '/office-hours', `/${secret}`]) {
    const answer = await fetch(`${system.url}${path}`);
    expect([path, answer.status >= 400 && answer.status < 500]).toEqual([path, true]);
  }
});
