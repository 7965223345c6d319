import { readFileSync } from 'node:fs';

/** Somebody to try the hub as. Nobody of that name works anywhere. */
export interface Persona {
  readonly name: string;
  readonly agency: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly roles: readonly string[];
  /** As the agency grades it. */
  readonly clearance?: string;
  /** UN/LOCODE of the post. */
  readonly post: string;
  /** Purposes the persona may state. */
  readonly purposes: readonly string[];
  /** Countries (ISO 3166-1 alpha-2) the persona may act for. */
  readonly onBehalfOf: readonly string[];
  /** What the persona does, in one sentence. */
  readonly sentence: string;
}

/** The personas of the demo. */
export const PERSONAS: readonly Persona[] = JSON.parse(
  readFileSync(new URL('../personas.json', import.meta.url), 'utf8'),
) as readonly Persona[];

export function personaOf(name: unknown): Persona | undefined {
  return PERSONAS.find((persona) => persona.name === name);
}
