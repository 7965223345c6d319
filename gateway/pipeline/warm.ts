import { createHash, randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { Kind, type OperationDefinitionNode, parse, validate } from 'graphql';
import { grown, type Operated } from '../exchange.ts';
import { Halt } from '../halt.ts';
import { decisionId } from '../ids.ts';
import { decideOver, OPEN } from '../policy/walk.ts';
import { type ClassDecisions, decide } from './decide.ts';
import type { Rooms } from './index.ts';
import { type Asked, conditionsOf, normalise } from './operation.ts';
import { plan } from './plan.ts';

/** Operations of the supergraph before that are planned for the next one. */
const HOT_OPERATIONS = 200;

/**
 * Plans what is likely to be asked before the first request asks it: stored operations in full, and what was asked lately
 * of the supergraph before, for those who asked it. What no longer fits the schema is left out, what cannot be planned
 * now is tried again when it is asked.
 */
export async function warm(next: Rooms, stored: readonly string[], before: Rooms | undefined): Promise<void> {
  for (const text of stored) {
    for (const asked of askedOf(text)) {
      for (const values of formsOf(conditionsOf(asked.document))) await prepareInFull(next, asked, values);
    }
  }
  const hot = before ? [...before.operations.known.values()].slice(0, HOT_OPERATIONS) : [];
  for (const { asked, conditions, variants } of hot) {
    for (const [bits, operation] of variants) {
      const values = Object.fromEntries(conditions.map((name, place) => [name, bits[place] === '1']));
      const classes = [...(before?.decided.get(operation)?.byClass.values() ?? [])];
      await prepare(next, { ...asked, variables: {} }, values, classes);
    }
  }
}

/** Variables of @skip and @include whose every combination is planned; with more of them, all false only. */
const MOST_CONDITIONS = 4;

function formsOf(conditions: readonly string[]): readonly Conditions[] {
  const forms = conditions.length > MOST_CONDITIONS ? 1 : 2 ** conditions.length;
  return Array.from({ length: forms }, (_, form) =>
    Object.fromEntries(conditions.map((name, place) => [name, ((form >> place) & 1) === 1])),
  );
}

/** As it is planned for whom everything is released; whom less is released of it costs a plan of their own. */
async function prepareInFull(next: Rooms, asked: Asked, conditions: Conditions): Promise<void> {
  await turn();
  const { schema } = next.operations;
  if (validate(schema, asked.document).length > 0) return;
  try {
    const operation = normalise(asked, conditions, next.operations);
    const operated = operatedBy(NOBODY, operation);
    const decisions = decideOver(operation, schema, OPEN);
    await plan(grown(operated, { decisions }), { ...next, release: { kind: 'open' } });
  } catch {
    // Told when it is asked.
  }
}

async function prepare(
  next: Rooms,
  asked: Asked,
  conditions: Conditions,
  classes: readonly ClassDecisions[],
): Promise<void> {
  // One at a time, with a turn for the requests that are answered meanwhile.
  await turn();
  if (validate(next.operations.schema, asked.document).length > 0) return;
  for (const { example, given } of classes) {
    try {
      const operation = normalise(asked, conditions, next.operations);
      await plan(await decide(operatedBy(example, operation), next, given), next);
    } catch {
      // Told when it is asked.
    }
  }
}

/** @returns none for a text that is no GraphQL. */
function askedOf(text: string): readonly Asked[] {
  try {
    const document = parse(text);
    const hash = createHash('sha256').update(text).digest('hex');
    return document.definitions
      .filter((each): each is OperationDefinitionNode => each.kind === Kind.OPERATION_DEFINITION)
      .map((operation) => ({ document, operation, variables: {}, text, hash }));
  } catch {
    return [];
  }
}

type Conditions = Readonly<Record<string, boolean>>;

const NOBODY: ClassDecisions['example'] = {
  viewer: undefined,
  purpose: undefined,
  caseReference: undefined,
  actingFor: undefined,
  agreement: undefined,
};

/** A request of the class; nobody is answered. */
function operatedBy(
  { viewer, purpose, caseReference, actingFor, agreement }: ClassDecisions['example'],
  operation: OperationDefinitionNode,
): Operated {
  const arrived = { decisionId: decisionId(randomUUID()), receivedAt: new Date(), gone: new Halt() };
  const stated = { viewer, purpose, caseReference, actingFor, agreement };
  return { ...arrived, ...stated, operation, operationName: undefined, operationId: '', variables: {} };
}
