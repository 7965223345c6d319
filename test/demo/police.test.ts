import pg from 'pg';
import type {
  Alert,
  Hit,
  StolenLostDocument,
  StolenVehicle,
  SubjectCategory,
  ToldAlert,
} from '../../demo/police/records.ts';
import { startPolice } from '../../demo/police/service.ts';
import { preparePolice } from '../../demo/police/tables.ts';
import { freshDatabase } from '../support/database.ts';

const PASSPORT = { documentNumber: 'X10000001', issuingState: 'UTO', documentType: 'P' };
const TRUCK = { registrationNationalityCode: 'UG', registrationId: 'UBA 101A' };

const ALERT: Alert = {
  alertId: 'A-1',
  reasonArticle: '38',
  actionToTake: 'Hold the vehicle.',
  isCovert: false,
  isExact: true,
  validFrom: '2020-01-01',
  validUntil: '2099-12-31',
  ownerState: 'KE',
  subject: { kind: 'vehicle', ...TRUCK },
};
const LOST: StolenLostDocument = {
  ...PASSPORT,
  fraudType: 'LOST',
  theftCountryCode: 'KE',
  theftDate: '2026-02-01',
  issueDate: '2023-02-01',
  expiryDate: null,
  reviewDate: '2099-02-01',
  nationalReference: 'REF-1',
};
const STOLEN: StolenVehicle = {
  ...TRUCK,
  vin: 'HUBTEST0000000001',
  make: 'Karibu',
  model: 'Lorry',
  colour: 'white',
  year: 2020,
  theftDate: '2026-01-01',
  ownerCountryCode: 'KE',
};

interface Service extends AsyncDisposable {
  readonly databaseUrl: string;
  post(path: string, body: unknown): Promise<Response>;
  /** The answer to a search of one document or vehicle. */
  hit(key: object): Promise<Hit>;
  feed(body: object): Promise<number>;
}

