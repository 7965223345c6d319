import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { readContract } from '../../bin/release/contract.ts';
import { explainDecision } from '../../bin/release/past.ts';
import type { ExchangeRecord } from '../../gateway/exchange.ts';
import { writtenFolder } from '../support/folder.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

function hub(...args: readonly string[]) {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--import', 'tsx', 'bin/hub.ts', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return { stdout, stderr, status };
}

test('of a field that the record decides it is told by which policies', () => {
  const { stdout, status } = hub(
    ...['explain', '--as', 'sps-inspector', '--purpose', 'SPS_CONTROL', '--at', '2026-11-01T00:00:00Z'],
    'schema/operations/officer/clearance.graphql',
  );
  expect(status).toBe(0);
  expect(stdout).toMatch(/CONDITIONAL +Hold\.reasonCategory +.*who-holds-reads-why/);
});

test('an owner reads of each field of an operation its level, the rule, its basis and what is not met', () => {
  const { stdout, status } = hub(
    ...['explain', '--as', 'shift-lead', '--purpose', 'RISK_ASSESSMENT', '--at', '2026-11-01T00:00:00Z'],
    'schema/operations/officer/arrivals.graphql',
  );
  expect(status).toBe(0);
  expect(stdout).toMatch(/^FULL +BorderMovement\.held +officers-coordinate$/m);
  expect(stdout).toMatch(/^WITHHELD \(PURPOSE\) +ApiRecord\.surname$/m);
  expect(stdout).toMatch(/not met: context\.purpose == "BORDER_CHECK"/);
  expect(stdout).toMatch(/One Stop Border Posts Act, 2016/);
});

test('as JSON it has the same for programs', () => {
  const { stdout } = hub(
    ...['explain', '--json', '--as', 'auditor', '--purpose', 'AUDIT'],
    'schema/operations/officer/clearance.graphql',
  );
  const whys = JSON.parse(stdout) as Array<{ coordinate: string; level: string }>;
  expect(whys[0]).toMatchObject({ coordinate: 'Query.clearance', level: 'WITHHELD', reason: 'SCOPE' });
});

test('who asks wrongly is told how to ask', () => {
  const { stderr, status } = hub('explain', '--as', 'nobody', '--purpose', 'AUDIT', 'x.graphql');
  expect(status).toBe(2);
  expect(stderr).toMatch(/Usage: hub explain --as PERSONA[\s\S]*Personas: .*shift-lead/);
});

const contract = readContract();
const RECORD: ExchangeRecord = {
  decisionId: '0f8fad5b-d9cb-469f-a165-70867728950e' as ExchangeRecord['decisionId'],
  receivedAt: '2026-11-01T08:00:00.000Z',
  issuer: 'https://identity.example',
  principal: 'officer-7',
  agency: 'police',
  country: 'UG',
  roles: ['police-desk'],
  clearance: undefined,
  post: 'UGBUS',
  onBehalfOf: undefined,
  purpose: 'CUSTOMS_CLEARANCE',
  caseReference: undefined,
  agreement: undefined,
  operationName: 'Clearance',
  operationId: undefined,
  released: [],
  counts: undefined,
  masked: [],
  withheld: ['Query.clearance'],
  policyVersion: contract.rules.version,
  policies: [],
  bases: [],
  uses: [],
  graph: undefined,
  sources: {},
  outcome: 'ANSWERED',
  refusal: undefined,
  sealed: undefined,
  names: undefined,
};

test('a denial that happened is explained by its decision id, and says whether the rules have changed since', async () => {
  const lines = [
    'gateway ready',
    JSON.stringify({ kind: 'exchange', ...RECORD }),
    JSON.stringify({ kind: 'exchange', ...RECORD, decisionId: 'other', policyVersion: 'older' }),
  ];
  using folder = writtenFolder({ 'gateway.log': lines.join('\n') });
  const ledger = `${folder.path}/gateway.log`;
  const past = await explainDecision(RECORD.decisionId, ledger, contract);
  expect(past.who).toMatch(/officer-7 of police \(UG\), police-desk\nfor CUSTOMS_CLEARANCE.*\nby the rules of today/);
  expect(past.whys).toHaveLength(1);
  expect(past.whys[0]).toMatchObject({ coordinate: 'Query.clearance', level: 'WITHHELD' });
  expect(JSON.stringify(past.whys[0]?.said)).toContain('officers-coordinate');
  expect((await explainDecision('other', ledger, contract)).who).toContain('THE RULES HAVE CHANGED SINCE');
  await expect(explainDecision('none', ledger, contract)).rejects.toThrow('no exchange with this decision id');
});
