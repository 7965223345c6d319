import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { lostDocument } from '../../demo/generator/police-entries.ts';
import { intakeFiles } from '../../demo/intake.ts';
import { preparePolice } from '../../demo/police/tables.ts';
import { freshDatabase } from '../support/database.ts';

const FEED = { stolenLostDocuments: [lostDocument('X12345678', '2026-11-23')] };

/** A folder of files, the police's database, and `hub intake` over both. */
async function startIntake() {
  const database = await freshDatabase();
  await preparePolice(database.url);
  const folder = mkdtempSync(join(tmpdir(), 'hub-police-'));
  return {
    async take(name: string, text: string) {
      const path = join(folder, name);
      writeFileSync(path, text);
      const open = async () => ({
        databaseUrl: { customs: '', police: database.url, immigration: '', sps: '' },
        [Symbol.asyncDispose]: async () => {},
      });
      const reports = intakeFiles([path], open);
      const lines: string[] = [];
      for (let next = await reports.next(); ; next = await reports.next()) {
        if (next.done) return { isComplete: next.value.isComplete, lines };
        lines.push(...next.value.lines.map((line) => line.replace(path, name)));
      }
    },
    async entries(): Promise<number> {
      const client = new pg.Client({ connectionString: database.url });
      await client.connect();
      try {
        return (await client.query('select count(*)::integer as n from stolen_lost_document')).rows[0].n;
      } finally {
        await client.end();
      }
    },
    async [Symbol.asyncDispose]() {
      rmSync(folder, { recursive: true });
      await database[Symbol.asyncDispose]();
    },
  };
}

test('a feed in a file is recognised by what it holds and taken in; the same again changes nothing', async () => {
  await using intake = await startIntake();
  for (let time = 0; time < 2; time++) {
    const report = await intake.take('whatever.txt', `\n${JSON.stringify(FEED, null, 2)}`);
    expect(report).toEqual({
      isComplete: true,
      lines: ['whatever.txt: police feed, 0 alert(s), 1 document(s), 0 vehicle(s), 0 case(s)'],
    });
    expect(await intake.entries()).toBe(1);
  }
});

test('a feed with one wrong entry is put aside whole, by the rules of the service itself, quoting nothing of it', async () => {
  await using intake = await startIntake();
  const wrong = { stolenLostDocuments: [...FEED.stolenLostDocuments, { documentNumber: 'SECRET1' }] };
  const report = await intake.take('feed.json', JSON.stringify(wrong));
  expect(report).toEqual({ isComplete: false, lines: ['feed.json: put aside, BODY_INVALID'] });
  expect(await intake.entries()).toBe(0);
});

test('a feed that is cut off, or too large for the service, is put aside', async () => {
  await using intake = await startIntake();
  const text = JSON.stringify(FEED);
  expect((await intake.take('cut.json', text.slice(0, -9))).lines).toEqual(['cut.json: put aside, NOT_JSON']);
  const large = `{"alerts":[${' '.repeat(2 * 1024 * 1024)}]}`;
  expect((await intake.take('large.json', large)).lines).toEqual(['large.json: put aside, BODY_TOO_LARGE']);
  expect((await intake.take('prototype.json', '{"__proto__": {"alerts": []}}')).isComplete).toBe(false);
  expect(await intake.entries()).toBe(0);
});