async function service(): Promise<Service> {
  const database = await freshDatabase();
  await preparePolice(database.url);
  const running = await startPolice({ databaseUrl: database.url });
  const post = (path: string, body: unknown) =>
    fetch(new URL(path, running.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  return {
    databaseUrl: database.url,
    post,
    async hit(key) {
      const list = 'documentNumber' in key ? 'documents' : 'vehicles';
      const answer = (await (await post('/search', { [list]: [key] })).json()) as Record<string, Hit[]>;
      const hit = answer[list]?.[0];
      if (!hit) throw new Error('the search gave no answer');
      return hit;
    },
    feed: async (body) => (await post('/feed', body)).status,
    async [Symbol.asyncDispose]() {
      await running[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}

async function rows(databaseUrl: string, statement: string): Promise<ReadonlyArray<Record<string, unknown>>> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

test('a search answers every key in its place, whatever the writing of the number', async () => {
  await using police = await service();
  await police.feed({ alerts: [ALERT], stolenLostDocuments: [LOST] });
  const response = await police.post('/search', {
    documents: [
      { ...PASSPORT, documentNumber: 'Y1' },
      { ...PASSPORT, documentNumber: 'x 1000-0001', documentType: 'PD' },
    ],
    vehicles: [
      { registrationNationalityCode: 'ug', registrationId: 'uba-101a' },
      { ...TRUCK, registrationNationalityCode: 'KE' },
    ],
  });
  const { documents, vehicles } = (await response.json()) as Record<'documents' | 'vehicles', Hit[]>;
  expect(documents.map(({ band }) => band)).toEqual(['NONE', 'CONFIRMED']);
  expect(vehicles.map(({ band }) => band)).toEqual(['CONFIRMED', 'NONE']);
  expect(vehicles[0]).toMatchObject({
    actionToTake: 'Hold the vehicle.',
    contactDesk: expect.stringContaining('desk'),
  });
  expect(vehicles[1]).toEqual({ decisionId: expect.any(String), band: 'NONE', actionToTake: null, contactDesk: null });
});

test('a covert alert answers byte for byte like none, and the log of the agency alone knows', async () => {
  await using police = await service();
  await police.feed({ alerts: [{ ...ALERT, isCovert: true, reasonArticle: '36' }] });
  const answer = async (registrationId: string) => {
    const response = await police.post('/search', { vehicles: [{ ...TRUCK, registrationId }] });
    const headers = [...response.headers].filter(([name]) => name !== 'date');
    const body = (await response.text()).replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id');
    return { status: response.status, headers, body };
  };
  expect(await answer(TRUCK.registrationId)).toEqual(await answer('UBA 999Z'));
  expect(
    await rows(police.databaseUrl, 'select subject, band, alert_ids, met_covert from search_log order by subject'),
  ).toEqual([
    { subject: 'UG:UBA101A', band: 'NONE', alert_ids: ['A-1'], met_covert: true },
    { subject: 'UG:UBA999Z', band: 'NONE', alert_ids: [], met_covert: false },
  ]);
});

test('an overt alert shows beside a covert one, and both are in the log', async () => {
  await using police = await service();
  await police.feed({ alerts: [{ ...ALERT, alertId: 'A-0', isCovert: true, actionToTake: 'Follow.' }, ALERT] });
  expect(await police.hit(TRUCK)).toMatchObject({ band: 'CONFIRMED', actionToTake: 'Hold the vehicle.' });
  const [logged] = await rows(police.databaseUrl, 'select alert_ids, met_covert from search_log');
  expect(logged).toEqual({ alert_ids: ['A-0', 'A-1'], met_covert: true });
});

test('a known beginning of a number is a possible hit, a shorter one is none', async () => {
  await using police = await service();
  const part = (alertId: string, registrationId: string): Alert => ({
    ...ALERT,
    alertId,
    isExact: false,
    subject: { kind: 'vehicle', registrationNationalityCode: 'UG', registrationId },
  });
  await police.feed({ alerts: [part('P-1', 'UBA 10'), part('P-2', 'UBB')] });
  expect((await police.hit(TRUCK)).band).toBe('POSSIBLE');
  expect((await police.hit({ ...TRUCK, registrationId: 'UBB 101A' })).band).toBe('NONE');
});

test('alerts count from their first day to their last, register entries until their review', async () => {
  await using police = await service();
  await police.feed({
    alerts: [{ ...ALERT, validUntil: '2020-12-31' }],
    stolenLostDocuments: [{ ...LOST, reviewDate: '2021-01-01' }],
  });
  expect((await police.hit(TRUCK)).band).toBe('NONE');
  expect((await police.hit(PASSPORT)).band).toBe('NONE');
  const answer = await police.post('/stolen-lost-documents/lookup', { documents: [PASSPORT] });
  expect(await answer.json()).toEqual({ documents: [null] });
});

test('registers are looked up by number, registration and VIN, and name no holder', async () => {
  await using police = await service();
  await police.feed({ stolenLostDocuments: [LOST], stolenVehicles: [STOLEN] });
  const documents = await police.post('/stolen-lost-documents/lookup', {
    documents: [PASSPORT, { ...PASSPORT, issuingState: 'XXA' }],
  });
  expect(await documents.json()).toEqual({ documents: [LOST, null] });
  const entry = { ...STOLEN, registrationId: 'UBA101A' };
  const vehicles = await police.post('/stolen-vehicles/lookup', {
    vehicles: [TRUCK],
    vins: ['HUBTEST0000000002', STOLEN.vin],
  });
  expect(await vehicles.json()).toEqual({ vehicles: [entry], vins: [null, entry] });
});

test('the same feed again changes nothing, a changed entry replaces the old one', async () => {
  await using police = await service();
  const feed = { alerts: [ALERT], stolenLostDocuments: [LOST, LOST], stolenVehicles: [STOLEN] };
  const state = () =>
    rows(
      police.databaseUrl,
      'select (select json_agg(a) from alert a) a, (select json_agg(d) from stolen_lost_document d) d, (select json_agg(v) from stolen_vehicle v) v',
    );
  expect(await police.feed(feed)).toBe(204);
  const before = await state();
  expect(await police.feed(feed)).toBe(204);
  expect(await state()).toEqual(before);
  await police.feed({ alerts: [{ ...ALERT, actionToTake: 'Call the desk.' }] });
  expect(await police.hit(TRUCK)).toMatchObject({ actionToTake: 'Call the desk.' });
});

test('the register of cases says of an officer’s case whether it is open and theirs, and nothing of others', async () => {
  await using police = await service();
  const own = { agency: 'police', officer: 'o-1' };
  const entry = (caseId: string, status: string) => ({
    caseId,
    status,
    officers: [own, { agency: 'sps', officer: 'o-2' }],
  });
  expect(await police.feed({ cases: [entry('C/1', 'OPEN'), entry('C/2', 'OPEN')] })).toBe(204);
  expect(await police.feed({ cases: [entry('C/2', 'CLOSED')] })).toBe(204);
  const asked = [
    { caseId: 'C/1', ...own },
    { caseId: 'C/2', ...own },
    { caseId: 'C/1', agency: 'sps', officer: 'o-1' },
    { caseId: 'C/3', ...own },
  ];
  const answer = await police.post('/cases/check', { cases: asked });
  expect(await answer.json()).toEqual({
    cases: [
      { status: 'OPEN', isAssigned: true },
      { status: 'CLOSED', isAssigned: true },
      { status: 'OPEN', isAssigned: false },
      null,
    ],
  });
  expect(await police.feed({ cases: [entry('C/4', 'SECRET')] })).toBe(400);
});

test('two that prepare the same database at once both succeed', async () => {
  await using database = await freshDatabase();
  await expect(Promise.all([preparePolice(database.url), preparePolice(database.url)])).resolves.toBeDefined();
});

test('whoever is a victim or a witness is no hit, and their alert is told of as what it is', async () => {
  await using police = await service();
  const subject = { kind: 'document', ...PASSPORT } as const;
  const about = (alertId: string, subjectCategory: SubjectCategory, more: Partial<Alert> = {}): Alert => ({
    ...ALERT,
    alertId,
    subject,
    information: { subjectCategory, statement: 'Said.', informationBasis: 'FACT', evaluationCode: 'A1' },
    ...more,
  });
  await police.feed({ alerts: [about('V', 'VICTIM'), about('W', 'WITNESS')] });
  expect(await police.hit(PASSPORT)).toMatchObject({ band: 'NONE', actionToTake: null, contactDesk: null });
  const told = async () => {
    const answer = await police.post('/alerts/lookup', { documents: [PASSPORT] });
    return ((await answer.json()) as { documents: ReadonlyArray<readonly ToldAlert[]> }).documents[0];
  };
  expect(await told()).toEqual([
    expect.objectContaining({ alertId: 'V', subjectCategory: 'VICTIM', evaluationCode: 'A1' }),
    expect.objectContaining({ alertId: 'W', subjectCategory: 'WITNESS' }),
  ]);
  await police.feed({ alerts: [about('S', 'SUSPECT'), about('C', 'SUSPECT', { isCovert: true })] });
  expect(await police.hit(PASSPORT)).toMatchObject({ band: 'CONFIRMED' });
  // Of a covert alert nothing is told.
  expect((await told())?.map(({ alertId }) => alertId)).toEqual(['S', 'V', 'W']);
});
