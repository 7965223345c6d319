import { readFileSync } from 'node:fs';
import { request } from 'undici';
import { type Agreement, agreementOf } from '../../gateway/agreements/agreement.ts';
import { type ApprovedDocument, documentId } from '../../gateway/agreements/documents.ts';
import type { AgreementContract } from '../../gateway/config/agreements.ts';
import { type HubConfig, standardConfig } from '../../gateway/config.ts';
import { startHub } from '../../gateway/hub.ts';
import { purposesOf } from '../../gateway/identity/purposes.ts';
import { type Viewer, viewerWith } from '../../gateway/identity/viewer.ts';
import { agencyName, roleName } from '../../gateway/ids.ts';
import { roleHierarchy } from '../../gateway/policy/roles.ts';
import { median } from '../measure/figures.ts';
import { say, spread, table } from '../measure/report.ts';
import type { Question } from './question.ts';

const SCHEMA = new URL('../../schema/', import.meta.url);
const AGREEMENTS = 50;
const DOCUMENTS = 10;
const REQUESTS = 300;
const ROUNDS = 31;

/** What do agreements cost: fifty of them when they are loaded, and one for each request? */
export const agreements: Question = {
  name: 'agreements',
  needsPeers: false,
  async ask() {
    const loads = [];
    for (const count of [0, AGREEMENTS]) loads.push([`${count} agreements`, ...(await loaded(count))]);
    const [officer, partner, ratios] = await answered();
    return [
      `A gateway of the national contract until it answers, with ${DOCUMENTS} approved operations for each agreement.`,
      '',
      ...table([['', 'seconds', 'heap, MB, what can be collected with it'], ...loads]),
      '',
      'The same fields of a declaration asked by an officer as text and by a partner as an approved operation, of an agency that',
      `answers at once; hub and caller in one process, without tokens; CPU µs a request, ${ROUNDS} rounds in turns.`,
      '',
      ...table([
        ['officer', 'partner', '÷'],
        [spread(officer), spread(partner), spread(ratios)],
      ]),
    ];
  },
};

const read = (path: string): string => readFileSync(new URL(path, SCHEMA), 'utf8');
const TEXT = read('operations/partner/ug-ke-customs/declaration.graphql');

function contracts(count: number): readonly AgreementContract[] {
  const file: object = JSON.parse(read('agreements/ug-ke-customs.json'));
  return Array.from({ length: count }, (_, at) => {
    const id = at === 0 ? 'ug-ke-customs' : `agreement-${at}`;
    // The bench asks more often than any agreement lets a partner ask.
    const most = { requestsPerMinute: 100_000, quotas: quotasOf() };
    const agreement: Agreement = agreementOf({ ...file, ...most, id });
    return { agreement, documents: Array.from({ length: DOCUMENTS }, (_each, place) => document(place)) };
  });
}

function quotasOf(): readonly object[] {
  return ['MUTUAL_ASSISTANCE', 'CUSTOMS_CLEARANCE'].map((purpose) => ({
    ...{ purpose, period: 'P30D', dataSubjects: 1e9, lookups: 1e9 },
  }));
}

function document(place: number): ApprovedDocument {
  const text = place === 0 ? TEXT : `${TEXT}# ${place}\n`;
  const purposes = new Set(['MUTUAL_ASSISTANCE', 'CUSTOMS_CLEARANCE']);
  return { id: documentId(text), name: `declaration-${place}`, text, purposes, isWithdrawn: false };
}

function configWith(count: number): HubConfig {
  const access: HubConfig['access'] = {
    kind: 'protected',
    issuers: [],
    roles: roleHierarchy(JSON.parse(read('roles.json'))),
    purposes: purposesOf(JSON.parse(read('purposes.json'))),
    isAnonymousServed: false,
    policies: {
      kind: 'folders',
      policies: new URL('policies', SCHEMA).pathname,
      bases: new URL('bases', SCHEMA).pathname,
    },
  };
  const standard = standardConfig({ supergraphSdl: read('supergraph.graphql') });
  return { ...standard, access, agreements: { kind: 'given', agreements: contracts(count) } };
}

