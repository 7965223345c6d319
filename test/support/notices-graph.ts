import { startHub } from '../../gateway/hub.ts';
import { type AgencyName, agencyName } from '../../gateway/ids.ts';
import { startSubgraph } from '../../subgraphs/kit/index.ts';
import { deskAgency } from './desk.ts';
import { testGrants } from './grants.ts';
import { graphConfig } from './graph.ts';
import { type Notice, noticesAgency, noticesDatabase, type Sighting } from './notices.ts';
import { basis, policiesOf, policy } from './policies.ts';
import { testIssuer } from './tokens.ts';

const FOR_RISK = 'context.purpose == "RISK_ASSESSMENT"';
const OVERT = `context.record has isCovert && context.record.isCovert == false && context.record has level &&
  context.record.level <= 3`;
const SEALED = 'context.record has ports && context.record.ports.contains("SEALED")';

const PUBLISHED = policy('published', 'principal, action == Action::"disclose", resource in Category::"PUBLIC"');
const SENT = policy('sent', 'principal, action == Action::"join", resource');

/** The desk lets whoever asks for risk see which sighting it refers to. */
const DESK = policiesOf(
  'desk',
  PUBLISHED,
  SENT,
  policy('referred', 'principal in Role::"officer", action == Action::"disclose", resource', FOR_RISK),
);

/** The officer may know of what is overt and low, and not sealed; the chief of everything. */
const POLICIES = policiesOf(
  'notices',
  PUBLISHED,
  SENT,
  policy('all', 'principal in Role::"chief", action == Action::"disclose", resource', FOR_RISK),
  policy(
    'overt',
    'principal in Role::"officer", action == Action::"disclose", resource in Category::"LAW_ENFORCEMENT"',
    `${FOR_RISK} && ${OVERT}`,
  ),
  policy(
    'sealed',
    'principal in Role::"officer", action == Action::"disclose", resource in Category::"LAW_ENFORCEMENT"',
    SEALED,
    'forbid',
  ),
);

export interface NoticesGraph extends AsyncDisposable {
  token(role: string): Promise<string>;
  /** What there is now. */
  sightings: readonly Sighting[];
  forget(ids: readonly string[]): Promise<void>;
  /** Asks as a role for risk assessment; the same text for the same answer, whatever it is called in the log. */
  ask(role: string, query: string): Promise<{ readonly text: string; readonly body: NoticesAnswer }>;
  askWith(token: string, query: string): Promise<{ readonly text: string; readonly body: NoticesAnswer }>;
}

export interface NoticesAnswer {
  readonly data: Record<string, { edges: Array<{ cursor: string; node: { id: string } }>; totalCount: number | null }>;
  readonly errors?: ReadonlyArray<{ readonly extensions: { readonly reason?: string } }>;
}

/** What there is, and how the gateway is told of the agency. */
export interface NoticesWorld {
  readonly notices: readonly Notice[];
  readonly sightings: readonly Sighting[];
  /** Agencies for which there are keys; undefined: doors are open, and nobody is told anything. */
  readonly keysOf?: readonly string[] | undefined;
  /** Of the secrets that seal cursors; left out: made at random. */
  readonly cursorKeyFile?: string;
  /** Ids of sightings that another agency, of the name `desk`, refers to; left out: there is none. */
  readonly desk?: readonly string[];
  /** Another server in place of the agency's. */
  readonly url?: string;
}

/** The agency of notices and sightings with the real gateway before it. */
export async function startNotices(given: NoticesWorld): Promise<NoticesGraph> {
  const opened: AsyncDisposable[] = [];
  const close = async () => {
    for (const each of opened.splice(0)) await each[Symbol.asyncDispose]();
  };
  try {
    return await started(given, { opened, close });
  } catch (error) {
    await close();
    throw error;
  }
}

interface Opened {
  readonly opened: AsyncDisposable[];
  close(): Promise<void>;
}

async function started(given: NoticesWorld, { opened, close }: Opened): Promise<NoticesGraph> {
  const use = <Of extends AsyncDisposable>(each: Of): Of => {
    opened.unshift(each);
    return each;
  };
  const world = { sightings: given.sightings };
  const agencies = [noticesAgency(() => world.sightings), ...(given.desk ? [deskAgency(given.desk)] : [])];
  const database = use(await noticesDatabase(given.notices));
  const [grants, identity] = [testGrants(given.keysOf ?? []), await testIssuer()];
  const subgraphs = new Map<AgencyName, string>();
  for (const agency of agencies) {
    const door = given.keysOf?.includes(agency.name) ? grants.trust(agency.name) : 'off';
    const options = { sourceUrl: database.url, grants: door, cursorKeyFile: given.cursorKeyFile };
    const { url } = use(await startSubgraph(agency, options));
    subgraphs.set(agencyName(agency.name) ?? never(), given.url ?? url);
  }
  const { access, ...config } = graphConfig(agencies, identity);
  if (access.kind !== 'protected') throw new Error('it is protected');
  const sources = agencies.map(({ name }) => ({
    agency: name,
    file: `${name}.cedar`,
    text: name === 'desk' ? DESK : POLICIES,
  }));
  const policies = { sources, bases: new Map([['test-act', basis('test-act')]]) };
  const hub = use(
    await startHub(
      {
        ...config,
        access: { ...access, policies: { kind: 'given', policies } },
        subgraphs,
        ...(given.keysOf && { grants: grants.config }),
      },
      { ledger: { append: async () => {}, act: async () => {} } },
    ),
  );
  const token = (role: string) => identity.token({ roles: [role] });
  const askWith: NoticesGraph['askWith'] = async (bearer, query) => {
    const authorization = `Bearer ${bearer}`;
    const headers = { authorization, 'hub-purpose': 'RISK_ASSESSMENT', 'content-type': 'application/json' };
    const response = await fetch(hub.url, { method: 'POST', headers, body: JSON.stringify({ query }) });
    const text = await response.text();
    return { text: text.replace(/"decisionId":"[^"]*"/, ''), body: JSON.parse(text) };
  };
  return {
    get sightings() {
      return world.sightings;
    },
    set sightings(sightings) {
      world.sightings = sightings;
    },
    forget: (ids) => database.forget(ids),
    token,
    askWith,
    ask: async (role, query) => askWith(await token(role), query),
    [Symbol.asyncDispose]: close,
  };
}

function never(): never {
  throw new Error('not an agency name');
}
