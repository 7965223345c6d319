import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { ROOT } from './child.ts';
import { median } from './figures.ts';

const FILE = `${ROOT}bench/results.md`;
const TITLE = '# Results of bench/\n\nWritten by `npm run bench`; what each question is: README.md.\n';

/** What the machine did before the bench began: far from 0, latencies are of no use. */
const [LOAD_BEFORE = 0] = loadavg();

/** Puts the section of one question in place of its last one. */
export function writeSection(name: string, lines: readonly string[]): void {
  const known = existsSync(FILE) ? readFileSync(FILE, 'utf8') : '';
  const sections = new Map(
    known
      .split(/^(?=## )/m)
      .slice(1)
      .map((section) => [section.match(/^## (.*)$/m)?.[1] ?? '', section.trim()]),
  );
  sections.set(name, [`## ${name}`, '', machine(), '', ...lines].join('\n'));
  writeFileSync(FILE, [TITLE.trim(), ...[...sections.values()], ''].join('\n\n').replace(/\n+$/, '\n'));
}

/** A table in Markdown; the first row is its head. Columns after the first hold figures. */
export function table(rows: ReadonlyArray<readonly string[]>): readonly string[] {
  const [head = [], ...rest] = rows;
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_cell, at) => (at === 0 ? '---' : '---:'))), ...rest.map(line)];
}

/** Version of an installed package. @param folder whose node_modules it is in. */
export function versionOf(name: string, folder = ROOT): string {
  const path = `${folder}node_modules/${name}/package.json`;
  const { version } = createRequire(import.meta.url)(path) as { version: string };
  return `${name} ${version}`;
}

/** Three figures that mean something. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '–';
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}

/** Median, and least and most in brackets. */
export function spread(values: readonly number[]): string {
  return `${figure(median(values))} (${figure(Math.min(...values))}–${figure(Math.max(...values))})`;
}

const ROWS = 8;
const COLUMNS = 60;

/** Figures over time as a picture in text; columns are evenly apart, a column is the most of its part. */
export function plot(values: readonly number[], unit: string, seconds: number): readonly string[] {
  const columns = Math.min(COLUMNS, values.length);
  const most = Math.max(...values);
  const heights = Array.from({ length: columns }, (_each, at) => {
    const part = values.slice(
      Math.floor((at * values.length) / columns),
      Math.ceil(((at + 1) * values.length) / columns),
    );
    return (Math.max(...part) / most) * ROWS;
  });
  const rows = Array.from({ length: ROWS }, (_each, at) => {
    const level = ROWS - at;
    const label = at === 0 ? `${figure(most)} ${unit}` : '';
    return `${label.padStart(10)} ┤${heights.map((height) => (height >= level - 0.5 ? '█' : ' ')).join('')}`;
  });
  return ['```text', ...rows, `${'0'.padStart(10)} └${'─'.repeat(columns)} ${Math.round(seconds)} s`, '```'];
}

/** A line as it happens. */
export function say(text: string): void {
  console.log(text);
}

function machine(): string {
  const [first] = cpus();
  const when = new Date().toISOString().slice(0, 16).replace('T', ' ');
  const memory = `${Math.round(totalmem() / 1e9)} GB`;
  return `${when} UTC · ${cpus().length} × ${first?.model.trim() ?? 'unknown'}, ${memory} · Linux ${release()} · Node ${process.version} · load before ${LOAD_BEFORE.toFixed(1)}`;
}
