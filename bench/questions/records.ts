import { buildSchema, Kind, type OperationDefinitionNode, parse } from 'graphql';
import { completion } from '../../gateway/engine/complete.ts';
import type { Fields } from '../../gateway/engine/engine.ts';
import { agencyName, type Coordinate } from '../../gateway/ids.ts';
import { Judging } from '../../gateway/pipeline/judge.ts';
import { judgePlan } from '../../gateway/pipeline/judge-tree.ts';
import { policySet } from '../../gateway/policy/cedar/index.ts';
import type { Decisions } from '../../gateway/policy/decisions.ts';
import { NOTHING_USED } from '../../gateway/policy/input-reads.ts';
import type { Label } from '../../gateway/policy/labels.ts';
import type { RecordTypes } from '../../gateway/policy/records.ts';
import { type Question as Asked, Rules } from '../../gateway/policy/rules.ts';
import { decideOver, type Judge } from '../../gateway/policy/walk.ts';
import { say, spread, table } from '../measure/report.ts';
import type { Question } from './question.ts';

/** Records × fields: each 20,000 values. */
const SHAPES = [
  [200, 100],
  [2_000, 10],
  [20_000, 1],
] as const;
const ROUNDS = 60;
/** Rounds before the first that counts: compiled by then. */
const WARM = 40;

/** What does it cost that each record is judged by its owner's rules? */
export const records: Question = {
  name: 'records',
  needsPeers: false,
  async ask() {
    const rows: string[][] = [];
    for (const [count, fields] of SHAPES) {
      const { on, off } = measured(count, fields);
      const added = on.map((each, at) => each - (off[at] ?? 0));
      rows.push([`${count.toLocaleString('en')} × ${fields}`, spread(on), spread(off), spread(added)]);
      say(`${count} records of ${fields} fields: ${spread(added)} ms`);
    }
    return [
      'Records × fields, each field of each record judged by rules that read an attribute of it (half of the records are',
      `denied), and the answer written; beside the same answer without. CPU of the process, ms; median of ${ROUNDS} rounds`,
      '(least–most).',
      '',
      ...table([['records × fields', 'judged and written', 'written', 'judging adds'], ...rows]),
    ];
  },
};

function measured(count: number, fields: number): { readonly on: readonly number[]; readonly off: readonly number[] } {
  const names = Array.from({ length: fields }, (_, at) => `f${at}`);
  const schema = buildSchema(
    `type Query { cargoes: [Cargo!] } type Cargo { state: String ${names.map((name) => `${name}: String`).join(' ')} }`,
  );
  const operation = operationOf(`{ cargoes { ${names.join(' ')} } }`);
  const judged = decideOver(operation, schema, judgeOf(names));
  const open = decideOver(operation, schema, {
    field: () => ({ level: 'FULL', policies: [], faults: [] }),
    type: () => true,
  });
  const data = JSON.stringify({ cargoes: Array.from({ length: count }, (_, at) => recordOf(at, names)) });
  const [on, off]: [number[], number[]] = [[], []];
  const writers = [written(schema, operation, judged), written(schema, operation, open)] as const;
  for (let round = -WARM; round < ROUNDS; round += 1) {
    const costs = writers.map((write) => cpuOf(JSON.parse(data), write));
    if (round < 0) continue;
    on.push(costs[0] ?? 0);
    off.push(costs[1] ?? 0);
  }
  return { on, off };
}

type Write = (data: Fields) => void;

function written(
  schema: ReturnType<typeof buildSchema>,
  operation: OperationDefinitionNode,
  decisions: Decisions,
): Write {
  const plan = judgePlan(schema, operation.selectionSet, 'Query', decisions);
  const byNode = [...decisions.conditions.keys()].map(
    (node) => [node, { reduce: undefined, isNeutral: false, absent: undefined }] as const,
  );
  const shown = {
    removed: new Set<never>(),
    reduced: new Map(),
    judged: new Map(byNode),
    interfaceObjects: new Set<string>(),
  };
  const writer = completion(schema, operation, shown);
  return (data) => {
    const judging = plan && new Judging(plan, decisions, Date.now());
    judging?.end(data, []);
    const levelOf = judging?.levels;
    writer.write({ data, isPlain: true, variables: {}, levelOf }, []);
  };
}

function recordOf(at: number, names: readonly string[]): Fields {
  const values = names.map((name) => [name, `value ${at} of ${name}`]);
  return { state: at % 2 === 0 ? 'RELEASED' : 'HELD', ...Object.fromEntries(values) };
}

/** Three rules that could permit each field, and one that forbids some records. */
function judgeOf(names: readonly string[]): Judge {
  const rule = (id: string, effect: string, role: string, when: string) =>
    `@id("${id}") @title("A rule.") @basis("act") ${effect} (principal in Role::"${role}", action == Action::"disclose",
      resource in Category::"COMMERCIAL") when { ${when} };`;
  const text = [
    rule(
      'released',
      'permit',
      'reader',
      'context.purpose == "R" && context.record has state && context.record.state == "RELEASED"',
    ),
    rule(
      'cleared',
      'permit',
      'reader',
      'context.purpose == "R" && context.record has state && context.record.state == "CLEARED"',
    ),
    rule('other', 'permit', 'chief', 'context.purpose == "R"'),
    rule('kept', 'forbid', 'reader', 'context.record has state && context.record.state == "SEIZED"'),
  ].join('\n');
  const attributes = new Map([['state', 'String']] as const);
  const surroundings = {
    roles: new Map([
      ['reader', []],
      ['chief', []],
    ]),
    recordAttributes: attributes,
    agencies: new Set(['port']),
    groups: new Set<string>(),
    purposes: new Set(['R']),
  };
  const loaded = policySet([{ agency: 'port', file: 'port.cedar', text }], surroundings as never, () => '');
  if (loaded.kind === 'refused') throw new Error(JSON.stringify(loaded.problems));
  const label: Label = {
    ...{ category: 'COMMERCIAL', group: undefined, mask: undefined, denial: 'OPEN', absent: undefined },
    ...{ reads: new Map(), derivedFrom: [], gradedBy: [], members: [] },
  };
  const types: RecordTypes = new Map([['Cargo', attributes]]);
  const owner = agencyName('port');
  const rules = new Rules(loaded.set, {
    labels: new Map(names.map((name) => [`Cargo.${name}` as Coordinate, label])),
    records: types,
    retentions: new Map(),
    isObject: () => true,
    owners: () => (owner ? [owner] : []),
  });
  const question: Asked = {
    principal: {
      kind: 'Officer',
      agency: 'port',
      country: 'UG',
      roles: new Set(['reader']),
      clearance: undefined,
      post: undefined,
    },
    context: { purpose: 'R', hasCase: false, agreement: undefined, to: undefined, record: 'unknown' },
    purposes: new Set(),
  };
  return {
    field: (at) =>
      at === 'Query.cargoes' ? { level: 'FULL', policies: [], faults: [] } : rules.field(at, NOTHING_USED, question),
    type: () => true,
    attributes: (typeName) => rules.attributes(typeName),
  };
}

function operationOf(text: string): OperationDefinitionNode {
  const [operation] = parse(text).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
  return operation;
}

function cpuOf(data: Fields, write: Write): number {
  const before = process.cpuUsage();
  write(data);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
