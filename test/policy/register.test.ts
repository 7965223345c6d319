import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Contract, questionFor, readContract } from '../../bin/release/contract.ts';
import { type ProcessingActivity, registerOf } from '../../bin/release/register.ts';
import { PERSONAS, type Persona } from '../../demo/identity/personas.ts';
import { rulesOver } from '../../gateway/generation.ts';
import { coordinate } from '../../gateway/ids.ts';
import type { PolicySource } from '../../gateway/policy/cedar/index.ts';
import { NOTHING_USED } from '../../gateway/policy/input-reads.ts';
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
        const { level } = rules.field(at, NOTHING_USED, question);
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

/** One thing that the register says: a rule shows somebody a field for a purpose. */
function toldBy(entries: readonly ProcessingActivity[]): ReadonlySet<string> {
  return new Set(
    entries.flatMap(({ policy, fields, recipients }) =>
      recipients.flatMap(({ role, agency, country, purposes }) =>
        purposes.flatMap((purpose) => fields.map((at) => [policy, role, agency, country, purpose, at].join(' '))),
      ),
    ),
  );
}

/** The contract with other rules, or other bases, in place of its own. */
function contractWith(
  kept: (policy: string) => boolean,
  more: readonly PolicySource[] = [],
  bases = contract.bases,
): Contract {
  const { supergraph, roles, purposes } = contract;
  const own = contract.set.policies.filter(({ id }) => kept(id));
  const sources = own.map(({ agency, file, text, id }) => ({ agency, file: `${file} ${id}`, text }));
  const loaded = rulesOver(supergraph, { sources: [...sources, ...more], bases }, { roles, purposes });
  return { ...contract, ...loaded, bases };
}

const PERMITS = contract.set.policies.filter(({ effect }) => effect === 'permit').map(({ id }) => id);

test('nothing stands in the register but what its rule and all others together release, in full only what is', () => {
  const rules = contract.rules.at(DAY);
  const wrong: string[] = [];
  for (const { policy, isReduced, isByRecord, fields, recipients } of register) {
    for (const { role, purposes } of recipients) {
      const persona = PERSONAS.find(({ name }) => name === role);
      for (const purpose of persona ? purposes : []) {
        for (const at of fields) {
          const { level } = rules.field(at, NOTHING_USED, questionFor(persona as Persona, purpose, contract));
          const said = isByRecord ? 'CONDITIONAL' : isReduced ? 'MASKED' : 'FULL';
          if (level !== said) wrong.push(`${policy} ${at} ${role} ${purpose}: ${level}, not ${said}`);
        }
      }
    }
  }
  expect(wrong).toEqual([]);
});

test.each(PERMITS)(
  'without the rule %s its entries are gone, and nobody is told to be shown more by another',
  (gone) => {
    const left = registerOf(
      contractWith((id) => id !== gone),
      PERSONAS,
      DAY,
    );
    expect(left.map(({ policy }) => policy)).not.toContain(gone);
    const others = register.filter(({ policy }) => policy !== gone).map(({ policy }) => policy);
    expect(new Set(left.map(({ policy }) => policy))).toEqual(new Set(others));
    const before = toldBy(register);
    expect([...toldBy(left)].filter((each) => !before.has(each))).toEqual([]);
  },
);

test('what others forbid is in no entry', () => {
  const toCustoms = register.filter(
    ({ recipients, fields }) =>
      fields.includes(coordinate('LabTest', 'result')) && recipients.some(({ role }) => role === 'customs-officer'),
  );
  expect(toCustoms).toEqual([]);
});

test('a rule for another country, or for a purpose no persona states, stands there with its recipients', () => {
  const asked = [
    ['for-a-neighbour', 'principal in Country::"KE" && context.purpose == "MUTUAL_ASSISTANCE"', 'KE'],
    ['by-attribute', 'principal.country == "TZ" && context.purpose == "MUTUAL_ASSISTANCE"', 'TZ'],
    ['for-people', 'context.purpose == "SUBJECT_ACCESS"', 'UG'],
  ] as const;
  const { agency = '', basis = '' } = contract.set.policies.find(({ id }) => id === 'inspectors-read-goods') ?? {};
  for (const [id, condition, country] of asked) {
    const text = `@id("${id}")\n@title("Officers read goods.")\n@basis("${basis}")
permit (principal in Role::"officer", action == Action::"disclose", resource in Category::"COMMERCIAL") when { ${condition} };`;
    const found = registerOf(
      contractWith(() => true, [{ agency, file: 'more.cedar', text }]),
      PERSONAS,
      DAY,
    );
    const entries = found.filter(({ policy }) => policy === id);
    expect([id, entries.flatMap(({ countries }) => countries)]).toEqual([id, [country]]);
    expect(entries.flatMap(({ recipients }) => recipients.map(({ role }) => role))).toContain('officer');
    expect(entries[0]?.fields.length).toBeGreaterThan(0);
  }
});

test.each([...contract.bases.values()])(
  'where the basis $id has ended, its rules show nobody anything, whatever others show',
  (known) => {
    const bases = new Map([...contract.bases, [known.id, { ...known, until: DAY }]]);
    const ended = registerOf(
      contractWith(() => true, [], bases),
      PERSONAS,
      DAY,
    ).filter(({ basis }) => basis.id === known.id);
    for (const { isBasisInForce, recipients, fields, basis } of ended) {
      expect([isBasisInForce, recipients, fields]).toEqual([false, [], []]);
      expect(basis).toMatchObject({ title: known.title, validUntil: '2026-10-31', note: known.note });
    }
    expect(ended.length > 0).toBe(register.some(({ basis }) => basis.id === known.id));
  },
);

test('whose data records are and how long they are kept is told as the graph says it', () => {
  const said = new Map(register.flatMap(({ subjects }) => Object.entries(subjects)));
  expect(said.size).toBeGreaterThan(0);
  for (const subject of said.values()) expect(contract.supergraph.sdl).toContain(`subject: "${subject}"`);
  const [type = ''] = [...said.keys()];
  const kept = { since: 'since', isInstant: false, text: 'P5Y', period: { months: 60, milliseconds: 0 } };
  const supergraph = { ...contract.supergraph, retentions: new Map([[type, kept]]) };
  const found = registerOf({ ...contract, supergraph }, PERSONAS, DAY).filter(({ fields }) =>
    fields.some((at) => at.startsWith(`${type}.`)),
  );
  expect(found.length).toBeGreaterThan(0);
  for (const { retention } of found) expect(retention).toEqual({ [type]: `P5Y since ${type}.since` });
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
