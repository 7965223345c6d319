import { existsSync, readFileSync } from 'node:fs';
import { sample, spsSystem } from './sps-system.ts';

const REAL = new URL('../../../shared/data/sps/', import.meta.url);

const SAMPLES = ['certificate.xml', 'health-entry-document.json', 'customs-declaration.json', 'goods-movement.json'];

async function certificateText(url: string, id: string): Promise<string> {
  const answer = await fetch(`${url}/certificates/query`, {
    method: 'POST',
    headers: { 'content-type': 'application/xml' },
    body: `<CertificateQuery><Certificate id="${id}"/></CertificateQuery>`,
  });
  return answer.text();
}

test('the samples load without a warning, and the same ones again change nothing', async () => {
  await using system = await spsSystem();
  const messages = SAMPLES.map((name) => sample(name));
  expect((await system.load(messages)).map((each) => [each.kind, 'warnings' in each && each.warnings])).toEqual(
    SAMPLES.map(() => ['loaded', []]),
  );
  const before = await system.stored();
  expect((await system.load(messages)).map(({ kind }) => kind)).toEqual(SAMPLES.map(() => 'unchanged'));
  expect(await system.stored()).toBe(before);
});

test('a certificate keeps both languages, and of an attachment its name and size but not its bytes', async () => {
  await using system = await spsSystem();
  await system.load([sample('certificate.xml')]);
  const text = await certificateText(system.url, 'EP-KE-2026-000101');
  expect(text).toContain('state="FOUND" issuingCountry="KE"');
  expect(text).toContain('<ram:Description languageID="en">Maize seed for sowing</ram:Description>');
  expect(text).toContain('<ram:Description languageID="sw">Mbegu za mahindi</ram:Description>');
  expect(text).toContain('<ram:AttachmentBinaryObject filename="report.txt" sizeBytes="19"/>');
  expect(text).not.toContain('U2FtcGxl');
});

test('telephone, fax and e-mail are nowhere but in the raw messages', async () => {
  await using system = await spsSystem();
  await system.load(SAMPLES.map((name) => sample(name)));
  const stored = await system.stored();
  for (const contact of ['700 123', '700 456', '700 789', 'kelmuto.example', 'sample.example']) {
    expect(stored).not.toContain(contact);
  }
  const { rows } = await system.pool.query("select convert_from(bytes, 'UTF8') as text from message");
  expect(rows.map(({ text }) => text).join()).toContain('+000 700 123');
});

test('the newest version by its own time counts, whatever the order of arrival, and the others stay', async () => {
  const older = sample('health-entry-document.json');
  const newer = sample('health-entry-document.json', (text) =>
    text.replace('"status": "IN_PROGRESS"', '"status": "VALIDATED"').replaceAll('T12:00:00', 'T13:00:00'),
  );
  for (const order of [
    [older, newer],
    [newer, older],
  ]) {
    await using system = await spsSystem();
    for (const message of order) await system.load([message]);
    const body = { references: ['UGCHD2026.101'], mrns: [] };
    const { text } = await system.post('/health-entry-documents/query', body);
    expect(JSON.parse(text).references[0]).toMatchObject({ reference: 'CHEDP.UG.2026.0000101', status: 'VALIDATED' });
    expect((await system.pool.query('select 1 from version')).rowCount).toBe(2);
  }
});

test('a certificate that names the number it replaces makes that one replaced', async () => {
  await using system = await spsSystem();
  const note =
    '<ram:IncludedSPSNote><ram:Subject>ADRPN</ram:Subject><ram:Content>EP-KE-2026-000101</ram:Content></ram:IncludedSPSNote>';
  const replacing = sample('certificate.xml', (text) =>
    text
      .replace('<ram:ID>EP-KE-2026-000101<', '<ram:ID>EP-KE-2026-000102<')
      .replace('<ram:ReferenceSPSReferencedDocument>', `${note}<ram:ReferenceSPSReferencedDocument>`),
  );
  await system.load([sample('certificate.xml'), replacing]);
  expect(await certificateText(system.url, 'EP-KE-2026-000101')).toContain('replacedBy="EP-KE-2026-000102"');
  expect(await certificateText(system.url, 'EP-KE-2026-000102')).not.toContain('replacedBy');
});

test('declaration, entry document and vehicle are linked by the MRN', async () => {
  await using system = await spsSystem();
  await system.load(SAMPLES.map((name) => sample(name)));
  const mrns = ['26UGBUSA0000123457', '26UGBUSA0000999999'];
  const { text } = await system.post('/health-entry-documents/query', { references: [], mrns });
  expect(JSON.parse(text).mrns.map((list: object[]) => list.length)).toEqual([1, 0]);
  const declarations = JSON.parse((await system.post('/declarations/query', { mrns })).text).declarations;
  expect(declarations[0]).toMatchObject({
    checks: [{ sequenceNumeric: 1, checkCode: 'H222', decisionCode: 'H02', departmentCode: 'SPS' }],
    goodsMovements: [{ gmrId: 'GMRA00000101', vehicleRegistrationId: 'UAX123B', containerIds: ['HBXU1234562'] }],
  });
  expect(declarations[1]).toEqual({ checks: [], goodsMovements: [] });
});

