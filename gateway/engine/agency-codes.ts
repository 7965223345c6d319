import { type ConstDirectiveNode, type DocumentNode, type EnumValueDefinitionNode, isEnumType, Kind } from 'graphql';
import type { AgencyName } from '../ids.ts';
import { directiveName, featuresOf } from '../supergraph/features.ts';
import type { Supergraph } from '../supergraph/load.ts';

/** Agency → the codes of its own by which its business says no. */
export type AgencyCodes = ReadonlyMap<AgencyName, ReadonlySet<string>>;

const JOIN = 'https://specs.apollo.dev/join';

/** Enums of this name are lists of errors: an agency publishes its codes in one. */
const ERROR_CODES = /ErrorCode$/;

/**
 * The codes that pass from agencies to callers: values of an enum `…ErrorCode` of the agency's own SDL, as far as
 * callers can read them in the schema.
 */
export function agencyCodesOf({ document, api, subgraphs }: Supergraph): AgencyCodes {
  const join = featuresOf(document).find(({ identity }) => identity === JOIN);
  const joined = join ? directiveName(join, 'enumValue') : 'join__enumValue';
  const graphs = graphNames(document);
  const codes = new Map<AgencyName, Set<string>>([...subgraphs.keys()].map((agency) => [agency, new Set()]));
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || !ERROR_CODES.test(definition.name.value)) continue;
    const known = api.getType(definition.name.value);
    for (const value of definition.values ?? []) {
      if (!isEnumType(known) || !known.getValue(value.name.value)) continue;
      for (const graph of ownersOf(value, joined)) {
        const agency = graphs.get(graph);
        if (agency) codes.get(agency)?.add(value.name.value);
      }
    }
  }
  return codes;
}

/** Value of the enum of graphs → the agency. */
function graphNames(document: DocumentNode): ReadonlyMap<string, AgencyName> {
  const graphs = document.definitions.find(
    (each) => each.kind === Kind.ENUM_TYPE_DEFINITION && each.name.value === 'join__Graph',
  );
  const values = graphs?.kind === Kind.ENUM_TYPE_DEFINITION ? (graphs.values ?? []) : [];
  // Names of agencies were checked when the supergraph was read.
  return new Map(values.map(({ name, directives }) => [name.value, textOf(directives?.[0], 'name') as AgencyName]));
}

function ownersOf({ directives = [] }: EnumValueDefinitionNode, joined: string): readonly string[] {
  return directives.filter(({ name }) => name.value === joined).map((directive) => textOf(directive, 'graph'));
}

function textOf(directive: ConstDirectiveNode | undefined, name: string): string {
  const value = directive?.arguments?.find((each) => each.name.value === name)?.value;
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : '';
}
