import { type OperationDefinitionNode, parse } from 'graphql';
import { readContract } from '../../bin/release/contract.ts';
import type { Operated } from '../../gateway/exchange.ts';
import { rulesOver } from '../../gateway/generation.ts';
import { Halt } from '../../gateway/halt.ts';
import { viewerWith } from '../../gateway/identity/viewer.ts';
import { agencyName, decisionId, roleName } from '../../gateway/ids.ts';
import { type DecideRoom, decide, keptDecisions } from '../../gateway/pipeline/decide.ts';
import { NO_POINT } from '../../gateway/pipeline/pdp.ts';
import { protectionOf } from '../../gateway/pipeline/protection.ts';
import { releasedToCanaries } from '../../gateway/policy/canaries.ts';
import { inputsOf } from '../../gateway/supergraph/inputs.ts';
import { say, spread, table } from '../measure/report.ts';
import type { Question } from './question.ts';

const ROUNDS = 15;
const CLASSES = 1_000;
const OPERATIONS = 100;
const FIELDS = 100;

/** What does it cost to decide over an operation nobody asked before, and how much is kept of decisions? */
export const decisions: Question = {
  name: 'decisions',
  needsPeers: false,
  async ask() {
    const text = hundredFields();
    const cold: number[] = [];
    const other: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const room = await newRoom();
      const operation = operationOf(text);
      cold.push(cpuOf(() => decide(operatedAs(0, operation), room)));
      other.push(cpuOf(() => decide(operatedAs(1, operation), room)));
      say(`round ${round + 1}: ${cold.at(-1)?.toFixed(2)} ms`);
    }
    const room = await newRoom();
    const operations = Array.from({ length: OPERATIONS }, () => operationOf(text));
    const before = heapMegabytes();
    for (const operation of operations) {
      for (let at = 0; at < CLASSES; at += 1) await decide(operatedAs(at, operation), room);
    }
    const kept = operations.map((operation) => room.decided.get(operation)?.byClass.size ?? 0);
    const grown = heapMegabytes() - before;
    return [
      `An operation of ${FIELDS} fields of the national graph, under its own rules. CPU of the process, ms; median of ${ROUNDS}`,
      'rounds (least–most), each with rules nobody has asked yet but the canaries that prove them.',
      '',
      ...table([
        ['', 'CPU ms'],
        ['operation and caller are new', spread(cold)],
        ['the caller is of a class that did not ask yet', spread(other)],
      ]),
      '',
      `${CLASSES.toLocaleString('en')} classes of callers × ${OPERATIONS} operations: ${kept.reduce((sum, each) => sum + each, 0)} decisions kept, heap ${grown.toFixed(0)} MB more.`,
    ];
  },
};

const contract = readContract();

async function newRoom(): Promise<DecideRoom> {
  const { supergraph, roles, purposes, bases, set } = contract;
  const sources = set.policies.map(({ agency, file, text, id }) => ({ agency, file: `${file} ${id}`, text }));
  const { rules } = rulesOver(supergraph, { sources, bases }, { roles, purposes });
  // As a gateway that has proven its rules before it serves.
  await releasedToCanaries(rules.at(Date.now()), supergraph.labels, { roles: new Map(), purposes: [] }, async () => {});
  const protection = protectionOf(
    supergraph.api,
    supergraph.requirements,
    rules,
    inputsOf(supergraph.joins, supergraph.types),
  );
  return {
    types: supergraph.api,
    release: { kind: 'protected', protection },
    decided: new WeakMap(),
    kept: keptDecisions(),
    pdp: NO_POINT,
    policyFault: () => {},
  };
}

/** Officers of different countries are of different classes. */
function operatedAs(at: number, operation: OperationDefinitionNode): Operated {
  const [agency, role] = [agencyName('customs'), roleName('customs-officer')];
  if (!agency || !role) throw new Error('not a name');
  const viewer = viewerWith({
    ...{ principal: 'officer', agency, country: `C${at}`, roles: [role] },
    purposes: new Set(['CUSTOMS_CLEARANCE', 'RISK_ASSESSMENT']),
  });
  const stated = {
    viewer,
    purpose: 'CUSTOMS_CLEARANCE',
    caseReference: undefined,
    actingFor: undefined,
    agreement: undefined,
  };
  const arrived = { decisionId: decisionId('bench'), receivedAt: new Date(), gone: new Halt() };
  return { ...arrived, ...stated, operation, operationName: undefined, operationId: '', variables: {} };
}

function hundredFields(): string {
  const party = 'id name functionCode address { line cityName countryCode postcodeId }';
  const parties = ['declarant', 'agent', 'exporter'].map((name) => `${name} { ${party} }`);
  const goods = ['importer', 'consignee', 'consignor', 'buyer', 'seller'].map((name) => `${name} { ${party} }`);
  const own = 'mrn functionCode typeCode issueDateTime acceptanceDateTime declarationOfficeId goodsItemQuantity';
  const more = 'customsHolds { agency scope since reasonCategory } invoiceAmount { value currencyCode }';
  const tail = 'responses { totalCount edges { node { functionCode issueDateTime } } } versions { issueDateTime }';
  const text = `{ declaration(mrn: "X") { ${own} ${parties.join(' ')} ${more} goodsShipments { ucr ${goods.join(' ')} } ${tail} } }`;
  const count = text.match(/[a-zA-Z]+(?=[ ({])/g)?.length ?? 0;
  if (Math.abs(count - FIELDS) > 15) throw new Error(`the operation has ${count} fields`);
  return text;
}

function operationOf(text: string): OperationDefinitionNode {
  const [definition] = parse(text).definitions;
  if (definition?.kind !== 'OperationDefinition') throw new Error('no operation');
  return definition;
}

function cpuOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function heapMegabytes(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1_048_576;
}
