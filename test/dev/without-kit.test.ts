import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse } from 'graphql';
import { agencyPackage } from '../support/agency-package.ts';
import { treeCopy } from '../support/tree-copy.ts';

/** The SDL that runs there, written for any federation 2 gateway: it knows nothing of labels. */
const RUNNING = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { vessel(imo: ID!): Vessel }
  type Vessel @key(fields: "imo") { imo: ID name: String master: String }`;

/** The same as the agency hands it over: labelled. */
const HANDED_OVER = `
type Query @classified(as: PUBLIC) {
  "A vessel by its IMO number."
  vessel(imo: ID! @reads(field: "Vessel.imo", how: MATCH)): Vessel @classified(as: OFFICIAL)
}
"A vessel that calls at the port."
type Vessel @key(fields: "imo") @record(subject: "master") @classified(as: OFFICIAL) {
  imo: ID
  name: String @classified(as: PUBLIC)
  master: String @classified(as: PERSONAL, mask: INITIALS)
}
`;

const RULES = `
@id("harbour-published")
@title("Anybody who is let in reads what vessels are called.")
@basis("ug-access-to-information-act")
permit (principal, action, resource in Category::"PUBLIC");

@id("harbour-officers-read-vessels")
@title("Officers read which vessels call to weigh what arrives.")
@basis("wto-trade-facilitation-agreement")
permit (principal in Role::"officer", action in [Action::"disclose", Action::"use"], resource in Category::"OFFICIAL")
when { context.purpose == "RISK_ASSESSMENT" };

@id("harbour-masters-reduced")
@title("Of a vessel's master they see the initials.")
@basis("ug-data-protection-and-privacy-act")
permit (principal in Role::"officer", action == Action::"discloseMasked", resource in Category::"PERSONAL")
when { context.purpose == "RISK_ASSESSMENT" };
`;

/** A subgraph that somebody made without the kit: it looks at no grant, and says its schema to whoever asks. */
async function harbour(sdl = RUNNING) {
  const vessel = (imo: string) => (imo === '9319466' ? { imo, name: 'MV Kalangala', master: 'Amina Otim' } : null);
  const schema = buildSubgraphSchema({
    typeDefs: parse(sdl),
    resolvers: {
      Query: { vessel: (_: unknown, { imo }: { imo: string }) => vessel(imo) },
      Vessel: { __resolveReference: ({ imo }: { imo: string }) => vessel(imo) },
    } as never,
  });
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { query, variables } = JSON.parse(Buffer.concat(chunks).toString());
    const answer = await graphql({ schema, source: query, variableValues: variables });
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The three files by which it joins. */
function joining(url: string) {
  const agency = agencyPackage();
  const entry = { name: 'harbour', title: 'Harbour authority', url, contact: 'desk@harbour.example' };
  agency.write('agency.json', JSON.stringify(entry));
  agency.write('schema.graphql', HANDED_OVER);
  agency.write('policies/access.cedar', RULES);
  return agency;
}

test('a subgraph made without the kit joins with its SDL, its address and rules', async () => {
  await using subgraph = await harbour();
  using agency = joining(subgraph.url);
  const { status, output } = await agency.hub('check', '--live');
  expect({ status, output }).toEqual({ status: 0, output: expect.stringMatching(/ 0 errors/) });
  // Its door is not the hub's to guard, and that is said.
  expect(output).toMatch(/open-door[\s\S]*network/);

  await using dev = await agency.dev();
  const { data, errors } = await dev.ask(
    '{ vessel(imo: "9319466") { imo name master } declaration(mrn: "A") { mrn } }',
  );
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    vessel: { imo: '9319466', name: 'MV Kalangala', master: 'A. O.' },
    declaration: { mrn: 'A' },
  });
  const denied = await dev.ask('{ vessel(imo: "9319466") { name } }', 'auditor', 'AUDIT');
  expect(denied.data?.['vessel'] ?? null).toBeNull();
}, 120_000);

test('an SDL that says what does not run there is found out', async () => {
  await using subgraph = await harbour(RUNNING.replace('master: String', ''));
  using agency = joining(subgraph.url);
  const { status, output } = await agency.hub('check', '--live');
  expect(status).toBe(1);
  expect(output).toMatch(/sdl-lies[\s\S]*Vessel\.master/);
});

test('what joined is in the national graph, with its address and rules, as long as its folder is there', async () => {
  await using subgraph = await harbour();
  using agency = joining(subgraph.url);
  using tree = treeCopy();
  const folder = join(tree.path, 'joined', 'harbour');
  mkdirSync(join(folder, 'policies'), { recursive: true });
  for (const file of ['agency.json', 'schema.graphql', 'policies/access.cedar']) {
    cpSync(join(agency.path, file), join(folder, file));
  }
  const hub = (...args: readonly string[]) =>
    spawnSync(process.execPath, [tree.hub, ...args], { cwd: tree.path, encoding: 'utf8' });
  expect(hub('compose')).toMatchObject({ status: 0 });
  const text = (file: string) => readFileSync(join(tree.path, file), 'utf8');
  expect(text('schema/supergraph.graphql')).toMatch(`@join__graph(name: "harbour", url: "${subgraph.url}")`);
  expect(text('schema/api.graphql')).toMatch('type Vessel');
  expect(text('schema/policies/harbour.cedar')).toMatch('// joined/harbour/policies/access.cedar');
  expect(text('schema/subgraphs/harbour.graphql')).toBe(HANDED_OVER);
  expect(text('docs/release-matrix.md')).toMatch('## harbour');
  const { status, stdout } = hub('check', '--against', 'schema');
  expect({ status, stdout }).toEqual({
    status: 0,
    stdout: expect.stringMatching(/open-door {2}joined\/harbour\/schema.graphql/),
  });
}, 120_000);
