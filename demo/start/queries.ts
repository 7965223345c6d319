import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type ConstValueNode, type DefinitionNode, Kind, parse, print, type VariableDefinitionNode } from 'graphql';
import { POST } from '../generator/movement.ts';
import type { Story } from '../generator/story.ts';
import { writePrivate } from './home.ts';

/**
 * Writes every stored operation with the story's values as defaults of its variables, so that it can be sent as it is:
 * `NAME.graphql`, and `NAME.json` as the body of a request.
 *
 * @param operations folder with one operation a file.
 * @param folder made if missing.
 * @returns name → path of the .graphql file.
 */
export function writeQueries(operations: string, folder: string, told: Story): ReadonlyMap<string, string> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const values = valuesOf(told);
  const files = readdirSync(operations).filter((file) => file.endsWith('.graphql'));
  return new Map(
    files.sort().map((file) => {
      const name = basename(file, '.graphql');
      const query = withDefaults(readFileSync(join(operations, file), 'utf8'), values);
      const path = join(folder, file);
      writePrivate(path, query);
      writePrivate(join(folder, `${name}.json`), JSON.stringify({ query }));
      return [name, path];
    }),
  );
}

/** Variable names of the stored operations and what the story answers to them. */
function valuesOf(told: Story): ReadonlyMap<string, string | readonly string[]> {
  return new Map<string, string | readonly string[]>([
    ['post', POST],
    ['within', 'PT12H'],
    ['at', told.arrivalDateTime],
    ['mrn', told.heldMrn],
    ['id', told.movementId],
    ['movementId', told.movementId],
    ['reference', told.healthEntryDocuments[0]],
    ['ucr', told.ucr],
    ['equipment', told.container],
    ['vehicle', told.vehicle],
    ['documentNumber', told.lostPassport],
    ['lines', told.machineReadableZones[0]],
    ['issuingState', 'UTO'],
    ['documentType', 'P'],
    ['registrationNationalityCode', told.registrationNationalityCode],
    ['registrationId', told.plate],
  ]);
}

/**
 * Gives defaults to the variables that must have a value; where none must, to the first that the story knows: such
 * operations ask for exactly one of several references.
 */
export function withDefaults(text: string, values: ReadonlyMap<string, string | readonly string[]>): string {
  const document = parse(text);
  const comment = /^(#.*\n)*/.exec(text)?.[0] ?? '';
  return `${comment}${print({ ...document, definitions: document.definitions.map((each) => filled(each, values)) })}\n`;
}

function filled(definition: DefinitionNode, values: ReadonlyMap<string, string | readonly string[]>): DefinitionNode {
  if (definition.kind !== Kind.OPERATION_DEFINITION) return definition;
  const variables = definition.variableDefinitions ?? [];
  const open = variables.filter(({ defaultValue }) => !defaultValue);
  const required = open.filter(({ type }) => type.kind === Kind.NON_NULL_TYPE);
  const known = open.find(({ variable }) => values.has(variable.name.value));
  const first = known ? open.filter((each) => each === known || (isOfDocument(known) && isOfDocument(each))) : [];
  const chosen = new Set<VariableDefinitionNode>(required.length > 0 ? required : first);
  return {
    ...definition,
    variableDefinitions: variables.map((each) => {
      const value = values.get(each.variable.name.value);
      return chosen.has(each) && value !== undefined ? { ...each, defaultValue: literal(value) } : each;
    }),
  };
}

/** The parts that name a document are one reference. */
function isOfDocument({ variable }: VariableDefinitionNode): boolean {
  return ['documentNumber', 'issuingState', 'documentType'].includes(variable.name.value);
}

function literal(value: string | readonly string[]): ConstValueNode {
  return typeof value === 'string' ? { kind: Kind.STRING, value } : { kind: Kind.LIST, values: value.map(literal) };
}
