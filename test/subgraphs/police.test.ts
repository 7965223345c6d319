import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { lostDocument } from '../../demo/generator/police-entries.ts';
import { startPolice } from '../../demo/police/service.ts';
import { preparePolice } from '../../demo/police/tables.ts';
import { police } from '../../subgraphs/police/agency.ts';
import { countCalls } from '../support/counting.ts';
import { freshDatabase } from '../support/database.ts';
import { testSubgraph } from '../support/subgraph.ts';

const LOST = 'X10384425';
const DOCUMENT = { documentNumber: LOST, issuingState: 'UTO', documentType: 'P' };
const OTHER = { documentNumber: 'X10384417', issuingState: 'UTO', documentType: 'P' };
const TRUCK = { registrationNationalityCode: 'UG', registrationId: 'UAX123B' };
const ALERT = {
  alertId: 'A-1',
  reasonArticle: '38',
  actionToTake: 'Hold the vehicle.',
  isCovert: false,
  isExact: true,
  validFrom: '2020-01-01',
  validUntil: '2099-12-31',
  ownerState: 'KE',
};
const STOLEN = {
  registrationNationalityCode: 'KE',
  registrationId: 'KAA001A',
  vin: 'HUBTEST0000000001',
  make: 'Karibu',
  model: 'Lorry',
  colour: 'white',
  year: 2020,
  theftDate: '2026-01-01',
  ownerCountryCode: 'KE',
};

/** The existing system with a lost passport, a stolen lorry and an alert in part, behind a counter, and its subgraph. */
async function start() {
  const database = await freshDatabase();
  await preparePolice(database.url);
  const system = await startPolice({ databaseUrl: database.url });
  const feed = {
    alerts: [
      {
        ...ALERT,
        isExact: false,
        subject: { kind: 'vehicle', registrationNationalityCode: 'UG', registrationId: 'UBC50' },
      },
    ],
    stolenLostDocuments: [lostDocument(LOST, '2026-11-23')],
    stolenVehicles: [STOLEN],
  };
  await fetch(new URL('/feed', system.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(feed),
  });
  const counter = await countCalls(system.url);
  const subgraph = await testSubgraph(police, counter.url);
  return {
    counter,
    subgraph,
    async [Symbol.asyncDispose]() {
      for (const part of [subgraph, counter, system, database]) await part[Symbol.asyncDispose]();
    },
  };
}

