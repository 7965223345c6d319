import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import pg from 'pg';
import { prepareCustoms } from '../../demo/customs/tables.ts';
import { dayOf } from '../../demo/generator/day.ts';
import { messagesOf } from '../../demo/generator/messages.ts';
import type { Movement } from '../../demo/generator/movement.ts';
import { currentRun } from '../../demo/generator/runs.ts';
import { seed } from '../../demo/generator/seed.ts';
import { story, storyMovement } from '../../demo/generator/story.ts';
import { prepareImmigration } from '../../demo/immigration/tables.ts';
import { preparePolice } from '../../demo/police/tables.ts';
import { prepareSps } from '../../demo/sps/tables.ts';
import { containerCheckDigit, isContainerNumber } from '../../standards/identifiers/container.ts';
import { isMrn, mrnCheckDigit } from '../../standards/identifiers/mrn.ts';
import { mrzCheckDigit } from '../../standards/identifiers/mrz.ts';
import { freshDatabase } from '../support/database.ts';

const FROM = Date.parse('2026-11-23T08:00:00+03:00');
const HOUR = 3_600_000;

function textOf(movements: Iterable<Movement>): string {
  let text = '';
  for (const movement of movements) {
    for (const { name, bytes } of messagesOf(movement)) text += `${name}\n${Buffer.from(bytes).toString('utf8')}`;
  }
  return text;
}

/** Content of every element of this name, in order. */
function values(xml: string, element: string): string[] {
  return [...xml.matchAll(new RegExp(`<${element}(?: [^>]*)?>([^<]*)</${element}>`, 'g'))].map(
    (match) => match[1] ?? '',
  );
}

test('the same number, seed and time give the same bytes, another seed gives others', () => {
  fc.assert(
    fc.property(
      fc.nat(),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 0, max: 500 }),
      (seed, movements, hours) => {
        const options = { seed, movements, from: FROM + hours * HOUR };
        const once = textOf(dayOf(options));
        expect(textOf(dayOf(options))).toBe(once);
        expect(textOf(dayOf({ ...options, seed: seed + 1 }))).not.toBe(once);
      },
    ),
    { numRuns: 25 },
  );
});

test('a day lies within twelve hours of its clock, in order of arrival, and tells nothing that is still to come', () => {
  const [told, ...movements] = [...dayOf({ movements: 2_000, seed: 7, from: FROM })];
  expect(told?.id).toBe(story(FROM).movementId);
  expect(movements).toHaveLength(2_000);
  const arrivals = movements.map(({ arrivalAt }) => arrivalAt);
  expect(arrivals).toEqual([...arrivals].sort((one, other) => one - other));
  expect(arrivals[0]).toBeGreaterThanOrEqual(FROM - 12 * HOUR);
  expect(arrivals.at(-1)).toBeLessThan(FROM + 12 * HOUR);
  const times = movements.flatMap(({ declarations }) =>
    declarations.flatMap(({ issuedAt, acceptedAt, notifications }) => [
      issuedAt,
      acceptedAt ?? 0,
      ...notifications.map(({ at }) => at),
    ]),
  );
  expect(Math.max(...times)).toBeLessThan(FROM);
});

test('holds, lost documents and risk bands occur as often as they should', () => {
  const movements = [...dayOf({ movements: 20_000, seed: 3, from: FROM })].slice(1);
  const isHeld = ({ declarations }: Movement) =>
    declarations.some(({ notifications }) => ['05', '06'].includes(notifications.at(-1)?.functionCode ?? ''));
  expect(movements.filter(isHeld)).toHaveLength(100);
  const travellers = movements.reduce((count, { crew }) => count + crew.length, 0);
  expect(travellers / movements.length).toBeCloseTo(1.4, 1);
  const lost = movements.reduce((count, { police }) => count + police.stolenLostDocuments.length, 0);
  // One in ten thousand of two places for each lorry; the second place is taken in two of five.
  expect(lost).toBeGreaterThanOrEqual(1);
  expect(lost).toBeLessThanOrEqual(4);
  const share = (band: string) => movements.filter(({ risk }) => risk?.band === band).length / movements.length / 0.95;
  expect(share('GREEN')).toBeCloseTo(0.75, 2);
  expect(share('YELLOW')).toBeCloseTo(0.18, 2);
  expect(share('RED')).toBeCloseTo(0.04, 2);
  expect(share('BLUE')).toBeCloseTo(0.03, 2);
});

