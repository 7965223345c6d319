import type { Persona } from '../../demo/identity/personas.ts';
import type { Coordinate } from '../../gateway/ids.ts';
import type { Level } from '../../gateway/policy/decisions.ts';
import { NOTHING_USED } from '../../gateway/policy/input-reads.ts';
import { type Contract, questionFor } from './contract.ts';

/** What each persona is released of every field, for each of its purposes. */
export interface Release {
  readonly coordinate: Coordinate;
  readonly persona: string;
  readonly purpose: string;
  readonly level: Level;
}

/**
 * Asks the rules about every field of the graph that callers see.
 *
 * @param now milliseconds since the epoch: which bases are in force.
 */
export function releases(contract: Contract, personas: readonly Persona[], now: number): readonly Release[] {
  const rules = contract.rules.at(now);
  const coordinates = visible(contract);
  return personas.flatMap((persona) =>
    persona.purposes.flatMap((purpose) => {
      const question = questionFor(persona, purpose, contract);
      return coordinates.map((coordinate) => ({
        coordinate,
        persona: persona.name,
        purpose,
        level: rules.field(coordinate, NOTHING_USED, question).level,
      }));
    }),
  );
}

/** Fields of the schema callers see, in its order. */
export function visible({ supergraph: { api, labels } }: Contract): readonly Coordinate[] {
  return [...labels.keys()].filter((at) => {
    const [typeName = '', field = ''] = at.split('.');
    const type = api.getType(typeName);
    return type !== undefined && 'getFields' in type && Object.hasOwn(type.getFields(), field);
  });
}
