import { readFileSync } from 'node:fs';
import { request } from 'undici';
import { type Agreement, agreementOf } from '../../gateway/agreements/agreement.ts';
import { type ApprovedDocument, documentId } from '../../gateway/agreements/documents.ts';
import type { QuotaStore } from '../../gateway/agreements/quota.ts';
import { memoryQuotas } from '../../gateway/agreements/quota-store.ts';
import type { AgreementContract } from '../../gateway/config/agreements.ts';
import { readPolicies } from '../../gateway/config/policies.ts';
import { type HubConfig, standardConfig } from '../../gateway/config.ts';
import { startHub } from '../../gateway/hub.ts';
import { purposesOf } from '../../gateway/identity/purposes.ts';
import { type Viewer, viewerWith } from '../../gateway/identity/viewer.ts';
import { agencyName, roleName } from '../../gateway/ids.ts';
import { roleHierarchy } from '../../gateway/policy/roles.ts';
import { say, spread, table } from '../measure/report.ts';
import { RECORD_READER, withRecordReaders } from '../workload/record-readers.ts';
import type { Question } from './question.ts';

const SCHEMA = new URL('../../schema/', import.meta.url);
const FOLDERS = {
  kind: 'folders',
  policies: new URL('policies', SCHEMA).pathname,
  bases: new URL('bases', SCHEMA).pathname,
} as const;
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
    const rounds = await answered();
    return [
      `A gateway of the national contract until it answers, with ${DOCUMENTS} approved operations for each agreement.`,
      '',
      ...table([['', 'seconds', 'heap, MB, what can be collected with it'], ...loads]),
      '',
      'The same fields of a declaration asked by officers as text and by partners as an approved operation, of an agency that',
      `answers at once; hub and caller in one process, without tokens; CPU µs a request, ${ROUNDS} rounds in turns. Ratios are`,
      'taken within a round. The second officer is shown the declaration by the rules that partners are, over the same record;',
      'the counters of the first partner count nothing.',
      '',
      ...table([['who asks', 'CPU µs', 'against', '÷'], ...rowsOf(rounds)]),
    ];
  },
};

/** Who asks, from the one of whom least is asked to the one of whom most is. */
const WHO = ['officer', 'officer by record', 'partner uncounted', 'partner'] as const;
type Who = (typeof WHO)[number];
type Round = Readonly<Record<Who, number>>;

/** What differs: the record; the audience alone; the counters; and all of it. */
const AGAINST: ReadonlyArray<readonly [Who, Who]> = [
  ['officer by record', 'officer'],
  ['partner uncounted', 'officer by record'],
  ['partner', 'partner uncounted'],
  ['partner', 'officer'],
];

function rowsOf(rounds: readonly Round[]): readonly (readonly string[])[] {
  const cost = (who: Who): string => spread(rounds.map((round) => round[who]));
  const rows = AGAINST.map(([who, other]) => {
    return [who, cost(who), other, spread(rounds.map((round) => round[who] / round[other]))];
  });
  return [['officer', cost('officer'), '', ''], ...rows];
}

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
    roles: roleHierarchy({ ...JSON.parse(read('roles.json')), [RECORD_READER]: [] }),
    purposes: purposesOf(JSON.parse(read('purposes.json'))),
    isAnonymousServed: false,
    policies: { kind: 'given', policies: withRecordReaders(readPolicies(FOLDERS)) },
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
  const [officer, reader, partner] = [roleName('customs-officer'), roleName(RECORD_READER), roleName('partner')];
  if (!customs || !kra || !officer || !reader || !partner) throw new Error('not a name');
  const ofCustoms = { agency: customs, country: 'UG', purposes: new Set(['CUSTOMS_CLEARANCE']) };
  const ofKra = { ...ofCustoms, agency: kra, country: 'KE' };
  const system = viewerWith({ ...ofKra, principal: 'partner-ke', roles: [partner] });
  const byWho: Readonly<Record<Who, Viewer>> = {
    officer: viewerWith({ ...ofCustoms, principal: 'officer', roles: [officer] }),
    'officer by record': viewerWith({ ...ofCustoms, principal: 'reader', roles: [reader] }),
    'partner uncounted': system,
    partner: system,
  };
  return new Map(Object.entries(byWho));
}

/** Counters of which a caller decides from outside whether they count. */
function quotasThat(isCounting: () => boolean): QuotaStore {
  const counting = memoryQuotas();
  const nothing = { kind: 'taken', counts: new Map(), againInMs: 0 } as const;
  return {
    take: async (account, wants) => (isCounting() ? counting.take(account, wants) : nothing),
    [Symbol.asyncDispose]: () => counting[Symbol.asyncDispose](),
  };
}

async function answered(): Promise<readonly Round[]> {
  const known = viewers();
  let asking: Who = 'officer';
  await using hub = await startHub(configWith(1), {
    ...PARTS,
    fetch: agency,
    identity: ({ authorization = '' }) => known.get(authorization),
    quotas: quotasThat(() => asking === 'partner'),
  });
  const variables = { mrn: '26UG1' };
  const [text, id] = [
    JSON.stringify({ query: TEXT, variables }),
    JSON.stringify({ documentId: documentId(TEXT), variables }),
  ];
  const costOf = async (who: Who): Promise<number> => {
    asking = who;
    const before = process.cpuUsage();
    for (let at = 0; at < REQUESTS; at += 1) await send(hub.url, who, who.startsWith('partner') ? id : text);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / REQUESTS;
  };
  const rounds: Round[] = [];
  for (let at = -5; at < ROUNDS; at += 1) {
    const round = {
      officer: await costOf('officer'),
      'officer by record': await costOf('officer by record'),
      'partner uncounted': await costOf('partner uncounted'),
      partner: await costOf('partner'),
    };
    if (at >= 0) rounds.push(round);
  }
  return rounds;
}

async function send(url: string, as: Who, body: string): Promise<void> {
  const headers = { authorization: as, 'content-type': 'application/json', 'hub-purpose': 'CUSTOMS_CLEARANCE' };
  const { statusCode, body: answer } = await request(url, { method: 'POST', headers, body });
  const text = await answer.text();
  if (statusCode !== 200 || !text.includes('26UG1') || text.includes('"errors"')) throw new Error(`${as}: ${text}`);
}
