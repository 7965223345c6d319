import { type EnumValueDefinitionNode, isEnumType, Kind } from 'graphql';
import type { AgencyName } from '../ids.ts';
import { applied, textOf } from '../supergraph/directives.ts';
import { directiveName, featuresOf } from '../supergraph/features.ts';
import { JOIN } from '../supergraph/joins.ts';
import type { Supergraph } from '../supergraph/load.ts';

/** Agency → the codes of its own by which its business says no. */
export type AgencyCodes = ReadonlyMap<AgencyName, ReadonlySet<string>>;

/** Enums of this name are lists of errors: an agency publishes its codes in one. */
const ERROR_CODES = /ErrorCode$/;

/**
 * The codes that pass from agencies to callers: values of an enum `…ErrorCode` of the agency's own SDL, as far as
 * callers can read them in the schema.
 */
export function agencyCodesOf({ document, api, subgraphs, agencies }: Supergraph): AgencyCodes {
  const join = featuresOf(document).find(({ identity }) => identity === JOIN);
  const joined = join ? directiveName(join, 'enumValue') : 'join__enumValue';
  const codes = new Map<AgencyName, Set<string>>([...subgraphs.keys()].map((agency) => [agency, new Set()]));
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || !ERROR_CODES.test(definition.name.value)) continue;
    const known = api.getType(definition.name.value);
    for (const value of definition.values ?? []) {
      if (!isEnumType(known) || !known.getValue(value.name.value)) continue;
      for (const graph of ownersOf(value, joined)) {
        const agency = agencies.get(graph);
        if (agency) codes.get(agency)?.add(value.name.value);
      }
    }
  }
  return codes;
}

function ownersOf(value: EnumValueDefinitionNode, joined: string): readonly string[] {
  return applied(value, joined).map((directive) => textOf(directive, 'graph') ?? '');
}
