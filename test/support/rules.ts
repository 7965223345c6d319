import { type Contract, questionFor, readContract } from '../../bin/release/contract.ts';
import { type Persona, personaOf } from '../../demo/identity/personas.ts';
import { coordinate } from '../../gateway/ids.ts';
import type { Level } from '../../gateway/policy/decisions.ts';

/** A day on which every basis of the register is in force. */
export const DAY = Date.UTC(2026, 10, 1);

/** The national rules, asked as a gateway asks them. */
export class NationalRules {
  readonly contract: Contract = readContract();

  /** What a persona is released of a field, `Type.field`, for a purpose; with a case where that needs one. */
  level(persona: string, purpose: string, at: string, used: readonly string[] = [], now = DAY): Level {
    return this.decision(persona, purpose, at, used, now).level;
  }

  /** @param more what differs of the persona. */
  decision(
    persona: string,
    purpose: string,
    at: string,
    used: readonly string[] = [],
    now = DAY,
    more: Partial<Persona> = {},
  ) {
    const found = personaOf(persona);
    if (!found) throw new Error(`there is no persona ${persona}`);
    const who = { ...found, ...more };
    const [type = '', field = ''] = at.split('.');
    if (!this.contract.supergraph.labels.has(coordinate(type, field))) throw new Error(`there is no field ${at}`);
    const question = questionFor(who, purpose, this.contract);
    return this.contract.rules.at(now).field(coordinate(type, field), { arguments: used, within: [] }, question);
  }
}

/** Every field of the graph, or of one type. */
export function coordinatesIn({ contract }: NationalRules, type?: string) {
  return [...contract.supergraph.labels.keys()].filter((at) => type === undefined || at.startsWith(`${type}.`));
}
