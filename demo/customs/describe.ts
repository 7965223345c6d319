import { CLASSES } from './tables.ts';
import { type Content, type Leaf, leavesOf, type WcoClass } from './wco/classes.ts';
import { leafColumns } from './wco/columns.ts';
import { metaData } from './wco/response.ts';

/**
 * The elements this system keeps, as Markdown tables: one per class, in the order of the description that the reader
 * and the tables are made from.
 */
export function elementTables(): string {
  return [table('message (envelope `MetaData`)', '', metaData), ...CLASSES.map(tableOf)].join('\n\n');
}

function tableOf({ table: name, wco, content }: WcoClass): string {
  return table(name, wco, content);
}

function table(name: string, wco: string, content: Content): string {
  const rows = leavesOf(content).map(({ place, leaf }) => {
    const columns = leafColumns(leaf).map(([column]) => `\`${column}\``);
    return `| \`${place}\` | ${leaf.wco || '–'} | ${formatOf(leaf)} | ${columns.join(', ')} |`;
  });
  const title = `**${name}**${wco ? ` – WCO class ${wco}` : ''}`;
  return [title, '', '| Element | WCO id | Format | Columns |', '|---|---|---|---|', ...rows].join('\n');
}

function formatOf(leaf: Leaf): string {
  switch (leaf.kind) {
    case 'text':
    case 'code':
      return `an..${leaf.max}`;
    case 'quantity':
      return `n..${leaf.max}`;
    case 'measure':
      return `n..${leaf.max} with unitCode`;
    case 'amount':
      return `n..${leaf.max} with currencyID`;
    case 'dateTime':
      return 'date and time';
    default:
      return leaf satisfies never;
  }
}
