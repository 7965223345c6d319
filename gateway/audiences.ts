import type { Agreement } from './agreements/agreement.ts';
import type { QuotaStore } from './agreements/quota.ts';
import { type AgreementRegister, agreementRegister, checkKeys, type IsSuspended } from './agreements/register.ts';
import type { AgreementContract } from './config/agreements.ts';
import type { Rooms } from './pipeline/index.ts';
import { operations } from './pipeline/operation.ts';
import { type Audience, audience } from './pipeline/partners.ts';
import { protectionOf } from './pipeline/protection.ts';
import { warm } from './pipeline/warm.ts';
import type { RulesInForce } from './policy/in-force.ts';
import { lookupsBy } from './policy/lookups.ts';
import { audienceSchema } from './supergraph/audience.ts';
import { inputsOf } from './supergraph/inputs.ts';
import type { Supergraph } from './supergraph/load.ts';
import { subjectTypesOf } from './supergraph/records.ts';

/** The agreements of one supergraph, each with its own graph. */
export interface Partners {
  readonly register: AgreementRegister;
  /** A request ends with the graph its agreement was found with. */
  audienceOf(agreement: Agreement): Audience | undefined;
}

/** What audiences are made from. */
export interface AudienceParts {
  readonly supergraph: Supergraph;
  /** Of officers: engine, ledger and the rest are the same. */
  readonly rooms: Rooms;
  readonly rules: RulesInForce | undefined;
  readonly isSuspended: IsSuspended;
  /** Where what partners ask and are given is counted. */
  readonly quotas: QuotaStore;
  readonly fault: (error: unknown) => void;
}

/** An approved operation that is not answered: who approved it is to look at it. */
export class WithdrawnOperation extends Error {
  override readonly name = 'WithdrawnOperation';
}

/**
 * The graphs of the agreements.
 *
 * @throws Error that names the agreement whose graph cannot be made: a contract of which one part does not hold is not
 *   served.
 */
export async function partnersOf(contracts: readonly AgreementContract[], parts: AudienceParts): Promise<Partners> {
  checkKeys(contracts.map(({ agreement }) => agreement));
  const audiences = new WeakMap<Agreement, Audience>();
  const { document, joins, types } = parts.supergraph;
  const ofAll: OfAll = { inputs: inputsOf(joins, types), subjects: subjectTypesOf(document) };
  for (const contract of contracts) {
    const made = await audienceOf(contract, parts, ofAll);
    audiences.set(contract.agreement, made);
    for (const each of made.documents.values()) {
      if (each.kind !== 'withdrawn' || each.document.isWithdrawn) continue;
      parts.fault(
        new WithdrawnOperation(`${contract.agreement.id}: ${each.document.name} is not answered: it ${each.why}`),
      );
    }
  }
  const all = new Map(contracts.map(({ agreement }) => [agreement.id, agreement]));
  return {
    register: agreementRegister(all, parts.isSuspended),
    audienceOf: (agreement) => audiences.get(agreement),
  };
}

/** What is the same for every agreement of a supergraph. */
interface OfAll {
  readonly inputs: ReturnType<typeof inputsOf>;
  readonly subjects: ReturnType<typeof subjectTypesOf>;
}

async function audienceOf(
  { agreement, documents }: AgreementContract,
  parts: AudienceParts,
  { inputs, subjects }: OfAll,
): Promise<Audience> {
  const { document, labels, requirements } = parts.supergraph;
  try {
    const schema = audienceSchema(document, labels, agreement);
    const protection = protectionOf(schema, requirements, parts.rules, inputs);
    const rooms: Rooms = {
      ...parts.rooms,
      operations: operations(schema, true),
      release: { kind: 'protected', protection },
      decided: new WeakMap(),
      quota: {
        store: parts.quotas,
        lookups: lookupsBy(schema, labels),
        subjects,
        counters: new WeakMap(),
      },
    };
    const made = audience(schema, rooms, documents, agreement.mostCost);
    const ready = [...made.documents.values()].flatMap((each) => (each.kind === 'ready' ? [each.asked.text] : []));
    await warm(rooms, ready, undefined);
    return made;
  } catch (error) {
    throw new Error(`${agreement.id}: ${(error as Error).message}`);
  }
}
