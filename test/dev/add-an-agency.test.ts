import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { backgroundCommand } from '../support/background.ts';
import { freshDatabase } from '../support/database.ts';
import { passable } from '../support/folder.ts';
import { blocksOf } from '../support/page-blocks.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const MOST_COMMANDS = 6;
const MOST_LINES = 60;
const MOST_MS = 180_000;

test(
  'the page leads from an empty folder to an answer that is federated, decided by rules and recorded, without a network',
  async () => {
    using folder = passable();
    const { HUB_HOME: _home, DATABASE_URL: server, ...rest } = process.env;
    // With nothing but what npm brought; where tests have a server, a database of it.
    await using database = server ? await freshDatabase() : undefined;
    const own = database && { DATABASE_URL: database.url };
    const offline = { npm_config_offline: 'true', npm_config_audit: 'false' };
    const env: NodeJS.ProcessEnv = { ...rest, ...own, ...offline, HUB: ROOT };
    const run = (command: string) => {
      const { status, stdout, stderr } = spawnSync('sh', ['-c', command], { cwd: folder.path, env, encoding: 'utf8' });
      expect({ command, status, stderr: status === 0 ? '' : stderr + stdout }).toEqual({
        command,
        status: 0,
        stderr: '',
      });
      return stdout;
    };
    const blocks = blocksOf('docs/add-an-agency.md');
    const files = blocks.filter(({ kind }) => kind === 'file');
    const written = files
      .filter(({ name }) => name !== 'register.csv')
      .flatMap(({ text }) => text.split('\n').filter(Boolean));
    const [install, make, check, dev, ask, explain, ...more] = blocks.flatMap(({ commands }) => commands);
    expect(more).toEqual([]);
    expect([install, make, check, dev, ask, explain].filter(Boolean)).toHaveLength(MOST_COMMANDS);
    expect(written.length).toBeLessThanOrEqual(MOST_LINES);

    run(install ?? '');
    run(make ?? '');
    for (const { name, text } of files) writeFileSync(join(folder.path, name), text);
    const types = spawnSync(join(ROOT, 'node_modules/.bin/tsc'), ['-p', '.'], { cwd: folder.path, encoding: 'utf8' });
    expect(types.stdout).toBe('');
    expect(run(check ?? '')).toMatch(/0 errors/);

    await using serving = backgroundCommand(dev ?? '', folder.path, env);
    await serving.until('Ctrl-C ends everything');
    const url = /Ask it\s+(\S+)/.exec(serving.said())?.[1] ?? '';
    const answer = JSON.parse(run((ask ?? '').replace('http://127.0.0.1:4000/graphql', url)));
    const { medicinePermit, declaration } = answer.data;
    expect(medicinePermit).toEqual({
      number: 'MA-2026-00017',
      status: 'VALID',
      product: 'Artemether 20 mg',
      importerName: null,
      inspectorName: 'G. W.',
    });
    // The neighbour's own field, by the neighbour's own rules.
    expect(typeof declaration.customsStatus).toBe('string');
    expect(answer.errors.map((each: { path: unknown }) => each.path)).toEqual([['medicinePermit', 'importerName']]);
    env['DECISION'] = answer.extensions.decisionId;
    const why = run(explain ?? '');
    expect(why).toMatch(
      /customs-officer of customs[\s\S]*RISK_ASSESSMENT[\s\S]*WITHHELD.*MedicinePermit\.importerName/,
    );
    expect(run('npx hub ledger verify')).toMatch('All as it was written.');
  },
  MOST_MS,
);