test('what a declaration uses up is not counted against its own item', async () => {
  await using system = await spsSystem();
  await system.load([sample('customs-declaration.json')]);
  const use = { reference: 'CHEDP.UG.2026.0000101', mrn: '26UGBUSA0000123457' };
  const uses = [
    { ...use, sequenceNumeric: 1 },
    { ...use, sequenceNumeric: 2 },
    { ...use, mrn: null, sequenceNumeric: null },
  ];
  const { text } = await system.post('/write-offs/query', { uses });
  expect(JSON.parse(text).used.map(Number)).toEqual([0, 4800, 4800]);
});

test.each([
  [
    'certificate.xml',
    '<ram:TypeCode>851<',
    '<ram:Colour/><ram:TypeCode>851<',
    'UNKNOWN_ELEMENT',
    'SPSCertificate/SPSExchangedDocument/Colour',
  ],
  [
    'certificate.xml',
    '>1000.500<',
    '>heavy<',
    'NOT_A_NUMBER',
    'SPSCertificate/SPSConsignment/IncludedSPSConsignmentItem/IncludedSPSTradeLineItem/NetWeightMeasure',
  ],
  [
    'certificate.xml',
    '>2026-04-16<',
    '>2026-02-31<',
    'BAD_DATE_TIME',
    'SPSCertificate/SPSExchangedDocument/ReferenceSPSReferencedDocument/IssueDateTime',
  ],
  [
    'certificate.xml',
    'filename=',
    'colour="red" filename=',
    'UNKNOWN_ATTRIBUTE',
    'SPSCertificate/SPSExchangedDocument/ReferenceSPSReferencedDocument/AttachmentBinaryObject/@colour',
  ],
  [
    'health-entry-document.json',
    '"version": 2',
    '"version": 2, "colour": "red"',
    'UNKNOWN_PROPERTY',
    '/resource/importPreNotification/colour',
  ],
  [
    'health-entry-document.json',
    '"status": "IN_PROGRESS"',
    '"status": "ASLEEP"',
    'UNKNOWN_CODE',
    '/resource/importPreNotification/status',
  ],
  [
    'health-entry-document.json',
    '"totalNetWeight": 4800',
    '"totalNetWeight": "much"',
    'NOT_A_NUMBER',
    '/resource/importPreNotification/partOne/commodities/totalNetWeight',
  ],
  [
    'health-entry-document.json',
    '"CVEDP"',
    '"CVEDA"',
    'TYPE_DIFFERS',
    '/resource/importPreNotification/importNotificationType',
  ],
  [
    'customs-declaration.json',
    '"checks": [{',
    '"checks": "none", "other": [{',
    'WRONG_TYPE',
    '/resource/ClearanceRequest/commodities/0/checks',
  ],
  ['goods-movement.json', '26UGBUSA0000123457', '26UGBUSA0000123450', 'MRN_CHECK_DIGIT', '/gmrs/0/declarations'],
])('a defect is a warning with its place, and the message is kept: %s %s', async (name, from, to, code, place) => {
  await using system = await spsSystem();
  const [outcome] = await system.load([sample(name, (text) => text.replace(from, to))]);
  expect(outcome?.kind).toBe('loaded');
  expect(outcome && 'warnings' in outcome && outcome.warnings).toContainEqual({ code, place });
});

test('a property unknown a thousand times is one warning', async () => {
  await using system = await spsSystem();
  const many = Array.from({ length: 1_000 }, (_, at) => ({ gmrId: `G${at}`, colour: 'red' }));
  const [outcome] = await system.load([{ name: 'many', bytes: Buffer.from(JSON.stringify({ gmrs: many })) }]);
  const warnings = outcome && 'warnings' in outcome ? outcome.warnings : [];
  expect(warnings.filter(({ code }) => code === 'UNKNOWN_PROPERTY')).toEqual([
    { code: 'UNKNOWN_PROPERTY', place: '/gmrs/0/colour' },
  ]);
});

(existsSync(REAL) ? test : test.skip)('real messages load with the warnings that the page lists', async () => {
  await using system = await spsSystem();
  const names = [
    'defra_chedpp_notification.json',
    'defra_customs_declaration.json',
    'defra_gmr_by_vrn.json',
    'ephyto_SPSCertificate17.xml',
  ];
  const outcomes = await system.load(names.map((name) => ({ name, bytes: readFileSync(new URL(name, REAL)) })));
  const told = outcomes.map((each) => [
    each.name,
    each.kind,
    'warnings' in each ? each.warnings.map(({ code }) => code) : each.reason,
  ]);
  expect(told).toEqual([
    ['defra_chedpp_notification.json', 'loaded', ['NO_TIME_OFFSET', 'TYPE_DIFFERS', 'MRN_CHECK_DIGIT']],
    ['defra_customs_declaration.json', 'loaded', []],
    ['defra_gmr_by_vrn.json', 'loaded', ['MRN_CHECK_DIGIT']],
    ['ephyto_SPSCertificate17.xml', 'loaded', ['NO_TIME_OFFSET']],
  ]);
  const byMrn = { references: ['GBCHD2025.1053368'], mrns: ['25GB6RLA6C8OV8GAR2', '25GBEINIDEZXWQ2SA4'] };
  const answer = JSON.parse((await system.post('/health-entry-documents/query', byMrn)).text);
  expect(
    [...answer.references, ...answer.mrns.flat()].map(({ reference }: { reference: string }) => reference),
  ).toEqual(Array(3).fill('CHEDPP.GB.2025.1053368'));
  expect(await system.stored()).not.toMatch(/theoldforest|00000000000|07900000000|apha\.gov/i);
});
