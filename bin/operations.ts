import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Agreement } from '../gateway/agreements/agreement.ts';
import { type Approval, approvalsOf, documentId } from '../gateway/agreements/documents.ts';
import { readAgreements } from '../gateway/config/agreements.ts';
import { limitCheck } from '../gateway/pipeline/limits.ts';
import { madeReady } from '../gateway/pipeline/partners.ts';
import { audienceSchema } from '../gateway/supergraph/audience.ts';
import { loadSupergraph } from '../gateway/supergraph/load.ts';
import type { Command } from './command.ts';

const USAGE = `Usage:      the operations that partners may ask, by agreement (schema/operations/partner)
  hub operations list [--agreement A]
  hub operations add FILE --agreement A --purpose P[,P…] --by OFFICE    approve the text of a file; prints its documentId
  hub operations withdraw NAME --agreement A                            taken back: whoever asks it is told so
  --contract FOLDER   in place of schema/`;

const OPTIONS = {
  agreement: { type: 'string' },
  purpose: { type: 'string' },
  by: { type: 'string' },
  contract: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

/** `hub operations`: approve what partners may ask, and take it back. */
export const operations: Command = {
  name: 'operations',
  summary: 'operations approved for partners: list, add, withdraw (hub operations --help)',
  async run(args) {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    const [action, subject] = positionals;
    const contract = values.contract ?? fileURLToPath(new URL('../schema/', import.meta.url));
    if (values.help) console.log(USAGE);
    else if (action === 'list') list(contract, values.agreement);
    else if (action === 'add' && subject) add(contract, subject, values);
    else if (action === 'withdraw' && subject) withdraw(contract, subject, agreementOf(contract, values.agreement));
    else throw new Error(USAGE);
    return 0;
  },
};

function agreementsIn(contract: string): ReadonlyMap<string, Agreement> {
  const sources = { kind: 'folders', agreements: join(contract, 'agreements'), operations: NOWHERE } as const;
  return new Map(readAgreements(sources).map(({ agreement }) => [agreement.id, agreement]));
}

/** What is approved is read where it is changed. */
const NOWHERE = '';

function agreementOf(contract: string, id: string | undefined): Agreement {
  const all = agreementsIn(contract);
  const agreement = id === undefined ? undefined : all.get(id);
  if (!agreement) throw new Error(`--agreement must be one of ${[...all.keys()].join(', ')}`);
  return agreement;
}

function folderOf(contract: string, { id }: Agreement): string {
  return join(contract, 'operations', 'partner', id);
}

function approvalsIn(folder: string): readonly Approval[] {
  const path = join(folder, 'approvals.json');
  return existsSync(path) ? approvalsOf(JSON.parse(readFileSync(path, 'utf8'))) : [];
}

function write(folder: string, approvals: readonly Approval[]): void {
  writeFileSync(join(folder, 'approvals.json'), `${JSON.stringify(approvals, undefined, 2)}\n`);
}

function list(contract: string, only: string | undefined): void {
  for (const agreement of only ? [agreementOf(contract, only)] : agreementsIn(contract).values()) {
    console.log(agreement.id);
    for (const { id, file, purposes, withdrawnOn } of approvalsIn(folderOf(contract, agreement))) {
      console.log(`  ${id}  ${file}  ${withdrawnOn ? `withdrawn ${withdrawnOn}` : purposes.join(', ')}`);
    }
  }
}

function add(contract: string, path: string, values: Values): void {
  const agreement = agreementOf(contract, values.agreement);
  const purposes = values.purpose?.split(',') ?? [];
  const foreign = purposes.find((purpose) => !agreement.purposes.has(purpose));
  if (purposes.length === 0 || foreign !== undefined) {
    throw new Error(`--purpose must name one or more of ${[...agreement.purposes].join(', ')}`);
  }
  if (!values.by) throw new Error('--by must name the office that approves');
  const text = readFileSync(path, 'utf8');
  check(contract, agreement, text);
  const folder = folderOf(contract, agreement);
  const file = basename(path);
  mkdirSync(folder, { recursive: true });
  if (dirname(resolve(path)) !== resolve(folder)) copyFileSync(path, join(folder, file));
  const id = documentId(text);
  const approval = { id, file, purposes, approvedBy: values.by, approvedOn: new Date().toISOString().slice(0, 10) };
  const all = [...approvalsIn(folder).filter((each) => each.file !== file && each.id !== id), approval];
  write(folder, approvalsOf(JSON.parse(JSON.stringify(all))));
  console.log(`Approved for ${agreement.id}: documentId ${id}`);
}

/** @throws Error that says why the gateway would not answer it. */
function check(contract: string, agreement: Agreement, text: string): void {
  const { document: supergraph, labels } = loadSupergraph(readFileSync(join(contract, 'supergraph.graphql'), 'utf8'));
  const schema = audienceSchema(supergraph, labels, agreement);
  const document = { id: documentId(text), name: '', text, purposes: new Set<string>(), isWithdrawn: false };
  const made = madeReady(document, schema, { checkLimits: limitCheck(schema), mostCost: agreement.mostCost });
  if (made.kind === 'withdrawn') throw new Error(`${agreement.id}: it ${made.why}`);
}

function withdraw(contract: string, name: string, agreement: Agreement): void {
  const folder = folderOf(contract, agreement);
  const approvals = approvalsIn(folder);
  const found = approvals.find(({ id, file }) => id === name || file === name || file === `${name}.graphql`);
  if (!found) throw new Error(`${agreement.id} has no operation ${name}; hub operations list`);
  const withdrawnOn = new Date().toISOString().slice(0, 10);
  write(
    folder,
    approvals.map((each) => (each === found ? { ...each, withdrawnOn } : each)),
  );
  console.log(
    `Withdrawn from ${agreement.id}: ${found.file}. A gateway hears of it with its next reading of the contract.`,
  );
}