/** A system that answers every call with this body. */
async function systemAnswering(body: string, status = 200) {
  const server = createServer((_request, response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(body),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const HIT = `query($n: ID!, $s: ID!, $t: ID!) {
  documentHit(documentNumber: $n, issuingState: $s, documentType: $t) { decisionId band actionToTake contactDesk }
}`;
const BAND = { __typename: 'BorderMovement', id: 'UGBUS:IN:3:UG-UAX123B:2026-11-23' };

test('a hit says what to do and whom to ask, no hit says nothing', async () => {
  await using parts = await start();
  const hit = await parts.subgraph.ask(HIT, { n: LOST, s: 'UTO', t: 'P' });
  expect(hit.errors).toEqual([]);
  expect(hit.data['documentHit']).toEqual({
    decisionId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    band: 'CONFIRMED',
    actionToTake: expect.any(String),
    contactDesk: expect.any(String),
  });
  const none = await parts.subgraph.ask(HIT, { n: 'X1', s: 'UTO', t: 'P' });
  expect(none.data['documentHit']).toEqual({
    decisionId: expect.any(String),
    band: 'NONE',
    actionToTake: null,
    contactDesk: null,
  });
});

test('documents, vehicles and VINs are found as entities, value for value', async () => {
  await using parts = await start();
  const document = await parts.subgraph.entity(
    { __typename: 'TravelDocument', ...DOCUMENT },
    'policeBand stolenLost { documentNumber issuingState documentType fraudType theftCountryCode theftDate issueDate expiryDate reviewDate nationalReference }',
  );
  expect(document.data['_entities']).toEqual([
    { policeBand: 'CONFIRMED', stolenLost: lostDocument(LOST, '2026-11-23') },
  ]);
  const selection = 'vin registrationNationalityCode registrationId make model colour year theftDate ownerCountryCode';
  const vehicle = await parts.subgraph.entity(
    { __typename: 'Vehicle', registrationNationalityCode: 'KE', registrationId: 'KAA 001A' },
    `policeBand stolenVehicle { ${selection} }`,
  );
  expect(vehicle.data['_entities']).toEqual([{ policeBand: 'CONFIRMED', stolenVehicle: STOLEN }]);
  const vin = await parts.subgraph.entity({ __typename: 'StolenVehicle', vin: STOLEN.vin }, selection);
  expect(vin.data['_entities']).toEqual([STOLEN]);
});

test.each([
  ['of the document', [TRUCK], [OTHER, DOCUMENT], 'CONFIRMED'],
  ['of the vehicle, in part', [{ ...TRUCK, registrationId: 'UBC 501X' }], [OTHER], 'POSSIBLE'],
  ['of neither', [TRUCK], [OTHER], 'NONE'],
  ['of nobody declared', [], [], 'NONE'],
])('the band of a movement is the highest: %s', async (_, vehicles, crewDocuments, band) => {
  await using parts = await start();
  const { data, errors } = await parts.subgraph.entity({ ...BAND, vehicles, crewDocuments }, 'policeBand');
  expect(errors).toEqual([]);
  expect(data['_entities']).toEqual([{ policeBand: band }]);
});

test.each([
  ['vehicles are null', { vehicles: null, crewDocuments: [OTHER] }, 0],
  ['documents are null', { vehicles: [TRUCK], crewDocuments: null }, 0],
  ['nothing came', {}, 0],
  ['a key has no number', { vehicles: [{ ...TRUCK, registrationId: null }], crewDocuments: [] }, 1],
  ['a key has an impossible state', { vehicles: [], crewDocuments: [{ ...OTHER, issuingState: 'Utopia' }] }, 1],
])('a movement has no band, rather than "no hit", where %s', async (_, inputs, faults) => {
  await using parts = await start();
  const { data, errors } = await parts.subgraph.entity({ ...BAND, ...inputs }, 'policeBand');
  expect(data['_entities']).toEqual([{ policeBand: null }]);
  expect(errors).toHaveLength(faults);
});

test.each([10, 100, 200])('%i movements ask the system once for all hits and once for each register', async (count) => {
  await using parts = await start();
  const movements = Array.from({ length: count }, (_, at) => ({
    __typename: 'BorderMovement',
    id: `UGBUS:IN:3:UG-T${at}:2026-11-23`,
    vehicles: [
      { registrationNationalityCode: 'UG', registrationId: `T${at}` },
      { registrationNationalityCode: 'KE', registrationId: `Z${at}` },
    ],
    crewDocuments: [
      { ...OTHER, documentNumber: `A${at}` },
      { ...OTHER, documentNumber: `B${at}` },
    ],
  }));
  const documents = movements.flatMap(({ crewDocuments }) =>
    crewDocuments.map((key) => ({ __typename: 'TravelDocument', ...key })),
  );
  const vehicles = movements.flatMap((movement) => movement.vehicles.map((key) => ({ __typename: 'Vehicle', ...key })));
  parts.counter.reset();
  const { data, errors } = await parts.subgraph.ask(
    `query($r: [_Any!]!) { _entities(representations: $r) {
      ... on BorderMovement { policeBand }
      ... on TravelDocument { policeBand stolenLost { fraudType } }
      ... on Vehicle { policeBand stolenVehicle { vin } }
    } }`,
    { r: [...movements, ...documents, ...vehicles] },
  );
  expect(errors).toEqual([]);
  expect(data['_entities']).toHaveLength(5 * count);
  expect(parts.counter.count).toBe(3);
});

test('an argument that cannot be a key is refused by name, without the value', async () => {
  await using parts = await start();
  const { data, errors } = await parts.subgraph.ask(HIT, { n: LOST, s: 'Utopia', t: 'P' });
  expect(data['documentHit']).toBeNull();
  expect(errors).toEqual([
    expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT', argument: 'issuingState' } }),
  ]);
  expect(JSON.stringify(errors)).not.toMatch(/Utopia|X10384425/);
});

const NONE = { decisionId: 'x', band: 'NONE', actionToTake: null, contactDesk: null };

test.each([
  ['no JSON', '<html>'],
  ['a list', '[]'],
  ['null', 'null'],
  ['no list', '{"documents":{},"vehicles":[]}'],
  ['too few answers', JSON.stringify({ documents: [], vehicles: [] })],
  ['too many answers', JSON.stringify({ documents: [NONE, NONE], vehicles: [] })],
  ['an unknown band', JSON.stringify({ documents: [{ ...NONE, band: 'GREEN' }], vehicles: [] })],
  ['a band that is no text', JSON.stringify({ documents: [{ ...NONE, band: true }], vehicles: [] })],
  ['a missing member', JSON.stringify({ documents: [{ band: 'NONE' }], vehicles: [] })],
])('an answer that is rubbish is an error, not "no hit": %s', async (_, body) => {
  await using system = await systemAnswering(body);
  await using subgraph = await testSubgraph(police, system.url);
  const { data, errors } = await subgraph.ask(HIT, { n: LOST, s: 'UTO', t: 'P' });
  expect(data['documentHit']).toBeNull();
  expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['SOURCE_INVALID']);
});

test.each(['{"cases":[]}', '{"cases":[{"status":"OPEN"}]}', '{"cases":[{"status":"SHUT","isAssigned":true}]}'])(
  'an answer about a case that is not exactly one is no yes and no no: %s',
  async (answer) => {
    await using system = await systemAnswering(answer);
    await using subgraph = await testSubgraph(police, system.url);
    const { data, errors } = await subgraph.ask(
      'query($id: ID!) { caseReference(id: $id, agency: "police", officer: "o-1") { status isAssigned } }',
      { id: 'C/1' },
    );
    expect(data['caseReference']).toBeNull();
    expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['SOURCE_INVALID']);
  },
);

test('a system that is away is an error, not "no hit"', async () => {
  const system = await systemAnswering('{}');
  await system[Symbol.asyncDispose]();
  await using subgraph = await testSubgraph(police, system.url);
  const { data, errors } = await subgraph.entity({ ...BAND, vehicles: [TRUCK], crewDocuments: [] }, 'policeBand');
  expect(data['_entities']).toEqual([{ policeBand: null }]);
  expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['SOURCE_UNAVAILABLE']);
});

test('a key that cannot be one fails alone, not the list it stands in', async () => {
  await using parts = await start();
  const vehicle = (registrationId: string) => ({
    __typename: 'Vehicle',
    registrationNationalityCode: 'UG',
    registrationId,
  });
  const { data, errors } = await parts.subgraph.ask(
    'query($r: [_Any!]!) { _entities(representations: $r) { ... on Vehicle { policeBand } } }',
    { r: [vehicle('UAX123B'), vehicle('Z'.repeat(47)), vehicle('KCA001A')] },
  );
  expect(data['_entities']).toEqual([{ policeBand: 'NONE' }, null, { policeBand: 'NONE' }]);
  expect(errors).toHaveLength(1);
});
