import { readFileSync } from 'node:fs';
import type { Persona } from '../../demo/identity/personas.ts';
import type { ExchangeRecord } from '../../gateway/exchange.ts';
import { coordinate } from '../../gateway/ids.ts';
import { entriesOf } from '../../gateway/ledger/reader.ts';
import { questionOf } from '../../gateway/pipeline/protection.ts';
import { NOTHING_USED } from '../../gateway/policy/input-reads.ts';
import { reading } from '../ledger/opened.ts';
import { type Contract, viewerOf } from './contract.ts';
import { type Why, whyOf } from './why.ts';

/** A decision that was recorded, explained by the rules as they are now. */
export interface PastDecision {
  /** Who asked, when, and whether the rules have changed since. */
  readonly who: string;
  readonly whys: readonly Why[];
}

/**
 * Finds a decision and says of each field that was withheld why.
 *
 * @param ledger `postgres://…` of the ledger, or a file with the lines that a gateway wrote.
 * @throws Error where it is not there.
 */
export async function explainDecision(id: string, ledger: string, contract: Contract): Promise<PastDecision> {
  const record = isDatabase(ledger) ? await entryWith(id, ledger) : lineWith(id, ledger);
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

/** What is read of an entry, as lines on standard output and as the database have it. */
type Past = Omit<ExchangeRecord, 'decisionId'>;

/** @throws Error where no line has it. */
function lineWith(id: string, file: string): Past {
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (!line.includes(id)) continue;
    try {
      const record = JSON.parse(line) as Partial<ExchangeRecord>;
      if (record.decisionId === id && record.withheld) return record as ExchangeRecord;
    } catch {
      // Another kind of line.
    }
  }
  throw new Error(`${file} has no exchange with this decision id`);
}

/** Finds a decision in the ledger; that it was looked for is kept. @throws Error where it is not there. */
async function entryWith(id: string, database: string): Promise<Past> {
  const found = await reading({ database }, { what: 'explanation', names: [id] }, async (client) => {
    let last: Past | undefined;
    for await (const { entry } of entriesOf(client, { names: [id] })) if (entry.kind === 'exchange') last = entry;
    return last;
  });
  if (!found) throw new Error('the ledger has no exchange with this decision id');
  return found;
}

function isDatabase(ledger: string): boolean {
  return /^postgres(?:ql)?:/.test(ledger);
}