test('a lorry turns round in about two hours, some take very much longer', () => {
  const hours = [...dayOf({ movements: 6_000, seed: 5, from: FROM })]
    // Those of the first hours of the day have all left: later ones would be the quick ones alone.
    .filter(({ arrivalAt }) => arrivalAt < FROM - 9 * HOUR)
    .flatMap(({ arrivalAt, declarations }) =>
      declarations.flatMap(({ notifications }) => {
        const last = notifications.at(-1);
        return last && ['09', '16'].includes(last.functionCode) ? [(last.at - arrivalAt) / HOUR] : [];
      }),
    );
  const mean = hours.reduce((sum, each) => sum + each, 0) / hours.length;
  expect(mean).toBeGreaterThan(1.5);
  expect(mean).toBeLessThan(2.5);
  expect(Math.max(...hours)).toBeGreaterThan(3 * mean);
});

test('every number that is handed out is right by its check digit and handed out once', () => {
  const movements = [...dayOf({ movements: 5_000, seed: 11, from: FROM })];
  const mrns = movements.flatMap(({ declarations }) => declarations.map(({ mrn }) => mrn));
  const containers = movements.flatMap(({ container }) => (container ? [container.number] : []));
  const passports = movements.flatMap(({ crew }) => crew.map(({ documentNumber }) => documentNumber));
  expect(mrns.filter((mrn) => !isMrn(mrn))).toEqual([]);
  expect(containers.filter((number) => !isContainerNumber(number))).toEqual([]);
  for (const numbers of [mrns, containers, passports, movements.map(({ id }) => id)]) {
    expect(new Set(numbers).size).toBe(numbers.length);
  }
});

test('the story holds two import declarations of five items with their certificates, and a lighter export', () => {
  const told = story(FROM);
  const messages = [...messagesOf(storyMovement(FROM))].map(({ bytes }) => Buffer.from(bytes).toString('utf8'));
  const [exported = '', ...imported] = messages.filter((xml) => values(xml, 'WCOTypeName')[0] === 'DEC');
  expect(imported).toHaveLength(2);
  expect(imported.map((xml) => values(xml.slice(0, xml.indexOf('<IssueDateTime>')), 'ID')[0])).toEqual(told.mrns);
  expect(imported.flatMap((xml) => values(xml, 'GoodsItemQuantity'))).toEqual(['2', '3']);
  expect(values(exported, 'ResponsibleCountryCode')).toEqual(['KE']);
  const mass = (xml: string) => Number(values(xml, 'TotalGrossMassMeasure')[0]);
  const importedMass = imported.reduce((sum, xml) => sum + mass(xml), 0);
  expect(mass(exported) * 100).toBeCloseTo(importedMass * 96, 6);
  const documents = imported.join('');
  for (const [code, reference] of [
    ['N853', told.healthEntryDocuments[0]],
    ['C085', told.healthEntryDocuments[1]],
    ['N851', told.phytosanitaryCertificate],
    ['C400', told.citesPermit],
    ['C002', told.conformityCertificate],
  ] as const) {
    const cited = `<CategoryCode>${code[0]}</CategoryCode><ID>${reference}</ID><TypeCode>${code.slice(1)}</TypeCode>`;
    expect(documents.split(cited)).toHaveLength(2);
  }
  expect(documents).toContain(told.diseaseZone);
  for (const xml of imported) {
    expect(xml).toContain('<ID>UAX 123B</ID>');
    expect(xml).toContain(`<ID>${told.container}</ID>`);
    expect(xml).toContain(`<ID>${told.seal}</ID>`);
    expect(values(xml, 'IssuingCountryCode')).toEqual(['UTO', 'UTO']);
    for (const passport of told.passports) expect(xml).toContain(`<ID>${passport}</ID>`);
  }
  expect(storyMovement(FROM).police.stolenLostDocuments.map(({ documentNumber }) => documentNumber)).toEqual([
    told.lostPassport,
  ]);
});

