import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery, parse, validate } from 'graphql';
import { OperationWriter } from '../engine/operation-writer.ts';
import { writtenFolder } from '../support/folder.ts';
import type { Notice, Sighting } from '../support/notices.ts';
import { type NoticesGraph, startNotices } from '../support/notices-graph.ts';
import { mayKnow, NOTICES, OLD, SIGHTINGS } from './push-down-records.ts';

/** Operations compared for each role; the long run compares more. */
const PAIRS = process.env['TWO_WORLDS_PAIRS'] ? 500 : 60;
const SEED = Number(process.env['RANDOM_SEED'] ?? 1) * 1_000_000;

/** Operations of the graph, of pages of any size. */
function* operations(schema: ReturnType<typeof buildClientSchema>): Generator<string> {
  for (let seed = SEED; ; seed += 1) {
    const text = new OperationWriter(schema, seed).operation();
    const query = text.replace(/\b(notices|sightings)\b(?!\s*[:(])/g, `$1(first: ${1 + (seed % 30)})`);
    const asksForLists = /notices|ighting/.test(query);
    if (asksForLists && validate(schema, parse(query)).length === 0) yield query;
  }
}

test('whatever is asked, answers are the same byte for byte where records are left out and where there are none', async () => {
  using keys = writtenFolder({ secrets: `${Buffer.alloc(32, 7).toString('base64')}\n` });
  const world = (notices: readonly Notice[], sightings: readonly Sighting[]): Promise<NoticesGraph> =>
    startNotices({ notices, sightings, keysOf: ['notices'], cursorKeyFile: `${keys.path}/secrets` });
  await using all = await world(NOTICES, SIGHTINGS);
  const known = SIGHTINGS.filter((each) => mayKnow(each) && each.at !== OLD);
  await using left = await world(NOTICES.filter(mayKnow), known);
  await using none = await world([], []);
  const { body } = await all.ask('chief', getIntrospectionQuery());
  const schema = buildClientSchema(body.data as unknown as IntrospectionQuery);
  const told = new Set<string>();
  let compared = 0;
  let differing = 0;
  for (const query of operations(schema)) {
    for (const [role, gone] of [
      ['officer', left],
      ['reader', none],
    ] as const) {
      const [denied, absent] = [await all.ask(role, query), await gone.ask(role, query)];
      expect({ query, role, text: denied.text }).toEqual({ query, role, text: absent.text });
      for (const [total] of denied.text.matchAll(/"\w+":\d+|"hasNextPage":\w+/g)) told.add(total);
    }
    const [everything, some] = [await all.ask('chief', query), await left.ask('chief', query)];
    if (everything.text !== some.text) differing += 1;
    compared += 1;
    if (compared === PAIRS) break;
  }
  // Answers without totals and ends would prove nothing, and worlds that are the same to everybody neither.
  expect(differing).toBeGreaterThan(PAIRS / 3);
  expect(told.size).toBeGreaterThan(3);
});
