import { recordOfficeHours } from '../../demo/customs/office-hours.ts';
import { declarationMessage, truck } from '../demo/customs-messages.ts';
import { customsSubgraph, customsSystem } from '../demo/customs-system.ts';

const CONTAINER = 'CSQU3054383';
const at = (minute: number) => `2026112308${String(minute).padStart(2, '0')}00+03`;

interface Named {
  readonly mrn: string;
  readonly typeCode: string;
  readonly minute: number;
  readonly plate?: string;
  readonly ucr?: string;
  readonly seals?: readonly string[];
  readonly lrn?: string;
}

function naming({ mrn, typeCode, minute, plate = 'UAX 123B', ucr = '6UG1-A', seals = [] }: Named) {
  const sealed = seals.map((id, index) => `<Seal><SequenceNumeric>${index + 1}</SequenceNumeric><ID>${id}</ID></Seal>`);
  return declarationMessage({
    mrn,
    lrn: `LRN-${mrn}`,
    typeCode,
    issued: at(minute),
    means: truck(plate, at(50)),
    shipment: `<UCR><ID>${ucr}</ID></UCR><Consignment><TransportEquipment><SequenceNumeric>1</SequenceNumeric><ID>${CONTAINER}</ID>${sealed.join('')}</TransportEquipment></Consignment>`,
  });
}

async function trackOf(...named: readonly Named[]) {
  await using system = await customsSystem();
  await using subgraph = await customsSubgraph(system.url);
  await system.load(named.map(naming));
  const { data, errors } = await subgraph.ask(
    '{ equipmentTrack(equipment: "csqu 305438-3") { id sealMatch isSeenOnOtherVehicle sightings { mrn declarationTypeCode dateTime vehicle { registrationId } sealIds } } }',
  );
  expect(errors ?? []).toEqual([]);
  return data.equipmentTrack;
}

const EXPORT = { mrn: 'EX1', typeCode: 'EXA', minute: 1, seals: ['SL-884201', 'B2'] };

test('seals of the import that agree with those of the export of the same consignment match, in any order and spelling', async () => {
  const track = await trackOf(EXPORT, { mrn: 'IM1', typeCode: 'IMA', minute: 2, seals: ['b2', 'SL884201'] });
  expect(track).toEqual({
    id: CONTAINER,
    sealMatch: 'MATCH',
    isSeenOnOtherVehicle: false,
    sightings: [
      {
        mrn: 'IM1',
        declarationTypeCode: 'IMA',
        dateTime: '2026-11-23T05:02:00Z',
        vehicle: { registrationId: 'UAX123B' },
        sealIds: ['b2', 'SL884201'],
      },
      {
        mrn: 'EX1',
        declarationTypeCode: 'EXA',
        dateTime: '2026-11-23T05:01:00Z',
        vehicle: { registrationId: 'UAX123B' },
        sealIds: ['SL-884201', 'B2'],
      },
    ],
  });
});

test('another, a missing or an added seal is a mismatch; another consignment or no seal at all is unknown', async () => {
  const entry = { mrn: 'IM1', typeCode: 'IMA', minute: 2 };
  expect(await trackOf(EXPORT, { ...entry, seals: ['SL884202', 'B2'] })).toMatchObject({ sealMatch: 'MISMATCH' });
  expect(await trackOf(EXPORT, { ...entry, seals: ['B2'] })).toMatchObject({ sealMatch: 'MISMATCH' });
  expect(await trackOf(EXPORT, { ...entry, seals: ['SL884201', 'B2', 'C3'] })).toMatchObject({ sealMatch: 'MISMATCH' });
  expect(await trackOf(EXPORT, { ...entry, seals: ['SL884201', 'B2'], ucr: '6UG1-B' })).toMatchObject({
    sealMatch: 'UNKNOWN',
  });
  expect(await trackOf(EXPORT, entry)).toMatchObject({ sealMatch: 'UNKNOWN' });
  expect(await trackOf(EXPORT)).toMatchObject({ sealMatch: 'UNKNOWN' });
});

test('a container declared on two plates is seen on another vehicle', async () => {
  const track = await trackOf(EXPORT, { mrn: 'IM1', typeCode: 'IMA', minute: 2, plate: 'KCA 001A' });
  expect(track).toMatchObject({ isSeenOnOtherVehicle: true });
});

test('a container nobody named is null, and a reference that is none is refused', async () => {
  await using system = await customsSystem();
  await using subgraph = await customsSubgraph(system.url);
  expect(await subgraph.ask('{ equipmentTrack(equipment: "TEXU3070079") { id } }')).toMatchObject({
    data: { equipmentTrack: null },
  });
  const refused = await subgraph.ask('{ equipmentTrack(equipment: "--") { id } }');
  expect(refused.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
});

test('office hours are those recorded last for the post', async () => {
  await using system = await customsSystem();
  await using subgraph = await customsSubgraph(system.url);
  await recordOfficeHours(system.pool, [{ post: 'UGBUS', weekday: 1, opens: '06:00', closes: '12:00' }]);
  await recordOfficeHours(system.pool, [
    { post: 'UGBUS', weekday: 2, opens: '08:00', closes: '24:00' },
    { post: 'UGBUS', weekday: 1, opens: '08:00', closes: '24:00' },
  ]);
  const { data } = await subgraph.ask(
    'query { _entities(representations: [{ __typename: "Post", locode: "UGBUS" }, { __typename: "Post", locode: "XXXXX" }]) { ... on Post { customsOfficeHours { weekday opens closes } } } }',
  );
  expect(data._entities).toEqual([
    { customsOfficeHours: [1, 2].map((weekday) => ({ weekday, opens: '08:00', closes: '24:00' })) },
    { customsOfficeHours: [] },
  ]);
});
