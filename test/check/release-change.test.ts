import { isPassed } from '../../bin/check/report.ts';
import { problemsIn } from '../../bin/check/run.ts';
import { changed, readable } from '../support/check.ts';

const SDL = `type Query @classified(as: PUBLIC) { ship: Ship }
type Ship @classified(as: OFFICIAL) {
  id: ID
  name: String
  value: String @classified(as: COMMERCIAL)
}`;
const all = readable('port');
const official = all.replace('Action::"use"], resource', 'Action::"use"], resource in Category::"OFFICIAL"');

async function told(before: string, after: string) {
  const input = await changed({ port: { sdl: SDL, policies: before } }, { port: { sdl: SDL, policies: after } });
  return (await problemsIn(input)).filter(({ rule }) => rule === 'release-change');
}

test('a wider rule is told as the fields that become visible, to whom and for what', async () => {
  const [wider, ...more] = await told(official, all);
  expect(more).toEqual([]);
  expect(wider).toMatchObject({ severity: 'warning', file: 'port.graphql', line: 6 });
  expect(wider?.what).toBe(
    '1 field would be visible in full for reader (RISK_ASSESSMENT), and is withheld by what is published (main): Ship (value).',
  );
});

test('a narrower one is told as well, and the same rules as nothing', async () => {
  const [narrower] = await told(all, official);
  expect(narrower?.what).toContain('1 field would be withheld for reader (RISK_ASSESSMENT)');
  expect(await told(all, all)).toEqual([]);
});

test('it fails nothing unless warnings are to fail', async () => {
  const problems = await told(official, all);
  const report = { agencies: [], policyFiles: 0, rules: 0, against: 'main', problems };
  expect([isPassed({ ...report, isStrict: false }), isPassed({ ...report, isStrict: true })]).toEqual([true, false]);
});

test('a field that what is published has not yet was withheld from nobody', async () => {
  const sdl = SDL.replace('  name: String\n', '  name: String\n  flag: String\n');
  const input = await changed({ port: { sdl: SDL, policies: all } }, { port: { sdl, policies: all } });
  const [added] = (await problemsIn(input)).filter(({ rule }) => rule === 'release-change');
  expect(added?.what).toBe(
    '1 new field would be visible in full for reader (RISK_ASSESSMENT), and what is published (main) has it not yet: Ship (flag).',
  );
});
