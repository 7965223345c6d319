import { diff } from '@graphql-inspector/core';
import { buildSchema, type GraphQLSchema } from 'graphql';
import type { Persona } from '../../demo/identity/personas.ts';
import type { Contract } from '../release/contract.ts';
import { differences } from '../release/diff.ts';
import type { CheckGraph, CheckInput } from './input.ts';

/** What is published, as it was read. */
export interface Published {
  /** A folder, a commit. */
  readonly from: string;
  /** The schema callers see, as SDL. */
  readonly api: string;
  readonly contract: Contract | undefined;
}

/**
 * What is checked beside what is published: which changes break, and who would be shown what.
 *
 * @param personas on whose behalf the rules are asked.
 */
export async function withPast(
  input: CheckInput,
  { from, api, contract }: Published,
  personas: readonly Persona[],
): Promise<CheckInput> {
  const { composed, graph, now } = input;
  if (!composed) return input;
  const schema: GraphQLSchema = buildSchema(api);
  const changes = await diff(schema, buildSchema(composed.texts.api));
  const released = contract && graph ? differences(contract, contractOf(input, graph), personas, now) : [];
  return { ...input, past: { from, schema, contract, changes, released } };
}

/** The graph under check as what is published is read. */
export function contractOf({ policies, registers }: CheckInput, { supergraph, loaded }: CheckGraph): Contract {
  return { supergraph, set: loaded.set, rules: loaded.rules, bases: policies.bases, ...registers };
}
