import type { Persona } from '../../demo/identity/personas.ts';
import type { Coordinate } from '../../gateway/ids.ts';
import type { Level } from '../../gateway/policy/decisions.ts';
import type { Contract } from './contract.ts';
import { releases, visible } from './levels.ts';

const MARK: Readonly<Record<Level, string>> = { FULL: '●', MASKED: '◐', CONDITIONAL: '◇', WITHHELD: '·' };

/** Which bases are in force is looked at on a fixed day: a page that is made anew must not change by itself. */
export const MATRIX_DAY = Date.UTC(2026, 10, 1);

const HEAD = `# Who is released what, and for which purpose?

Made of the owners' rules by \`hub compose\`; a rule that changes shows here. ● in full, ◐ in a reduced form, ◇ as the record decides, · not. A
purpose that needs a case is shown with one that its agency has confirmed; \`–\` is a purpose the role may not state. Fields
that are released alike stand together. Why a field is released or not says \`hub explain\`.
`;

/** The release matrix as Markdown: for each owner, sets of fields that are released alike, role × purpose. */
export function releaseMatrix(contract: Contract, personas: readonly Persona[], now: number): string {
  const level = new Map<string, Level>();
  for (const each of releases(contract, personas, now)) {
    level.set(`${each.coordinate} ${each.persona} ${each.purpose}`, each.level);
  }
  const purposes = [...contract.purposes.keys()].filter((purpose) =>
    personas.some((persona) => persona.purposes.includes(purpose)),
  );
  const row = (at: Coordinate, persona: Persona): readonly string[] =>
    purposes.map((purpose) => {
      const each = level.get(`${at} ${persona.name} ${purpose}`);
      return each ? MARK[each] : '–';
    });
  const table = (at: Coordinate): string =>
    [
      `| role | ${purposes.map(shortened).join(' | ')} |`,
      `|---|${purposes.map(() => ':-:|').join('')}`,
      ...personas.map((persona) => `| ${persona.name} | ${row(at, persona).join(' | ')} |`),
    ].join('\n');
  const sections = [...byOwner(contract)].map(([owner, coordinates]) => {
    const alike = groupedBy(coordinates, table);
    const parts = [...alike].map(([rows, fields]) => `${fieldsInWords(fields, contract)}\n\n${rows}\n`);
    return `## ${owner}\n\n${parts.join('\n')}`;
  });
  return `${HEAD}\n${sections.join('\n')}`;
}

function byOwner(contract: Contract): ReadonlyMap<string, readonly Coordinate[]> {
  return groupedBy(visible(contract), (at) => {
    const [type = '', field = ''] = at.split('.');
    return [...contract.supergraph.joins.owners(type, field)].sort().join(', ');
  });
}

function groupedBy(
  coordinates: readonly Coordinate[],
  keyOf: (at: Coordinate) => string,
): ReadonlyMap<string, readonly Coordinate[]> {
  const groups = new Map<string, Coordinate[]>();
  for (const at of coordinates) {
    const key = keyOf(at);
    groups.set(key, [...(groups.get(key) ?? []), at]);
  }
  return new Map([...groups].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** `Type: field, field (CATEGORY)`, a line for each type and category. */
function fieldsInWords(coordinates: readonly Coordinate[], { supergraph: { labels } }: Contract): string {
  const lines = groupedBy(coordinates, (at) => `**${at.split('.')[0]}** ${labels.get(at)?.category}`);
  return [...lines].map(([head, fields]) => `- ${head}: ${fields.map((at) => at.split('.')[1]).join(', ')}`).join('\n');
}

function shortened(purpose: string): string {
  return purpose.toLowerCase().replaceAll('_', ' ');
}
