import { dataOf } from '../support/graph.ts';
import { startNational, storedOperation } from '../support/national.ts';

/** Nothing of how a system is made may be seen. */
const LEAKS = /select |relation|postgres|ECONN|node_modules|\.ts:|stack|at \w+ \(|127\.0\.0\.1/i;

test('unknown references, impossible dates and wrong pages get typed errors, and the hub goes on', async () => {
  await using national = await startNational({ movements: 5 });
  const unknown = await national.ask(
    'customs-officer',
    '{ declaration(mrn: "99XX0000000000000A") { mrn } clearance(mrn: "99XX0000000000000A") { held state } post(locode: "XXXXX") { name } }',
  );
  expect(unknown.body).toMatchObject({
    data: { declaration: null, clearance: { held: null, state: 'UNKNOWN' }, post: null },
  });
  expect(unknown.body.errors).toBeUndefined();
  const wrong: ReadonlyArray<readonly [query: string, argument: string | undefined]> = [
    ['{ arrivals(post: "UGBUS", from: "2026-02-31T00:00:00Z") { from } }', 'from'],
    ['{ arrivals(post: "UGBUS", within: "yesterday") { from } }', 'within'],
    ['{ arrivals(post: "UGBUS", first: 100000) { from } }', 'first'],
    ['{ arrivals(post: "UGBUS", after: "AAAA") { from } }', 'after'],
    ['{ declaration { mrn } }', undefined],
    ['{ declaration(mrn: "A", functionalReferenceId: "B") { mrn } }', undefined],
    ['{ clearance(mrn: "A\'; drop table declaration; --") { held } }', 'mrn'],
    ['{ borderMovement(id: "nonsense") { id } }', 'id'],
  ];
  for (const [query, argument] of wrong) {
    const answer = await national.ask('customs-officer', query);
    expect({ query, extensions: answer.body.errors?.[0]?.extensions }).toEqual({
      query,
      extensions: { code: 'BAD_USER_INPUT', agency: expect.any(String), ...(argument && { argument }) },
    });
    expect(answer.text).not.toMatch(LEAKS);
    expect(answer.text).not.toMatch(/drop table|nonsense|yesterday|2026-02-31/);
  }
  const fine = await national.ask('customs-officer', '{ clearance(mrn: "99XX") { state } }');
  expect(fine.body.data).toEqual({ clearance: { state: 'UNKNOWN' } });
});

test('no caller can have a cursor opened', async () => {
  await using national = await startNational({ movements: 5 });
  const page = '{ arrivals(post: "UGBUS", first: 1) { movements { pageInfo { endCursor } } } }';
  const { movements } = dataOf<{ arrivals: { movements: { pageInfo: { endCursor: string } } } }>(
    await national.ask('customs-officer', page),
  ).arrivals;
  const { endCursor } = movements.pageInfo;
  // The id by which agencies are asked for the next page holds the position of the last movement, in plain.
  const opened = await national.ask('customs-officer', `{ arrivals(post: "UGBUS", after: "${endCursor}") { id } }`);
  expect(opened.body.errors?.map(({ extensions }) => extensions.code)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  expect(opened.body.data).toBeUndefined();
});

test.each(['police', 'customs', 'border', 'sps', 'immigration'])(
  'with %s down the answer is partial and names it, and nothing leaks',
  async (agency) => {
    await using national = await startNational({ movements: 5 });
    await national.stop(agency);
    const answer = await national.ask('investigator', `${storedOperation('arrivals')}`, {
      post: 'UGBUS',
      within: 'PT12H',
    });
    expect(answer.status).toBe(200);
    expect(answer.body.extensions?.sources[agency]).toBe('UNAVAILABLE');
    expect(answer.body.errors).not.toHaveLength(0);
    for (const error of answer.body.errors ?? []) {
      expect(error.extensions).toEqual({ code: 'SUBGRAPH_UNAVAILABLE', agency });
    }
    expect(answer.text).not.toMatch(LEAKS);
  },
);

/** What the board says of the story with one agency down. */
async function storyWithout(agency: string): Promise<Record<string, unknown> | undefined> {
  await using national = await startNational({ movements: 5 });
  await national.stop(agency);
  const answer = await national.ask('investigator', storedOperation('arrivals'), { post: 'UGBUS', within: 'PT12H' });
  const { movements } = dataOf<{ arrivals: { movements: { edges: Array<{ node: Record<string, unknown> }> } | null } }>(
    answer,
  ).arrivals;
  return movements?.edges.map((edge) => edge.node).find((each) => each['id'] === national.story.movementId);
}

test('with police down movements, declarations and holds are still answered, and no risk short of red is claimed', async () => {
  const node = await storyWithout('police');
  expect(node).toMatchObject({ held: true, policeBand: null });
  expect([null, 'RED']).toContain(node?.['combinedRisk']);
  expect(node?.['declarations']).toHaveLength(2);
  expect(node?.['healthEntryDocuments']).toHaveLength(2);
});

test('with the SPS down the hold that customs knows is told, and the rest but its own fields', async () => {
  const node = await storyWithout('sps');
  expect(node).toMatchObject({ held: true, spsHolds: null, healthEntryDocuments: null, combinedRisk: 'RED' });
  expect(node?.['declarations']).toHaveLength(2);
});

test('with immigration down the board is complete but for its own fields', async () => {
  const node = await storyWithout('immigration');
  expect(node).toMatchObject({ held: true, apiRecords: null, combinedRisk: 'RED' });
  expect(node?.['arrivalDateTime']).toEqual(expect.any(String));
});

test('with customs down nothing is claimed of what it alone knows', async () => {
  expect(await storyWithout('customs')).toBeUndefined();
});

test('with an existing system down its subgraph says so, and the others answer', async () => {
  await using national = await startNational({ movements: 5 });
  await national.asked.customs[Symbol.asyncDispose]();
  const answer = await national.ask(
    'customs-officer',
    '{ declaration(mrn: "X") { mrn } post(locode: "UGBUS") { name } }',
  );
  expect(answer.body.data).toEqual({ declaration: null, post: { name: 'Busia' } });
  expect(answer.body.errors?.[0]?.extensions).toEqual({ code: 'SUBGRAPH_UNAVAILABLE', agency: 'customs' });
  expect(answer.text).not.toMatch(LEAKS);
});
