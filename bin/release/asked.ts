import { readFileSync } from 'node:fs';
import { type OperationDefinitionNode, parse, validate, valueFromASTUntyped } from 'graphql';
import { normalise, operations } from '../../gateway/pipeline/operation.ts';
import type { Contract } from './contract.ts';

/** An operation of a file, as the decide stage sees it. */
export interface AskedOperation {
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * Reads one operation of a file: GraphQL text, or a request's JSON body.
 *
 * @param name of the operation, where the file has several.
 * @param variables undefined: those of the body; without one every declared variable counts as given.
 * @throws Error that says what does not fit.
 */
export function askedOf(
  file: string,
  contract: Contract,
  { name, variables }: { readonly name?: string | undefined; readonly variables?: string | undefined },
): AskedOperation {
  const body = bodyOf(readFileSync(file, 'utf8'));
  try {
    return askedIn(body.query, contract, name, variables === undefined ? body.variables : JSON.parse(variables));
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : 'cannot be read'}`);
  }
}

/**
 * Reads one operation of a text.
 *
 * @param given values of its variables; undefined: every declared variable counts as given.
 * @throws Error that says what does not fit.
 */
export function askedIn(query: string, contract: Contract, name: string | undefined, given: unknown): AskedOperation {
  const document = parse(query);
  const { api } = contract.supergraph;
  const [problem] = validate(api, document);
  if (problem) throw new Error(problem.message);
  const found = document.definitions.filter((each): each is OperationDefinitionNode => 'operation' in each);
  const operation = name === undefined ? found[0] : found.find((each) => each.name?.value === name);
  if (!operation) throw new Error('has no such operation');
  const values = { ...defaultsOf(operation), ...((given ?? everyVariable(operation)) as object) };
  const asked = { document, operation, variables: values, text: query, hash: query };
  return { operation: normalise(asked, values, operations(api, true)), variables: values };
}

function bodyOf(text: string): { readonly query: string; readonly variables?: unknown } {
  if (!text.trimStart().startsWith('{"')) return { query: text };
  const body: unknown = JSON.parse(text);
  const { query, variables } = body as { readonly query?: unknown; readonly variables?: unknown };
  if (typeof query !== 'string') throw new Error('a request body must have a "query"');
  return { query, variables };
}

/** Variables that are not given have their defaults, as they would at the gateway. */
function defaultsOf({ variableDefinitions = [] }: OperationDefinitionNode): Record<string, unknown> {
  return Object.fromEntries(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
    ),
  );
}

/** `true` stands for a value of any type: whether there is one is all that is looked at. */
function everyVariable({ variableDefinitions = [] }: OperationDefinitionNode): Record<string, unknown> {
  return Object.fromEntries(variableDefinitions.map(({ variable }) => [variable.name.value, true]));
}
