import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { questionFor, readContract } from '../../bin/release/contract.ts';
import { type ProcessingActivity, registerOf } from '../../bin/release/register.ts';
import { PERSONAS } from '../../demo/identity/personas.ts';
import { rulesOver } from '../../gateway/generation.ts';
import { DAY } from '../support/rules.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const contract = readContract();
const register = registerOf(contract, PERSONAS, DAY);

test('every rule that shows something has an entry with the law it rests on, and no other has', () => {
  const showing = contract.set.policies.filter(
    ({ effect, actions }) =>
      effect === 'permit' && (actions.includes('disclose') || actions.includes('discloseMasked')),
  );
  expect([...new Set(register.map(({ policy }) => policy))].sort()).toEqual(showing.map(({ id }) => id).sort());
  for (const { policy, basis, title } of register) {
    const written = showing.find(({ id }) => id === policy);
    expect([basis.id, title]).toEqual([written?.basis, written?.title]);
    expect(basis.instrument).toBe(contract.bases.get(basis.id)?.instrument);
  }
});

test('what anybody is released stands in the register with the purpose and the recipient', () => {
  const rules = contract.rules.at(DAY);
  const entries = new Map<string, ProcessingActivity[]>();
  for (const each of register) {
    for (const at of each.fields) entries.set(at, [...(entries.get(at) ?? []), each]);
  }
  const missing: string[] = [];
  for (const persona of PERSONAS) {
    for (const purpose of persona.purposes) {
      const question = questionFor(persona, purpose, contract);
      for (const [at] of contract.supergraph.labels) {
        const { level } = rules.field(at, [], question);
        const [type = '', field = ''] = at.split('.');
        const shownType = contract.supergraph.api.getType(type);
        if (level === 'WITHHELD' || !shownType || !('getFields' in shownType) || !(field in shownType.getFields()))
          continue;
        const isThere = entries
          .get(at)
          ?.some(({ recipients }) =>
            recipients.some(({ role, purposes }) => role === persona.name && purposes.includes(purpose)),
          );
        if (!isThere) missing.push(`${at} ${persona.name} ${purpose}`);
      }
    }
  }
  expect(missing).toEqual([]);
});

test('a rule that is taken away takes its entry with it; what others forbid is in none', () => {
  const { supergraph, roles, purposes, bases } = contract;
  const over = (gone: string) => {
    const left = contract.set.policies.filter(({ id }) => id !== gone);
    const sources = left.map(({ agency, file, text, id }) => ({ agency, file: `${file} ${id}`, text }));
    const loaded = rulesOver(supergraph, { sources, bases }, { roles, purposes });
    return registerOf({ ...contract, ...loaded }, PERSONAS, DAY).map(({ place: _place, ...entry }) => entry);
  };
  const all = over('');
  expect(all).toEqual(register.map(({ place: _place, ...entry }) => entry));
  const [first] = all;
  expect(over(first?.policy ?? '').map(({ policy }) => policy)).toEqual(
    all.map(({ policy }) => policy).filter((policy) => policy !== first?.policy),
  );
  const toCustoms = register.filter(
    ({ recipients, fields }) =>
      fields.includes('LabTest.result' as never) && recipients.some(({ role }) => role === 'customs-officer'),
  );
  expect(toCustoms).toEqual([]);
});

test('it is printed for people and for programs, for one agency or all', () => {
  const hub = (...args: readonly string[]) =>
    spawnSync(process.execPath, ['--import', 'tsx', 'bin/hub.ts', 'policy', 'register', ...args], {
      cwd: ROOT,
      encoding: 'utf8',
    });
  const [controller = ''] = register.map((each) => each.controller);
  const { stdout, status } = hub('--agency', controller, '--json');
  expect(status).toBe(0);
  expect(JSON.parse(stdout).map(({ policy }: ProcessingActivity) => policy)).toEqual(
    register.filter((each) => each.controller === controller).map(({ policy }) => policy),
  );
  const words = hub().stdout;
  for (const { title } of register) expect(words).toContain(title);
  const unknown = hub('--agency', 'nobody');
  expect([unknown.status, unknown.stderr]).toEqual([2, expect.stringContaining('Agencies whose rules do: ')]);
});
