import { createHash, randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { Kind, type OperationDefinitionNode, parse, validate } from 'graphql';
import type { Operated, Purposed } from '../exchange.ts';
import { Halt } from '../halt.ts';
import type { Viewer } from '../identity/viewer.ts';
import { agencyName, decisionId, type RoleName, roleName } from '../ids.ts';
import { decide } from './decide.ts';
import type { Rooms } from './index.ts';
import { type Asked, conditionsOf, normalise } from './operation.ts';
import { plan } from './plan.ts';

/** Operations of the supergraph before that are planned for the next one. */
const HOT_OPERATIONS = 200;

/**
 * Plans what is likely to be asked before the first request asks it: stored operations for each role, and what was asked
 * lately of the supergraph before, for those who asked it. What no longer fits the schema is left out, what cannot be
 * planned now is tried again when it is asked.
 */
export async function warm(next: Rooms, stored: readonly string[], before: Rooms | undefined): Promise<void> {
  const { release } = next;
  const everyRole = release.kind === 'labels' ? [...release.roles.keys()] : [''];
  for (const text of stored) {
    for (const asked of askedOf(text)) {
      for (const values of formsOf(conditionsOf(asked.document))) await prepare(next, asked, values, everyRole);
    }
  }
  const hot = before ? [...before.operations.known.values()].slice(0, HOT_OPERATIONS) : [];
  for (const { asked, conditions, variants } of hot) {
    for (const [bits, operation] of variants) {
      const values = Object.fromEntries(conditions.map((name, place) => [name, bits[place] === '1']));
      const classes = [...(before?.decided.get(operation)?.keys() ?? [])];
      await prepare(next, { ...asked, variables: {} }, values, classes);
    }
  }
}

/** Variables of @skip and @include whose every combination is planned; with more of them, all false only. */
const MOST_CONDITIONS = 4;

function formsOf(conditions: readonly string[]): ReadonlyArray<Readonly<Record<string, boolean>>> {
  const forms = conditions.length > MOST_CONDITIONS ? 1 : 2 ** conditions.length;
  return Array.from({ length: forms }, (_, form) =>
    Object.fromEntries(conditions.map((name, place) => [name, ((form >> place) & 1) === 1])),
  );
}

async function prepare(
  next: Rooms,
  asked: Asked,
  conditions: Readonly<Record<string, boolean>>,
  classes: readonly string[],
): Promise<void> {
  // One at a time, with a turn for the requests that are answered meanwhile.
  await turn();
  const { schema } = next.operations;
  if (validate(schema, asked.document).length > 0) return;
  for (const viewerClass of classes) {
    try {
      const operation = normalise(asked, conditions, next.operations);
      const operated: Operated = { ...exchangeOf(viewerClass), operation, operationName: undefined, variables: {} };
      await plan(decide(operated, { ...next, schema }), next.engine, next.plans);
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

/** A caller of the class; nobody is answered. */
function exchangeOf(viewerClass: string): Purposed {
  const roles = viewerClass.split(',').map(roleName);
  const agency = agencyName('warm');
  const viewer: Viewer | undefined = agency && {
    principal: 'warm',
    issuer: 'warm',
    agency,
    country: 'ZZ',
    roles: roles.filter((role): role is RoleName => role !== undefined),
    clearance: undefined,
    post: undefined,
    purposes: new Set(),
    onBehalfOf: new Set(),
    tokenHash: '',
    until: 0,
  };
  const stated = { purpose: 'warm', caseReference: undefined, actingFor: undefined };
  return { decisionId: decisionId(randomUUID()), receivedAt: new Date(), gone: new Halt(), viewer, ...stated };
}
