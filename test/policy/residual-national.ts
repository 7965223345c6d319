import { type Contract, questionFor, readContract } from '../../bin/release/contract.ts';
import { PERSONAS } from '../../demo/identity/personas.ts';
import type { Coordinate } from '../../gateway/ids.ts';
import { Oracle } from '../../gateway/policy/cedar/oracle.ts';
import { Random } from '../../gateway/policy/cedar/random.ts';
import { NOTHING_USED } from '../../gateway/policy/input-reads.ts';
import { type RecordJudge, tally } from '../../gateway/policy/records.ts';
import type { RecordAttributes, RecordValue } from '../../gateway/policy/request.ts';
import type { Question } from '../../gateway/policy/rules.ts';
import { compileToFilter } from '../../subgraphs/kit/index.ts';
import { DAY } from '../support/rules.ts';
import { columnsOf, conforming, randomRecord } from './residual-worlds.ts';

interface Ruled {
  readonly at: Coordinate;
  readonly typeName: string;
  readonly judge: RecordJudge;
  readonly attributes: RecordAttributes;
  readonly question: Question;
}

/** Holds the national rules about records against Cedar and a filter, for every persona and purpose. */
export function nationalRecordRules(records: number) {
  const contract = readContract();
  const cedar = cedarOf(contract);
  const random = new Random(3);
  const found = { coordinates: new Set<string>(), disagreements: [] as unknown[], shown: 0, withheld: 0 };
  for (const ruled of ruledIn(contract)) {
    const { at, typeName, judge, attributes } = ruled;
    found.coordinates.add(at);
    const residual = judge.residual?.(typeName);
    const passes = residual && compileToFilter(residual, columnsOf(attributes));
    const permitted = cedar(ruled);
    for (let index = 0; index < records; index += 1) {
      const record = randomRecord(random, attributes);
      const expected = permitted(conforming(record, attributes));
      const judged = judge.levelOf(typeName, record, tally(0)) !== 'WITHHELD';
      if (judged !== expected || passes?.(record) !== expected) found.disagreements.push({ at, record, expected });
      if (expected) found.shown += 1;
      else found.withheld += 1;
    }
  }
  return { ...found, coordinates: [...found.coordinates] };
}

function ruledIn(contract: Contract): readonly Ruled[] {
  const { labels, recordTypes } = contract.supergraph;
  const rules = contract.rules.at(DAY);
  const questions = PERSONAS.flatMap((each) => each.purposes.map((purpose) => questionFor(each, purpose, contract)));
  return questions.flatMap((question) =>
    [...labels.keys()].flatMap((at) => {
      const typeName = at.slice(0, at.indexOf('.'));
      const attributes = recordTypes.get(typeName);
      const decision = attributes && rules.field(at, NOTHING_USED, question);
      return attributes && decision?.level === 'CONDITIONAL'
        ? [{ at, typeName, judge: decision.judge, attributes, question }]
        : [];
    }),
  );
}

/** Whether every owner permits by Cedar's own word, and what is read is there; asked once about records that are equal. */
function cedarOf({ supergraph, set }: Contract) {
  const oracles = new Map<string, Oracle>();
  const oracleOf = (agency: string): Oracle => {
    const oracle = oracles.get(agency) ?? new Oracle(set.of(agency).policies);
    oracles.set(agency, oracle);
    return oracle;
  };
  return ({ at, typeName, judge, question: { principal, context } }: Ruled) => {
    const { category = 'OFFICIAL', group } = supergraph.labels.get(at) ?? {};
    const owners = supergraph.joins.owners(typeName, at.slice(typeName.length + 1));
    const known = new Map<string, boolean>();
    const permitted = (record: Readonly<Record<string, RecordValue>>): boolean =>
      owners.every((agency) => {
        const resource = { coordinate: at, category, groups: group === undefined ? [] : [group], agency };
        const asked = { action: 'disclose', resource } as const;
        return oracleOf(agency).ask(asked, principal, { ...context, record }).verdict === 'permit';
      });
    return (record: Readonly<Record<string, RecordValue>>): boolean => {
      const key = JSON.stringify(record);
      const isRead = [...judge.reads].every((name) => record[name] !== undefined);
      const answer = known.get(key) ?? (isRead && permitted(record));
      known.set(key, answer);
      return answer;
    };
  };
}
