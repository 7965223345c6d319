import { type Contract, questionFor, readContract } from '../../bin/release/contract.ts';
import { PERSONAS } from '../../demo/identity/personas.ts';
import type { Coordinate } from '../../gateway/ids.ts';
import { Oracle } from '../../gateway/policy/cedar/oracle.ts';
import { Random } from '../../gateway/policy/cedar/random.ts';
import { NOTHING_USED } from '../../gateway/policy/input-reads.ts';
import { type RecordJudge, type RecordLevel, tally } from '../../gateway/policy/records.ts';
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
    const levelOf = cedar(ruled);
    for (let index = 0; index < records; index += 1) {
      const record = randomRecord(random, attributes);
      const expected = levelOf(conforming(record, attributes));
      const isShown = expected !== 'WITHHELD';
      const judged = judge.levelOf(typeName, record, tally(0));
      if (judged !== expected || passes?.(record) !== isShown) found.disagreements.push({ at, record, expected });
      if (isShown) found.shown += 1;
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

/** What every owner permits by Cedar's own word, where what is read is there; asked once about records that are equal. */
function cedarOf({ supergraph, set }: Contract) {
  const oracles = new Map<string, Oracle>();
  const oracleOf = (agency: string): Oracle => {
    const oracle = oracles.get(agency) ?? new Oracle(set.of(agency).policies);
    oracles.set(agency, oracle);
    return oracle;
  };
  return ({ at, typeName, question: { principal, context } }: Ruled) => {
    const { category = 'OFFICIAL', group, mask } = supergraph.labels.get(at) ?? {};
    const owners = supergraph.joins.owners(typeName, at.slice(typeName.length + 1));
    const isPermitted = (action: 'disclose' | 'discloseMasked', record: Conforming): boolean =>
      owners.every((agency) => {
        const resource = { coordinate: at, category, groups: group === undefined ? [] : [group], agency };
        const { reads } = set.rulesFor(action, resource);
        const own = supergraph.recordTypes.get(typeName);
        if (![...reads.record].every((name) => !own?.has(name) || record[name] !== undefined)) return false;
        return oracleOf(agency).ask({ action, resource }, principal, { ...context, record }).verdict === 'permit';
      });
    const known = new Map<string, RecordLevel>();
    return (record: Conforming): RecordLevel => {
      const key = JSON.stringify(record);
      const isReduced = () => mask !== undefined && isPermitted('discloseMasked', record);
      const level = known.get(key) ?? (isPermitted('disclose', record) ? 'FULL' : isReduced() ? 'MASKED' : 'WITHHELD');
      known.set(key, level);
      return level;
    };
  };
}

type Conforming = Readonly<Record<string, RecordValue>>;
