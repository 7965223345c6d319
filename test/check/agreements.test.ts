import type { CheckInput } from '../../bin/check/input.ts';
import { agreementOf } from '../../gateway/agreements/agreement.ts';
import type { ApprovedDocument } from '../../gateway/agreements/documents.ts';
import { agreementFile, agreementWith, approved } from '../support/agreements.ts';
import { NOW, problemsOf, readable } from '../support/check.ts';
import { basis, policy } from '../support/policies.ts';

const SDL = `type Query @classified(as: OFFICIAL) { ship(id: ID! @reads(field: "Ship.id", how: MATCH)): Ship }
  type Ship @classified(as: OFFICIAL) { id: ID name: String value: Amount owner: Owner }
  type Owner @classified(as: OFFICIAL) { name: String }
  type Amount @classified(as: OFFICIAL) { value: String currencyCode: String }`;
const PORT = {
  sdl: SDL,
  policies: `${readable('port')}
    ${policy('ports', 'principal in Role::"partner", action in [Action::"disclose", Action::"use"], resource in Category::"OFFICIAL"', 'context has agreement && context.agreement == "ports" && context.purpose == "RISK_ASSESSMENT"')}`,
};
const COVERED = { fields: { Query: ['ship'], Ship: ['id', 'name'] }, queryKeys: { 'Query.ship': ['id'] } };
const BASES = new Map([['test-act', basis('test-act')]]);
const TEXT = 'query ($id: ID!) { ship(id: $id) { id name } }';

/** `rule: what` of the rules about agreements. */
function said(more: object, documents: readonly ApprovedDocument[] = [approved(TEXT)], port = PORT) {
  const agreement = agreementWith({ basis: 'test-act', ...COVERED, ...more });
  return told([{ file: 'ports.json', kind: 'read', contract: { agreement, documents } }], port);
}

function told(agreements: CheckInput['agreements'], port = PORT) {
  return problemsOf({ port }, BASES, agreements)
    .filter(({ rule }) => rule.startsWith('agreement'))
    .map(({ rule, severity, what }) => `${severity} ${rule}: ${what}`);
}

test('an agreement that is whole, and whose graph, rules and operations fit, is none the worse', () => {
  expect(said({})).toEqual([]);
});

test.each([
  ['a field nobody has', { fields: { ...COVERED.fields, Ship: ['id', 'nme'] } }, 'Ship.nme is no field of the graph'],
  [
    'a record of which nothing is named',
    { fields: { ...COVERED.fields, Ship: ['id', 'owner'] } },
    'Ship.owner is a Owner, of which nothing is named',
  ],
  ['a key that is needed and not given', { queryKeys: {} }, 'Query.ship cannot be asked without id'],
  ['a key nobody has', { queryKeys: { 'Query.ship': ['id', 'imo'] } }, 'Query.ship has no argument imo'],
  [
    'keys of a field it does not cover',
    { queryKeys: { ...COVERED.queryKeys, 'Ship.owner': [] } },
    'Ship.owner is not named in fields',
  ],
  ['an effect', { fields: { ...COVERED.fields, Mutation: ['x'] } }, 'a partner reads: name fields of Query'],
  [
    'a sum of money',
    { fields: { ...COVERED.fields, Ship: ['id', 'value'], Amount: ['value', 'currencyCode'] } },
    'Ship.value is a sum of money',
  ],
])('an agreement that covers %s is refused', (_what, more, words) => {
  expect(said(more, [])).toContainEqual(expect.stringMatching(`error agreement-incomplete: .*${words}`));
});

test('every member of an agreement is needed, and a value is never quoted', () => {
  const whole = agreementFile();
  for (const member of Object.keys(whole).filter((name) => !['$schema', 'note'].includes(name))) {
    const { [member]: _, ...rest } = whole;
    expect(() => agreementOf(rest)).toThrow(`"${member}" is missing`);
  }
  const problem = (more: object) => {
    try {
      agreementOf(agreementFile(more));
      return 'none';
    } catch (error) {
      return (error as Error).message;
    }
  };
  for (const more of [{ end: 'secret' }, { handlingCode: 'secret' }, { purposes: ['secret'] }, { secret: 1 }]) {
    expect(problem(more)).not.toMatch(/secret|none/);
  }
  expect(problem({ end: '2020-01-01' })).toBe('"end" must lie after "start"');
  expect(problem({ review: '2040-01-01' })).toBe('"review" must lie between "start" and "end"');
  expect(problem({ clients: [{ client: 'x', country: 'ZZ', keys: { thumbprints: ['a'.repeat(43)] } }] })).toBe(
    '"clients": each must be of a country that is a party',
  );
  expect(problem({ quotas: [] })).not.toBe('none');
  expect(problem({ purposes: ['MUTUAL_ASSISTANCE', 'AUDIT'] })).toMatch('"quotas"');
  expect(problem({ start: '2026-02-31' })).not.toBe('none');
});

test('what an agreement refers to must be there', () => {
  expect(said({ basis: 'no-act' })).toEqual(['error agreement-registers: its basis no-act is not in force.']);
  const scope = { rowScope: { records: 'All.', policies: ['nobody'] } };
  expect(said(scope)).toEqual(['error agreement-registers: its row scope names the rule nobody, which nobody has.']);
  const quotas = [{ purpose: 'NO_PURPOSE', period: 'PT1H', dataSubjects: 1, lookups: 1 }];
  expect(said({ purposes: ['NO_PURPOSE'], quotas }, [])).toContain(
    'error agreement-registers: NO_PURPOSE is no purpose.',
  );
  const dates = { start: '2020-01-01', review: new Date(NOW - 86_400_000).toISOString().slice(0, 10) };
  expect(said(dates)).toEqual(['warning agreement-registers: its day of review has passed.']);
});

test('an approved operation that no longer fits is told of before partners are; one that was taken back is not', () => {
  const other = 'query ($id: ID!) { ship(id: $id) { owner { name } } }';
  expect(said({}, [approved(other, { name: 'other' })])).toEqual([
    expect.stringContaining('error agreement-operations: its operation other does not fit'),
  ]);
  expect(said({}, [approved(other, { isWithdrawn: true })])).toEqual([]);
  expect(said({ mostCost: 1 })).toEqual([expect.stringContaining('costs more than the agreement allows')]);
  expect(said({}, [approved(TEXT, { purposes: new Set(['BORDER_CHECK']) })])).toEqual([
    expect.stringContaining('is for BORDER_CHECK, which the agreement is not'),
  ]);
});

test('what no rule of the owner shows is told', () => {
  const port = {
    ...PORT,
    policies: `${readable('port')} ${policy('ports', 'principal in Role::"reader", action == Action::"disclose", resource', 'context.purpose == "BORDER_CHECK"')}`,
  };
  const hidden = said({}, [], port).filter((each) => each.includes('which no rule shows'));
  expect(hidden.map((each) => /covers (\S+),/.exec(each)?.[1])).toEqual(['Query.ship', 'Ship.id', 'Ship.name']);
});

test('a file that cannot be read is told of by itself', () => {
  expect(told([{ file: 'x.json', kind: 'unreadable', problem: '"end" is missing' }])).toEqual([
    'error agreement-incomplete: "end" is missing',
  ]);
});
