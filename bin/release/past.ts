import { readFileSync } from 'node:fs';
import type { Persona } from '../../demo/identity/personas.ts';
import type { ExchangeRecord } from '../../gateway/exchange.ts';
import { coordinate } from '../../gateway/ids.ts';
import { questionOf } from '../../gateway/pipeline/protection.ts';
import { NOTHING_USED } from '../../gateway/policy/input-reads.ts';
import { type Contract, viewerOf } from './contract.ts';
import { type Why, whyOf } from './why.ts';

/** A decision that was recorded, explained by the rules as they are now. */
export interface PastDecision {
  /** Who asked, when, and whether the rules have changed since. */
  readonly who: string;
  readonly whys: readonly Why[];
}

/**
 * Finds a decision among the lines a gateway wrote, and says of each field that was withheld why.
 *
 * @throws Error where no line has it.
 */
export function explainDecision(id: string, ledger: string, contract: Contract): PastDecision {
  const record = recordOf(id, ledger);
  const { principal = '', agency = '', country = '', roles, purpose, caseReference, onBehalfOf } = record;
  if (purpose === undefined) throw new Error('this exchange stated no purpose: nothing was decided by rules');
  const persona: Persona = {
    ...{ name: principal, agency, country, roles, post: record.post ?? '', sentence: '' },
    ...(record.clearance !== undefined && { clearance: record.clearance }),
    purposes: [purpose],
    onBehalfOf: [],
  };
  const asking = { viewer: viewerOf(persona), purpose, caseReference, actingFor: onBehalfOf };
  const question = questionOf(asking, contract.rules);
  if (!question) throw new Error('nobody asked');
  const isSame = record.policyVersion === contract.rules.version;
  const who = [
    `${record.receivedAt}  ${principal} of ${agency} (${country}), ${roles.join(', ')}`,
    `for ${purpose}${onBehalfOf ? `, acting for ${onBehalfOf}` : ''}${caseReference ? ', with a confirmed case' : ''}: ${record.outcome}${record.refusal ? ` ${record.refusal}` : ''}`,
    isSame ? 'by the rules of today' : 'THE RULES HAVE CHANGED SINCE: below is what those of today say',
  ].join('\n');
  const now = Date.parse(record.receivedAt);
  const whys = record.withheld
    .filter((at) => at.includes('.'))
    .map((at) => {
      const [type = '', field = ''] = at.split('.');
      return whyOf(coordinate(type, field), NOTHING_USED, contract, question, now);
    });
  return { who, whys };
}

function recordOf(id: string, ledger: string): ExchangeRecord {
  for (const line of readFileSync(ledger, 'utf8').split('\n')) {
    if (!line.includes(id)) continue;
    try {
      const record = JSON.parse(line) as Partial<ExchangeRecord>;
      if (record.decisionId === id && record.withheld) return record as ExchangeRecord;
    } catch {
      // Another kind of line.
    }
  }
  throw new Error(`${ledger} has no exchange with this decision id`);
}
