import type { Command } from './command.ts';

const USAGE = `Usage: hub ledger COMMAND      the disclosure ledger: what was shown to whom (docs/operate-the-ledger.md)

  is it as it was written?
    verify [--exported FOLDER]           every entry, every segment, the index; exit code 1 where something is wrong
    verify --archives FOLDER             archives by themselves, without a database
    prove ID | --writer W --sequence N   a proof of one entry (JSON) that anybody can check
    check-proof FILE                     without a database
  who was shown what?
    subject, recipients, report, export, unseal
  what is kept how long?
    checkpoint [--export FOLDER]         close what is new now (HUB_LEDGER_SIGNING_FILE)
    archive --folder F --before WHEN     closed segments as files, linked by hash
    purge --before WHEN --by NAME [--archived FOLDER]
                                         delete the oldest closed segments; their checkpoints stay
    keys init | rotate --folder F        keys that name, sign and check

  --database URL   HUB_LEDGER_URL                 --by NAME    who does it, kept in the ledger before it is done
  --keys FILE      HUB_LEDGER_VERIFICATION_FILE   WHEN         2026-01-31, a moment, or back from now: P10Y, P18M, P30D`;

type Run = (args: readonly string[]) => Promise<number>;

const COMMANDS: Readonly<Record<string, () => Promise<Run>>> = {
  verify: async () => (await import('./ledger/verify.ts')).verify,
  prove: async () => (await import('./ledger/prove.ts')).prove,
  'check-proof': async () => (await import('./ledger/prove.ts')).checkProofFile,
  checkpoint: async () => (await import('./ledger/keep.ts')).checkpoint,
  archive: async () => (await import('./ledger/keep.ts')).archive,
  purge: async () => (await import('./ledger/keep.ts')).purgeOld,
  keys: async () => (await import('./ledger/keys.ts')).keys,
  subject: async () => (await import('./ledger/reports.ts')).subject,
  recipients: async () => (await import('./ledger/reports.ts')).recipients,
  report: async () => (await import('./ledger/reports.ts')).report,
  export: async () => (await import('./ledger/reports.ts')).exported,
  unseal: async () => (await import('./ledger/reports.ts')).unseal,
};

/** `hub ledger`: read it, prove it, and keep it no longer than it may be. */
export const ledger: Command = {
  name: 'ledger',
  summary: 'the disclosure ledger: verify, prove, report, archive, purge, keys (hub ledger --help)',
  async run([name = '', ...rest]) {
    const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    const isHelp = name === 'help' || [name, ...rest].some((each) => each === '--help' || each === '-h');
    if (load && !isHelp) return (await load())(rest);
    if (name && !isHelp) console.error(`hub ledger: there is no command "${name}".\n`);
    console.log(USAGE);
    return isHelp ? 0 : 2;
  },
};
