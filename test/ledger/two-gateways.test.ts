import { keptOf } from '../../gateway/ledger/entry.ts';
import { freshDatabase } from '../support/database.ts';
import { bytesInSpools, keptIn } from '../support/ledger.ts';
import { gatewayPlace, loaded, verified } from '../support/ledger-gateway.ts';
import { ships } from '../support/ships.ts';
import { eventually } from '../support/trouble.ts';

/** More of them in a long run. */
const SECONDS = Number(process.env['LEDGER_SECONDS'] ?? 6);

const QUESTIONS = [
  { query: 'query Find($id: ID) { ships(id: $id) { owner } }', answers: ['ANSWERED'] },
  { query: 'mutation Call($id: ID!) { rename(id: $id) { owner } }', answers: ['ANSWERED', 'INTENDED'] },
] as const;

test(
  'two gateways of two workers write one ledger, and both sign: nothing is missing, twice, or forked',
  async () => {
    await using database = await freshDatabase();
    await using place = await gatewayPlace([ships]);
    const asked = await place.headers({ roles: ['officer'], agency: 'customs' });
    const answered: string[][] = [];
    {
      await using one = await place.start('one', database.url);
      await using other = await place.start('other', database.url);
      const end = performance.now() + SECONDS * 1_000;
      answered.push(
        ...(await Promise.all(
          QUESTIONS.map(async ({ query }, kind) => {
            let count = 0;
            const next = () => {
              count += 1;
              const { url } = count % 2 === 0 ? one : other;
              return { url, body: { query, variables: { id: `ship-${kind}-${count % 50}` } } };
            };
            const { answered: ids, failed } = await loaded(4, () => performance.now() > end, next, asked);
            expect(failed).toBe(0);
            return [...ids];
          }),
        )),
      );
      await eventually('all is in a segment', async () => (await verified(database.url, place)).open === 0);
      expect([one.told, other.told].join('')).not.toMatch(/"kind":"fault"|FORKED|SPOOL_STUCK/);
    }
    const entries = (await keptIn(database.url)).map(({ writer, text }) => ({ writer, entry: keptOf(text) }));
    const outcomes = new Map<string, string[]>();
    for (const { entry } of entries)
      if (entry.kind === 'exchange') outcomes.set(entry.id, [...(outcomes.get(entry.id) ?? []), entry.outcome]);
    const wrong = answered.flatMap((ids, kind) =>
      ids.filter((id) => String(outcomes.get(id)?.sort()) !== String(QUESTIONS[kind]?.answers)),
    );
    expect(wrong).toEqual([]);
    expect(outcomes.size).toBe(answered.flat().length);
    expect(new Set(entries.map(({ writer }) => writer)).size).toBe(4);
    const { findings, exported, segments } = await verified(database.url, place);
    expect({ findings, exported }).toEqual({ findings: [], exported: segments });
    expect(['one', 'other'].map((name) => bytesInSpools(place.spoolOf(name)))).toEqual([0, 0]);
  },
  120_000 + SECONDS * 2_000,
);
