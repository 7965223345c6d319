import { createPrivateKey, type JsonWebKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type pg from 'pg';
import { entriesOf } from '../../gateway/ledger/reader.ts';
import { unsealed } from '../../gateway/ledger/seal.ts';
import { type References, referencesOf } from '../../gateway/supergraph/references.ts';
import { allNames, referenceText } from '../../standards/ledger/reference.ts';
import { readContract } from '../release/contract.ts';
import { COLUMNS, csvOf, logLineOf } from './exported.ts';
import { momentOf, namingKeys, READING, reading } from './opened.ts';
import { subjectReport, subjectText } from './subject-report.ts';
import { recipientsOf, recipientsText } from './summary.ts';

/** The type of travel documents, as the graph has it; the kinds of ICAO 9303-3 to 9303-7 that one number may be of. */
const DOCUMENT_TYPE = 'TravelDocument';
const DOCUMENT_KINDS = ['P', 'I', 'A', 'C', 'V', 'D', 'S'];

const WINDOW = { from: { type: 'string' }, until: { type: 'string' }, json: { type: 'boolean' } } as const;

/** `hub ledger subject --document UTO/L898902C3`: what a person is told who asks what was disclosed of them. */
export async function subject(args: readonly string[]): Promise<number> {
  const options = {
    ...READING,
    ...WINDOW,
    document: { type: 'string' },
    of: { type: 'string', multiple: true },
    keys: { type: 'string' },
  } as const;
  const { values } = parseArgs({ args: [...args], options });
  const { supergraph, purposes } = readContract();
  const references = [
    ...(values.document === undefined ? [] : documentReferences(values.document)),
    ...(values.of ?? []).map((each) =>
      referenceOf(each, referencesOf(supergraph.document, supergraph.joins, supergraph.types)),
    ),
  ];
  if (references.length === 0) throw new Error('say whom: --document STATE/NUMBER, or --of TYPE:FIELD=VALUE,…');
  const names = allNames(namingKeys(values.keys), references);
  const window = { from: momentOf(values.from, 'from'), until: momentOf(values.until, 'until') };
  const told = await reading(values, { what: 'subject', names }, (client) =>
    subjectReport(entriesOf(client, { ...window, names }), {
      names: new Set(names),
      labels: supergraph.labels,
      purposes,
    }),
  );
  console.log(values.json ? JSON.stringify(told, null, 2) : subjectText(told, { purposes, asked: new Date() }));
  return 0;
}

/** `hub ledger recipients --record Declaration:mrn=…`: who is to be told that a record was wrong (GDPR art. 19). */
export async function recipients(args: readonly string[]): Promise<number> {
  const options = {
    ...READING,
    ...WINDOW,
    record: { type: 'string' },
    document: { type: 'string' },
    keys: { type: 'string' },
  } as const;
  const { values } = parseArgs({ args: [...args], options });
  const { supergraph } = readContract();
  const known = referencesOf(supergraph.document, supergraph.joins, supergraph.types);
  const references = [
    ...(values.document === undefined ? [] : documentReferences(values.document)),
    ...(values.record === undefined ? [] : [referenceOf(values.record, known)]),
  ];
  if (references.length === 0)
    throw new Error('say which record: --record TYPE:FIELD=VALUE,…, or --document STATE/NUMBER');
  const names = allNames(namingKeys(values.keys), references);
  const window = { from: momentOf(values.from, 'from'), until: momentOf(values.until, 'until') };
  const found = await reading(values, { what: 'recipients', names }, (client) =>
    recipientsOf(entriesOf(client, { ...window, names })),
  );
  console.log(values.json ? JSON.stringify(found, null, 2) : recipientsText(found));
  return 0;
}

/** `hub ledger report --from …`: who was shown what in a window, of how many persons. */
export async function report(args: readonly string[]): Promise<number> {
  const chosen = {
    agency: { type: 'string' },
    principal: { type: 'string' },
    agreement: { type: 'string' },
    purpose: { type: 'string' },
  } as const;
  const { values } = parseArgs({ args: [...args], options: { ...READING, ...WINDOW, ...chosen } });
  const { agency, principal, agreement, purpose } = values;
  const window = { from: momentOf(values.from, 'from'), until: momentOf(values.until, 'until') };
  const about = {
    what: 'report',
    ...Object.fromEntries(
      Object.entries({ agency, principal, agreement, purpose }).filter(([, each]) => each !== undefined),
    ),
  };
  const found = await reading(values, about as Readonly<Record<string, string>>, (client) =>
    recipientsOf(entriesOf(client, window), { agency, principal, agreement, purpose }),
  );
  console.log(values.json ? JSON.stringify(found, null, 2) : recipientsText(found));
  return 0;
}

/** `hub ledger export --from … [--csv]`: what a supervisory authority is given (LED art. 25), one line for each entry. */
export async function exported(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { ...READING, ...WINDOW, csv: { type: 'boolean' } } });
  const window = { from: momentOf(values.from, 'from'), until: momentOf(values.until, 'until') };
  await reading(values, { what: 'export' }, async (client) => {
    if (values.csv) process.stdout.write(`${COLUMNS.join(',')}\r\n`);
    for await (const read of entriesOf(client, window)) {
      const line = logLineOf(read);
      const text = values.csv ? `${csvOf(line)}\r\n` : `${JSON.stringify(line)}\n`;
      if (!process.stdout.write(text))
        await new Promise<void>((resolve) => process.stdout.once('drain', () => resolve()));
    }
  });
  return 0;
}

