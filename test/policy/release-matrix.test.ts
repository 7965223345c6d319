import { readFileSync } from 'node:fs';
import { readContract } from '../../bin/release/contract.ts';
import { differences } from '../../bin/release/diff.ts';
import { releases } from '../../bin/release/levels.ts';
import { releaseMatrix } from '../../bin/release/matrix.ts';
import { PERSONAS } from '../../demo/identity/personas.ts';
import { writtenFolder } from '../support/folder.ts';
import { DAY } from '../support/rules.ts';

const contract = readContract();
const OFFICIAL = 'resource in Category::"OFFICIAL"';

function policyFile(name: string): string {
  return readFileSync(new URL(`../../schema/policies/${name}.cedar`, import.meta.url), 'utf8');
}

/** The rules with those of one agency changed. */
function changed(name: string, change: (text: string) => string) {
  const names = ['border', 'bureau', 'customs', 'immigration', 'oversight', 'police', 'sps'];
  const files = Object.fromEntries(
    names.map((each) => [`${each}.cedar`, each === name ? change(policyFile(each)) : policyFile(each)]),
  );
  const folder = writtenFolder(files);
  return { contract: readContract(undefined, folder.path), [Symbol.dispose]: () => folder[Symbol.dispose]() };
}

test('the page of the release matrix is what the rules say', () => {
  const page = readFileSync(new URL('../../docs/release-matrix.md', import.meta.url), 'utf8');
  expect(releaseMatrix(contract, PERSONAS, DAY)).toBe(page);
});

test('every persona, purpose and field has a level, and each persona is withheld something', () => {
  const all = releases(contract, PERSONAS, DAY);
  const purposes = PERSONAS.reduce((sum, persona) => sum + persona.purposes.length, 0);
  expect(all.length % purposes).toBe(0);
  for (const { name } of PERSONAS) {
    expect([name, all.some(({ persona, level }) => persona === name && level === 'WITHHELD')]).toEqual([name, true]);
  }
});

test('the same rules differ in nothing', () => {
  expect(differences(contract, contract, PERSONAS, DAY)).toEqual([]);
});

test('a permit that is widened shows whom it releases more, and for which purpose', () => {
  using wider = changed('border', (text) => text.replace('"CRIME_PREVENTION"]', '"CRIME_PREVENTION", "STATISTICS"]'));
  const found = differences(contract, wider.contract, PERSONAS, DAY);
  expect(
    found.map(({ persona, purpose, before, after, isWider }) => [persona, purpose, before, after, isWider]),
  ).toEqual([
    ['risk-analyst', 'STATISTICS', 'WITHHELD', 'FULL', true],
    ['risk-analyst', 'STATISTICS', 'MASKED', 'FULL', true],
    ['shift-lead', 'STATISTICS', 'WITHHELD', 'FULL', true],
  ]);
  expect(found[0]?.coordinates).toContain('BorderMovement.held');
});

test('a forbid shows whom it takes what from', () => {
  const forbid = `@id("nothing-official") @title("Nobody reads it.") @basis("ug-police-act")\nforbid (principal, action, ${OFFICIAL});`;
  using narrower = changed('border', (text) => `${text}\n${forbid}\n`);
  const found = differences(contract, narrower.contract, PERSONAS, DAY);
  expect(found.every(({ isWider, after }) => !isWider && after === 'WITHHELD')).toBe(true);
  expect(new Set(found.map(({ persona }) => persona)).has('shift-lead')).toBe(true);
});
