import { relative } from 'node:path';
import { table } from './table.ts';
import type { Said, Why } from './why.ts';

/**
 * Prints why fields are released as they are: a line for each field with the policies that release it, below a withheld
 * one what stands in the way, and at the end each policy in words.
 */
export function printWhy(whys: readonly Why[], isJson: boolean): void {
  if (isJson) {
    console.log(JSON.stringify(whys, null, 2));
    return;
  }
  const rows = whys.map(({ coordinate, level, reason, said }) => [
    `${level}${reason ? ` (${reason})` : ''}`,
    coordinate,
    level === 'WITHHELD' ? '' : ids(said).join(', '),
  ]);
  const lines = table(rows).split('\n');
  const withheld = (why: Why | undefined): readonly string[] => (why?.level === 'WITHHELD' ? against(why) : []);
  console.log(lines.flatMap((line, at) => [line, ...withheld(whys[at])]).join('\n'));
  console.log(`\n${legend(whys.flatMap(({ said }) => said)).join('\n')}`);
}

function ids(said: readonly Said[]): readonly string[] {
  return [...new Set(said.map(({ id }) => id))];
}

function against({ said }: Why): readonly string[] {
  if (said.length === 0) return ['    no policy of its owner speaks of it'];
  return said.flatMap(({ id, outcome, effect, unmet, isInForce, action, coordinate }) => [
    `    ${verb(outcome, effect, isInForce)} ${id} (${action} ${coordinate})`,
    ...(outcome === 'satisfied' ? [] : unmet.map((text) => `        not met: ${text.replaceAll(/\s+/g, ' ')}`)),
  ]);
}

function verb(outcome: Said['outcome'], effect: Said['effect'], isInForce: boolean): string {
  if (outcome === 'error') return 'FAULT in';
  if (outcome === 'needs-record') return 'the record decides by';
  if (outcome !== 'satisfied') return 'would be permitted by';
  if (effect === 'forbid') return 'forbidden by';
  return isInForce ? 'permitted by' : 'BASIS NOT IN FORCE:';
}

function legend(said: readonly Said[]): readonly string[] {
  const known = new Map(said.map((each) => [each.id, each]));
  return [...known.values()].flatMap(({ id, title, basis, place }) => [
    `${id}: ${title}`,
    `    ${basis} · ${relative(process.cwd(), place)}`,
  ]);
}
