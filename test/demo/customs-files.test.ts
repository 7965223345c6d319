import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type FileReport, type IntakeSummary, intakeFiles } from '../../demo/intake.ts';
import { customsSubgraph, customsSystem, SAMPLES } from './customs-system.ts';

/** A folder of the test's own. */
function folder(): { path: string } & Disposable {
  const path = mkdtempSync(join(tmpdir(), 'hub-intake-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

async function take(databaseUrl: string, paths: readonly string[]) {
  const reports: FileReport[] = [];
  const generator = intakeFiles(paths, async () => ({
    databaseUrl: { customs: databaseUrl, police: '', immigration: '', sps: '' },
    [Symbol.asyncDispose]: async () => {},
  }));
  let next = await generator.next();
  for (; !next.done; next = await generator.next()) reports.push(next.value);
  const summary: IntakeSummary = next.value;
  return { reports, summary };
}

const sample = (name: string) => fileURLToPath(new URL(name, SAMPLES));

describe('files given to the intake', () => {
  it('are recognised by what they hold, not by their names', async () => {
    await using system = await customsSystem();
    using home = folder();
    const unnamed = join(home.path, 'holiday.jpg');
    writeFileSync(unnamed, '\ufeff\n<Declaration><FunctionalReferenceID>L</FunctionalReferenceID></Declaration>');
    const lying = join(home.path, 'declaration.xml');
    writeFileSync(lying, 'no message of any kind');
    const { reports, summary } = await take(system.url, [unnamed, lying]);
    expect(reports.flatMap(({ lines }) => lines)).toEqual([
      `${lying}: put aside, not a kind of message that is known here`,
      `${unnamed}: WCO declaration, LRN L, 0 warning(s)`,
    ]);
    expect(summary.isComplete).toBe(false);
    expect(summary.lines[0]).toBe('2 file(s): 1 taken in, 1 put aside');
  });

  it('are each reported with what they are, their references and their warnings', async () => {
    await using system = await customsSystem();
    using home = folder();
    const defect = join(home.path, 'defect.xml');
    writeFileSync(defect, '<Declaration><ID>M1</ID><Agent><Colour>red</Colour></Agent></Declaration>');
    const paths = [sample('import-road.xml'), sample('notification-05-control.xml'), defect];
    const { reports, summary } = await take(system.url, paths);
    expect(reports.map(({ lines }) => lines)).toEqual([
      [`${paths[0]}: WCO declaration, MRN 26UGBUSA0000123457, LRN BUS-2026-0417/A, 0 warning(s)`],
      [`${paths[1]}: WCO notification, MRN 26UGBUSA0000123457, LRN BUS-2026-0417/A, 0 warning(s)`],
      [
        `${defect}: WCO declaration, MRN M1, 1 warning(s)`,
        '  UNKNOWN_ELEMENT at Declaration/Agent/Colour: The element is not described; it is kept in the raw message only.',
      ],
    ]);
    expect(summary.isComplete).toBe(true);
    const again = await take(system.url, [sample('import-road.xml')]);
    expect(again.reports[0]?.lines[0]).toContain('taken in before, unchanged');
  });

  it('are followed by queries that answer', async () => {
    await using system = await customsSystem();
    await using subgraph = await customsSubgraph(system.url);
    const { summary } = await take(system.url, [sample('import-sea.xml'), sample('import-road.xml')]);
    const queries = summary.lines.slice(2);
    expect(queries).toHaveLength(2);
    for (const query of queries) {
      expect(await subgraph.ask(query)).toMatchObject({
        data: { declaration: { customsStatus: 'LODGED', goodsItemQuantity: 2 } },
      });
    }
  });

  it('that cannot be opened take no other with them', async () => {
    await using system = await customsSystem();
    using home = folder();
    const broken = join(home.path, 'broken.xml');
    writeFileSync(broken, '<Declaration>');
    const { reports } = await take(system.url, ['/no/such/file', home.path, broken, sample('import-sea.xml')]);
    expect(reports.map(({ isTaken, lines }) => [isTaken, lines[0]?.replace(home.path, '')])).toEqual([
      [false, '/no/such/file: put aside, cannot be opened (ENOENT)'],
      [false, ': put aside, not a file'],
      [false, '/broken.xml: put aside, NOT_WELL_FORMED at line 1'],
      [true, `${sample('import-sea.xml')}: WCO declaration, LRN HARBOUR0047, 0 warning(s)`],
    ]);
  });
});