/** `hub ledger unseal --agency NAME --key FILE DECISION_ID`: what an agency's rules hid without a word. */
export async function unseal(args: readonly string[]): Promise<number> {
  const options = { ...READING, agency: { type: 'string' }, key: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const { agency, key: file } = values;
  const [id] = positionals;
  if (!agency || !file || !id) throw new Error('say whose and which: --agency NAME --key FILE DECISION_ID');
  const key = createPrivateKey({ key: JSON.parse(readFileSync(file, 'utf8')) as JsonWebKey, format: 'jwk' });
  const found = async (client: pg.Client): Promise<readonly string[]> => {
    const parts: string[] = [];
    for await (const { entry } of entriesOf(client, { names: [id] })) {
      const part = entry.kind === 'exchange' ? entry.sealed?.[agency] : undefined;
      if (part !== undefined) parts.push(part);
    }
    return parts;
  };
  const parts = await reading(values, { agency, names: [id] }, found, 'SEAL_OPENED');
  if (parts.length === 0) throw new Error(`there is no part for ${agency} in an entry of this decision`);
  for (const part of parts) console.log(JSON.stringify(unsealed(agency, key, id, part)));
  return 0;
}

/** A document by state and number, of whichever kind: ICAO 9303-3 has the kind in the zone, and few people know it. */
function documentReferences(text: string): readonly string[] {
  const [, state = '', number = '', kind] = /^([A-Z]{1,3})\/([A-Z0-9]{1,20})(?:\/([A-Z]{1,2}))?$/i.exec(text) ?? [];
  if (!number) throw new Error('--document must be STATE/NUMBER, such as UTO/L898902C3, or STATE/NUMBER/KIND');
  const reference = { typeName: DOCUMENT_TYPE, path: [], fields: ['documentNumber', 'documentType', 'issuingState'] };
  return (kind ? [kind] : DOCUMENT_KINDS).flatMap((each) => {
    return (
      referenceText(reference, {
        documentNumber: number.toUpperCase(),
        documentType: each.toUpperCase(),
        issuingState: state.toUpperCase(),
      }) ?? []
    );
  });
}

/** `Declaration:mrn=26UG…` or `TraderParty:id=UG…`, in the fields by which the graph names them. */
function referenceOf(text: string, known: ReadonlyMap<string, References>): string {
  const [typeName = '', rest = ''] = text.split(/:(.*)/s);
  const values = new Map(rest.split(',').map((each) => each.split(/=(.*)/s).slice(0, 2) as [string, string]));
  const all = [...known.values()].flatMap(({ subject: whose, record }) =>
    [whose, record].flatMap((each) => each ?? []),
  );
  const ofType = all.filter((each) => each.typeName === typeName);
  const reference = ofType.find(
    ({ fields }) => fields.length === values.size && fields.every((field) => values.has(field)),
  );
  const made = reference && referenceText(reference, Object.fromEntries(values));
  if (made !== undefined) return made;
  const ways = [...new Set(ofType.map(({ fields }) => `${typeName}:${fields.map((field) => `${field}=…`).join(',')}`))];
  const types = [...new Set(all.map((each) => each.typeName))].sort().join(', ');
  throw new Error(
    ways.length > 0 ? `say it as ${ways.join(' or ')}` : `nothing is named by a type ${typeName}: name one of ${types}`,
  );
}
