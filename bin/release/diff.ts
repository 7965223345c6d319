import type { Persona } from '../../demo/identity/personas.ts';
import type { Coordinate } from '../../gateway/ids.ts';
import type { Level } from '../../gateway/policy/decisions.ts';
import type { Contract } from './contract.ts';
import { releases } from './levels.ts';

/** Fields that somebody is released otherwise than before, for one purpose. */
export interface Difference {
  readonly persona: string;
  readonly purpose: string;
  readonly before: Level;
  readonly after: Level;
  /** More is shown than before. */
  readonly isWider: boolean;
  readonly coordinates: readonly Coordinate[];
}

/** What a record decides may be all: a change to it counts as wider than a reduced form. */
const ORDER: readonly Level[] = ['WITHHELD', 'MASKED', 'CONDITIONAL', 'FULL'];

/** What is released otherwise by `next` than by `old`, the same change of one persona and purpose together. */
export function differences(
  old: Contract,
  next: Contract,
  personas: readonly Persona[],
  now: number,
): readonly Difference[] {
  const before = new Map(releases(old, personas, now).map((each) => [keyOf(each), each.level]));
  const grouped = new Map<string, Difference>();
  for (const each of releases(next, personas, now)) {
    const was = before.get(keyOf(each)) ?? 'WITHHELD';
    if (was === each.level) continue;
    const { persona, purpose, coordinate, level } = each;
    const group = `${persona} ${purpose} ${was} ${level}`;
    const coordinates = [...(grouped.get(group)?.coordinates ?? []), coordinate];
    const isWider = ORDER.indexOf(level) > ORDER.indexOf(was);
    grouped.set(group, { persona, purpose, before: was, after: level, isWider, coordinates });
  }
  return [...grouped.values()];
}

function keyOf({ coordinate, persona, purpose }: { coordinate: string; persona: string; purpose: string }): string {
  return `${coordinate} ${persona} ${purpose}`;
}
