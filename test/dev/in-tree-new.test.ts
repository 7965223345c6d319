import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { treeCopy } from '../support/tree-copy.ts';

test('hub new-agency in the hub’s repository makes an agency that stands in every list, composes and passes the check', () => {
  using tree = treeCopy();
  const run = (program: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, program, { cwd: tree.path, encoding: 'utf8' });
    return { status, output: stdout + stderr };
  };
  const text = (file: string) => readFileSync(join(tree.path, file), 'utf8');
  expect(run([tree.hub, 'new-agency', 'ports', '--source', 'postgres', '--title', 'Port authority']).status).toBe(0);
  expect(text('subgraphs/index.ts')).toMatch("import { ports } from './ports/agency.ts';");
  expect(text('subgraphs/index.ts')).toMatch(/agencies: readonly Agency\[\] = \[[^\]]*ports[^\]]*\]/);
  expect(JSON.parse(text('schema/agencies.json'))).toContainEqual(expect.objectContaining({ name: 'ports' }));
  expect(text('codegen.yml')).toMatch('subgraphs/ports/generated/types.ts');
  // As written: what is built of it is not there yet.
  const source = (...args: readonly string[]) => run(['--import', 'tsx', 'bin/hub.ts', ...args]);
  expect(source('compose')).toMatchObject({ status: 0 });
  expect(text('schema/subgraphs/ports.graphql')).toBe(text('subgraphs/ports/schema.graphql'));
  expect(text('schema/policies/ports.cedar')).toMatch('ports-officers-read-records');
  expect(source('check', '--against', 'schema').output).toMatch(/ 0 errors/);
}, 120_000);
