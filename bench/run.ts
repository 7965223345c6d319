/**
 * npm run bench                       the main question
 * npm run bench -- NAME               one question: see README.md
 * npm run bench -- NAME --engine reference --seconds 20
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ROOT } from './measure/child.ts';
import { say, writeSection } from './measure/report.ts';
import { agreements } from './questions/agreements.ts';
import { boundTokens } from './questions/bound-tokens.ts';
import { decisions } from './questions/decisions.ts';
import { distinctOperations } from './questions/distinct-operations.ts';
import { gateways } from './questions/gateways.ts';
import { grantsQuestion } from './questions/grants.ts';
import { graphSize } from './questions/graph-size.ts';
import { largeAnswers } from './questions/large-answers.ts';
import { ledger } from './questions/ledger.ts';
import { policies } from './questions/policies.ts';
import { protection } from './questions/protection.ts';
import type { Question } from './questions/question.ts';
import { records } from './questions/records.ts';
import { reload } from './questions/reload.ts';
import { twoWorlds } from './questions/two-worlds.ts';
import { verification } from './questions/verification.ts';

const QUESTIONS: readonly Question[] = [
  gateways,
  protection,
  decisions,
  records,
  twoWorlds,
  graphSize,
  largeAnswers,
  reload,
  distinctOperations,
  verification,
  boundTokens,
  agreements,
  ledger,
  grantsQuestion,
  policies,
];

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { engine: { type: 'string' }, seconds: { type: 'string' } },
});
const name = positionals[0] ?? 'gateways';
const question = QUESTIONS.find((each) => each.name === name);
if (!question) {
  console.error(`There is no question "${name}". There are: ${QUESTIONS.map((each) => each.name).join(', ')}.`);
  process.exit(2);
}
if (!existsSync(`${ROOT}dist/bin/hub.js`)) {
  console.error('The hub is measured as it is run: npm run build');
  process.exit(1);
}
if (question.needsPeers) install();

const started = Date.now();
const seconds = values.seconds === undefined ? undefined : Number(values.seconds);
const found = await question.ask({ engine: values.engine, seconds });
writeSection(values.engine ? `${name} (${values.engine})` : name, found);
say(`\n${found.join('\n')}\n\n${Math.round((Date.now() - started) / 1000)} s; written to bench/results.md`);
process.exit();

/** The peers are no part of the hub: they come when they are first measured, as their lock file says. */
function install(): void {
  if (existsSync(`${ROOT}bench/peers/node_modules/@graphql-hive/gateway`)) return;
  say('Installing the gateways to measure beside the hub (bench/peers) …');
  const args = ['ci', '--prefix', `${ROOT}bench/peers`, '--no-audit', '--no-fund', '--ignore-scripts'];
  const { status } = spawnSync('npm', args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