test('the numbers of the story follow from the day, whatever the hour', () => {
  const [morning, noon, tomorrow] = [FROM, FROM + 4 * HOUR, FROM + 24 * HOUR].map(story);
  expect(noon?.mrns).toEqual(morning?.mrns);
  expect(noon?.movementId).toBe('UGBUS:IN:3:UG-UAX123B:2026-11-23');
  expect(tomorrow?.movementId).toBe('UGBUS:IN:3:UG-UAX123B:2026-11-24');
  expect(tomorrow?.mrns).not.toEqual(morning?.mrns);
});

test('a day played in twice changes nothing, and is known to be there', async () => {
  await using customs = await freshDatabase();
  await using police = await freshDatabase();
  await using immigration = await freshDatabase();
  await using sps = await freshDatabase();
  await Promise.all([
    prepareCustoms(customs.url),
    preparePolice(police.url),
    prepareImmigration(immigration.url),
    prepareSps(sps.url),
  ]);
  const databaseUrl = { customs: customs.url, police: police.url, immigration: immigration.url, sps: sps.url };
  const options = { movements: 30, seed: 2, from: FROM };
  const first = await seed(databaseUrl, options);
  expect(first).toMatchObject({ movements: 31, unchanged: 0 });
  const pool = new pg.Pool({ connectionString: customs.url, max: 1 });
  pool.on('error', () => {});
  try {
    const count = async () =>
      (await pool.query('select (select count(*) from declaration) + (select count(*) from response) n')).rows[0].n;
    const before = await count();
    expect(Number(before)).toBe(first.declarations + first.notifications);
    const second = await seed(databaseUrl, options);
    expect(second.unchanged).toBe(first.declarations + first.notifications);
    expect(await count()).toBe(before);
    expect(await currentRun(pool, FROM + HOUR)).toEqual({ day: options, isWhole: true });
    expect(await currentRun(pool, FROM + 13 * HOUR)).toBeUndefined();
  } finally {
    await pool.end();
  }
});

test('a seeding that is stopped says so, and the next one completes the day', async () => {
  await using customs = await freshDatabase();
  await using police = await freshDatabase();
  await using immigration = await freshDatabase();
  await using sps = await freshDatabase();
  await Promise.all([
    prepareCustoms(customs.url),
    preparePolice(police.url),
    prepareImmigration(immigration.url),
    prepareSps(sps.url),
  ]);
  const databaseUrl = { customs: customs.url, police: police.url, immigration: immigration.url, sps: sps.url };
  const options = { movements: 300, seed: 2, from: FROM };
  const controller = new AbortController();
  const stopped = seed(databaseUrl, options, {
    signal: controller.signal,
    onProgress: () => controller.abort(new Error('stopped by the test')),
  });
  await expect(stopped).rejects.toThrow('stopped by the test');
  const pool = new pg.Pool({ connectionString: customs.url, max: 1 });
  pool.on('error', () => {});
  try {
    expect(await currentRun(pool, FROM)).toEqual({ day: options, isWhole: false });
  } finally {
    await pool.end();
  }
  const done = await seed(databaseUrl, options);
  expect(done.movements).toBe(301);
  expect(done.unchanged).toBeGreaterThan(0);
});

test('check digits are those of the standards', () => {
  expect(containerCheckDigit('CSQU305438')).toBe('3');
  expect(isContainerNumber('CSQU3054384')).toBe(false);
  expect(isContainerNumber('CSQX3054383')).toBe(false);
  expect(mrnCheckDigit('20GB1Q3RTK463FGVR')).toBe('4');
  expect(isMrn('20GB1Q3RTK463FGVR5')).toBe(false);
  // ICAO 9303-4, the specimen's second line.
  expect([mrzCheckDigit('L898902C3'), mrzCheckDigit('740812'), mrzCheckDigit('120415')]).toEqual(['6', '2', '9']);
  expect(() => containerCheckDigit('CSQ305438')).toThrow(RangeError);
});

const VECTORS = new URL('../../../shared/data/codes/check_digit_vectors.json', import.meta.url);

(existsSync(VECTORS) ? test : test.skip)('check digits agree with published vectors', () => {
  const { iso6346, mrn } = JSON.parse(readFileSync(VECTORS, 'utf8'));
  expect(iso6346.valid.filter((number: string) => !isContainerNumber(number))).toEqual([]);
  expect(iso6346.invalid.filter(isContainerNumber)).toEqual([]);
  expect(mrn.valid.filter((number: string) => !isMrn(number))).toEqual([]);
  expect(mrn.invalid.filter(isMrn)).toEqual([]);
});
