import { parseArgs } from 'node:util';
import { PERSONAS, personaOf } from '../demo/identity/personas.ts';
import type { Coordinate } from '../gateway/ids.ts';
import { argumentVariables, givenBy, readBy } from '../gateway/policy/input-reads.ts';
import { decideOver } from '../gateway/policy/walk.ts';
import type { Command } from './command.ts';
import { placeOf } from './ledger/place.ts';
import { type AskedOperation, askedOf } from './release/asked.ts';
import { type Contract, questionFor, readContract } from './release/contract.ts';
import { explainDecision } from './release/past.ts';
import { printWhy } from './release/print.ts';
import { type Why, whyOf } from './release/why.ts';

const OPTIONS = {
  as: { type: 'string' },
  purpose: { type: 'string' },
  operation: { type: 'string' },
  variables: { type: 'string' },
  ledger: { type: 'string' },
  at: { type: 'string' },
  json: { type: 'boolean' },
} as const;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const USAGE = `Usage: hub explain --as PERSONA --purpose P FILE     why each field of an operation is released as it is
       hub explain DECISION_ID [--ledger L]          why something was withheld that was asked for

  FILE             GraphQL, or a request's JSON body
  --operation N    where FILE has several
  --variables JSON those that are given; without it, all that are declared
  --at TIME        2026-11-26T12:00:00Z in place of now: which legal bases are in force
  --ledger L       postgres://… or a file of lines the gateway wrote; without it HUB_LEDGER_URL, or that of npm start
  --json           for programs`;

/** `hub explain`: tells owners of rules why a field is released, to whom and for what. Callers are never told. */
export const explain: Command = {
  name: 'explain',
  summary: 'say why fields are released or not: hub explain --as PERSONA --purpose P FILE, or DECISION_ID',
  async run(args) {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    const [subject] = positionals;
    const contract = readContract();
    const now = values.at === undefined ? Date.now() : Date.parse(values.at);
    if (subject === undefined || Number.isNaN(now)) return usage();
    const ledger = UUID.test(subject) ? placeOf('url', values.ledger) : undefined;
    if (ledger !== undefined) {
      const past = await explainDecision(subject, ledger, contract);
      if (!values.json) console.log(`${past.who}\n`);
      printWhy(past.whys, values.json ?? false);
      return 0;
    }
    const persona = personaOf(values.as);
    const { purpose } = values;
    if (!persona || purpose === undefined || !contract.purposes.has(purpose)) return usage();
    if (!persona.purposes.includes(purpose)) console.error(`Note: ${persona.name} may not state ${purpose}.`);
    const asked = askedOf(subject, contract, { name: values.operation, variables: values.variables });
    printWhy(explained(asked, contract, questionFor(persona, purpose, contract), now), values.json ?? false);
    return 0;
  },
};

function usage(): number {
  console.error(`${USAGE}\n\nPersonas: ${PERSONAS.map(({ name }) => name).join(', ')}`);
  return 2;
}

/** Every field of the operation once, in the order it is asked for. */
function explained(
  { operation, variables }: AskedOperation,
  contract: Contract,
  question: ReturnType<typeof questionFor>,
  now: number,
): readonly Why[] {
  const whys = new Map<string, Why>();
  const rules = contract.rules.at(now);
  const given = givenBy(argumentVariables(operation, contract.rules.inputs), (each) => readBy(each, variables));
  decideOver(operation, contract.supergraph.api, {
    type: () => true,
    field(at: Coordinate, field) {
      const used = rules.used(at, field, given);
      whys.set(`${at} ${used.arguments.join()} ${used.within.join()}`, whyOf(at, used, contract, question, now));
      return rules.field(at, used, question);
    },
  });
  return [...whys.values()];
}