const PARTS = { ledger: { append: async () => {}, act: async () => {} }, fault: () => {} };

async function loaded(count: number): Promise<readonly [string, string]> {
  const since = performance.now();
  await using _hub = await startHub(configWith(count), PARTS);
  const seconds = (performance.now() - since) / 1_000;
  say(`${count} agreements loaded`);
  return [seconds.toFixed(1), (process.memoryUsage().heapUsed / 1e6).toFixed(0)];
}

const DECLARATION = {
  ...{ mrn: '26UG1', typeCode: 'IMA', acceptanceDateTime: '2026-11-27T06:15:00+03:00', declarationOfficeId: 'UGBUS' },
  ...{ exitOfficeId: null, goodsItemQuantity: 3, invoiceAmountBand: '10-99 USD', customsStatus: 'ACCEPTED' },
  ...{ countriesConcerned: ['KE', 'UG'], declarant: { id: 'UG1' }, customsHolds: [] },
  goodsShipments: [{ ucr: '6KE1', destinationCountryCode: 'UG', exportCountryId: 'KE' }],
};

/** An agency that answers at once, by the name it is asked for. */
async function agency(_url: string, { body }: RequestInit): Promise<Response> {
  const name = /(\w+)\s*:\s*declaration\b/.exec(String(body))?.[1] ?? 'declaration';
  const data = JSON.stringify({ data: { [name]: DECLARATION } });
  return new Response(data, { headers: { 'content-type': 'application/json' } });
}

function viewers(): ReadonlyMap<string, Viewer> {
  const [customs, kra] = [agencyName('customs'), agencyName('kra')];
  const [officer, partner] = [roleName('customs-officer'), roleName('partner')];
  if (!customs || !kra || !officer || !partner) throw new Error('not a name');
  const purposes = new Set(['CUSTOMS_CLEARANCE']);
  return new Map([
    ['officer', viewerWith({ principal: 'officer', agency: customs, country: 'UG', roles: [officer], purposes })],
    ['partner', viewerWith({ principal: 'partner-ke', agency: kra, country: 'KE', roles: [partner], purposes })],
  ]);
}

async function answered(): Promise<readonly [number[], number[], number[]]> {
  const who = viewers();
  await using hub = await startHub(configWith(1), {
    ...PARTS,
    fetch: agency,
    identity: ({ authorization = '' }) => who.get(authorization),
  });
  const variables = { mrn: '26UG1' };
  const asked = {
    officer: JSON.stringify({ query: TEXT, variables }),
    partner: JSON.stringify({ documentId: documentId(TEXT), variables }),
  };
  const round = async (as: keyof typeof asked): Promise<number> => {
    const before = process.cpuUsage();
    for (let at = 0; at < REQUESTS; at += 1) await send(hub.url, as, asked[as]);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / REQUESTS;
  };
  const found: readonly [number[], number[], number[]] = [[], [], []];
  for (let at = -5; at < ROUNDS; at += 1) {
    const [officer, partner] = [await round('officer'), await round('partner')];
    if (at < 0) continue;
    found[0].push(officer);
    found[1].push(partner);
    found[2].push(partner / officer);
  }
  say(`a partner's request: ${median(found[2]).toFixed(2)} × an officer's`);
  return found;
}

async function send(url: string, as: string, body: string): Promise<void> {
  const headers = { authorization: as, 'content-type': 'application/json', 'hub-purpose': 'CUSTOMS_CLEARANCE' };
  const { statusCode, body: answer } = await request(url, { method: 'POST', headers, body });
  const text = await answer.text();
  if (statusCode !== 200 || !text.includes('26UG1') || text.includes('"errors"')) throw new Error(`${as}: ${text}`);
}
