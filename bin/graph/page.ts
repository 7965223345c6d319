import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { GraphModel } from './model.ts';

const STYLES = ['page', 'labels', 'controls', 'picture', 'types', 'narrow'] as const;

/** In the order they build on each other. */
const SCRIPTS = ['data', 'elements', 'controls', 'picture', 'details', 'types', 'page'] as const;

/** The model as one file that needs nothing else: it is sent by mail, and opened where no network is. */
export function graphPage(model: GraphModel): string {
  const script = joined(SCRIPTS.map((name) => part(`view/${name}.js`)));
  const style = STYLES.map((name) => part(`style/${name}.css`)).join('\n');
  // The text of a field must not end the element that it stands in.
  const data = JSON.stringify(model).replaceAll('<', '\\u003c');
  const places: Readonly<Record<string, string>> = {
    '"policy"': `"${policyOf(script, style)}"`,
    '<!--style-->': `<style>${style}</style>`,
    '<!--data-->': `<script type="application/json" id="graph">${data}</script>`,
    '<!--script-->': `<script>${script}</script>`,
  };
  return part('page.html').replaceAll(PLACE, (place) => places[place] ?? place);
}

/** What the page is made of, where it stands in the template. */
const PLACE = /"policy"|<!--(?:style|data|script)-->/g;

/** A page opened from a file may not import files beside it: its modules are put into one script. */
function joined(modules: readonly string[]): string {
  const bodies = modules.map((text) =>
    text.replaceAll(/^import [^;]*;\n/gm, '').replaceAll(/^export (?=const|function|let)/gm, ''),
  );
  return `'use strict';\n{\n${bodies.join('\n')}}\n`;
}

function part(name: string): string {
  return readFileSync(new URL(name, import.meta.url), 'utf8');
}

/** What stands in the page's head; only what has one of these hashes is run or applied. */
function policyOf(script: string, style: string): string {
  return `default-src 'none'; script-src ${hashOf(script)}; style-src ${hashOf(style)}; base-uri 'none'; form-action 'none'`;
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
