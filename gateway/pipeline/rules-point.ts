import { type AgencyName, type Coordinate, coordinate } from '../ids.ts';
import type { RulesInForce } from '../policy/in-force.ts';
import { namesIn } from '../policy/requirements.ts';
import type { Requirements } from '../supergraph/requirements.ts';
import type { Pdp } from './pdp.ts';
import { questionOf } from './protection.ts';

/** Who has what, of the graph whose fields demand policies. */
export interface Owning {
  owners(typeName: string, field: string): readonly AgencyName[];
  /** Fields of a type: who demands a policy on the type is who has any of them. */
  fieldsOf(typeName: string): readonly string[];
}

/**
 * The owners' rules as decision point: a name in `@policy` is satisfied where every agency that has something by that name
 * permits it, `action == Action::"satisfy", resource == Field::"NAME"`.
 */
export function rulesPoint(rules: RulesInForce, requirements: Requirements, owning: Owning): Pdp {
  const owners = ownersByName(requirements, owning);
  return (names, asking) => {
    const question = questionOf(asking, rules);
    if (!question) return {};
    const inForce = rules.at(asking.receivedAt.getTime());
    return new Map(
      names.map((name) => {
        const agencies = [...(owners.get(name) ?? [])];
        // A policy's name stands where a field's would: rules speak of both as Field. Of the strictest category, so that a
        // rule for any action on what is published does not satisfy it.
        const resource = { coordinate: name as Coordinate, category: 'LAW_ENFORCEMENT', groups: [] } as const;
        const isSatisfied = agencies.every((agency) => inForce.isSatisfied({ ...resource, agency }, question));
        return [name, agencies.length > 0 && isSatisfied] as const;
      }),
    );
  };
}

function ownersByName({ types, fields }: Requirements, owning: Owning): ReadonlyMap<string, ReadonlySet<AgencyName>> {
  const owners = new Map<string, Set<AgencyName>>();
  const put = (name: string, at: Coordinate): void => {
    const [type = '', field = ''] = at.split('.');
    const known = owners.get(name) ?? new Set();
    for (const agency of owning.owners(type, field)) known.add(agency);
    owners.set(name, known);
  };
  for (const [at, clauses] of fields) for (const name of namesIn([clauses], 'policies')) put(name, at);
  for (const [type, clauses] of types) {
    for (const name of namesIn([clauses], 'policies')) {
      for (const field of owning.fieldsOf(type)) put(name, coordinate(type, field));
    }
  }
  return owners;
}
