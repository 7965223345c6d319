import { parseArgs } from 'node:util';
import { PERSONAS, personaOf } from '../demo/identity/personas.ts';
import type { Command } from './command.ts';
import { placeOf, runningContract } from './ledger/place.ts';
import { askedOf } from './release/asked.ts';
import { questionFor, readContract } from './release/contract.ts';
import { explained } from './release/explained.ts';
import { explainDecision } from './release/past.ts';
import { printWhy } from './release/print.ts';

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
    const contract = readContract(runningContract());
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
