import { movementIdOf, registrationOf } from '../../demo/customs/wco/movement.ts';
import { declarationMessage, truck } from './customs-messages.ts';
import { type CustomsSystem, customsSystem } from './customs-system.ts';

const MEANS = {
  typeCode: 'IMA',
  id: 'uax 123-b',
  registrationNationalityCode: 'UG',
  modeCode: '3',
  arrivalLocationId: 'UGBUS',
  arrivalDateTime: '2026-11-23T00:15:00+03:00',
};

describe('the movement a declaration belongs to', () => {
  it.each([
    ['a truck that comes in', {}, 'UGBUS:IN:3:UG-UAX123B:2026-11-23'],
    ['transit comes in', { typeCode: 'T1' }, 'UGBUS:IN:3:UG-UAX123B:2026-11-23'],
    ['an export goes out', { typeCode: 'EXA' }, 'UGBUS:OUT:3:UG-UAX123B:2026-11-23'],
    ['the date is the local one', { arrivalDateTime: '2026-11-22T23:59:59-11:00' }, 'UGBUS:IN:3:UG-UAX123B:2026-11-22'],
    [
      'a vessel has no state of registration here',
      { id: '9074729', modeCode: '1', registrationNationalityCode: undefined },
      'UGBUS:IN:1:9074729:2026-11-23',
    ],
  ])('%s', (_, change, id) => {
    expect(movementIdOf({ ...MEANS, ...change })).toBe(id);
  });

  it.each([
    ['without number', { id: undefined }],
    ['with a number of signs only', { id: '--' }],
    ['without mode', { modeCode: undefined }],
    ['without post', { arrivalLocationId: undefined }],
    ['with a post that is no UN/LOCODE', { arrivalLocationId: 'Busia' }],
    ['without arrival', { arrivalDateTime: undefined }],
    ['with a date alone', { arrivalDateTime: '2026-11-23' }],
    ['of a declaration neither in nor out', { typeCode: 'COA' }],
    ['of a declaration without type', { typeCode: undefined }],
  ])('cannot be said %s', (_, change) => {
    expect(movementIdOf({ ...MEANS, ...change })).toBeUndefined();
  });
});

it('the key of a vehicle needs state and number', () => {
  expect([
    registrationOf('UG', 'uax 123b'),
    registrationOf('Uganda', 'X'),
    registrationOf('UG', ' '),
    registrationOf(undefined, 'X'),
  ]).toEqual(['UG-UAX123B', undefined, undefined, undefined]);
});

const movements = async ({ pool }: CustomsSystem) =>
  (await pool.query('select id, post, arrival_date_time from movement order by id')).rows.map(
    ({ id, post, arrival_date_time }) => `${id} ${post} ${arrival_date_time}`,
  );

const at = (minute: number) => `2026112307${String(minute).padStart(2, '0')}00+03`;
const MOVEMENT = 'UGBUS:IN:3:UG-UAX1:2026-11-23';

describe('a movement announced by several declarations', () => {
  const one = declarationMessage({ lrn: 'A', issued: at(1), means: truck('UAX 1', '20261123081500+03') });
  const two = declarationMessage({ lrn: 'B', issued: at(2), means: truck('uax-1', '20261123101500+03') });

  it.each([
    ['in the order of their issue', [one, two]],
    ['the other way round', [two, one]],
  ])('is one, due when the newest says: %s', async (_, messages) => {
    await using system = await customsSystem();
    for (const message of messages) await system.load([message]);
    expect(await movements(system)).toEqual([`${MOVEMENT} UGBUS 2026-11-23T10:15:00+03:00`]);
  });

  it('moves to another day when its only declaration does', async () => {
    await using system = await customsSystem();
    await system.load([one]);
    await system.load([declarationMessage({ lrn: 'A', issued: at(3), means: truck('UAX 1', '20261124020000+03') })]);
    expect(await movements(system)).toEqual(['UGBUS:IN:3:UG-UAX1:2026-11-24 UGBUS 2026-11-24T02:00:00+03:00']);
  });

  it('stays while one of them still announces it', async () => {
    await using system = await customsSystem();
    await system.load([one, two]);
    await system.load([declarationMessage({ lrn: 'B', issued: at(4), means: '<ModeCode>3</ModeCode>' })]);
    expect(await movements(system)).toEqual([`${MOVEMENT} UGBUS 2026-11-23T08:15:00+03:00`]);
  });
});
