import type { Change } from '@graphql-inspector/core';
import { type DocumentNode, type GraphQLSchema, parse, validate } from 'graphql';
import type { CheckInput, StoredOperation } from './input.ts';
import { usesOf } from './operation-uses.ts';

/** A change that whoever asked before may not survive, and the stored operations that it hits. */
export interface Breaking {
  readonly change: Change;
  readonly operations: readonly StoredOperation[];
}

/** What would break, each with whom it hits; none where there is nothing to compare with. */
export function breakingChanges({ past, operations = [] }: CheckInput): readonly Breaking[] {
  if (!past) return [];
  const used = operations.flatMap((operation) => {
    const document = fitting(operation, past.schema);
    return document ? [{ operation, uses: usesOf(document, past.schema) }] : [];
  });
  return past.changes
    .filter(({ criticality }) => criticality.level === 'BREAKING')
    .map((change) => ({
      change,
      operations: used.filter(({ uses }) => isHit(change, uses)).map(({ operation }) => operation),
    }));
}

/** The operation, of which another graph than the one it was written for is no matter of this change. */
function fitting({ text }: StoredOperation, schema: GraphQLSchema): DocumentNode | undefined {
  try {
    const document = parse(text);
    return validate(schema, document).length === 0 ? document : undefined;
  } catch {
    return undefined;
  }
}

/** Stored operations that fitted what is published, no longer fit, and are hit by none of the changes that were found. */
export function leftBehind(
  { past, operations = [] }: CheckInput,
  api: GraphQLSchema,
  found: readonly Breaking[],
): readonly StoredOperation[] {
  if (!past) return [];
  const told = new Set(found.flatMap((each) => each.operations));
  return operations.filter(
    (each) => !told.has(each) && fitting(each, past.schema) !== undefined && fitting(each, api) === undefined,
  );
}

/** What is added and must be given is in no operation yet: it hits whoever uses that to which it is added. */
function isHit({ path = '', type }: Change, uses: ReadonlySet<string>): boolean {
  if (uses.has(path)) return true;
  return String(type).endsWith('_ADDED') && uses.has(path.slice(0, path.lastIndexOf('.')));
}
