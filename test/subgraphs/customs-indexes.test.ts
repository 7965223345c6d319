import type pg from 'pg';
import { dayOf } from '../../demo/generator/day.ts';
import { messagesOf } from '../../demo/generator/messages.ts';
import { story } from '../../demo/generator/story.ts';
import { loadersOver } from '../../subgraphs/customs/data.ts';
import { resolvers } from '../../subgraphs/customs/resolvers.ts';
import { defineAgency, postgresSource } from '../../subgraphs/kit/index.ts';
import { customsSystem } from '../demo/customs-system.ts';
import { testSubgraph } from '../support/subgraph.ts';

interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** The customs subgraph with a list of what it sends to its database. */
function listeningCustoms(sent: Statement[]) {
  return defineAgency({
    name: 'customs',
    schema: new URL('../../subgraphs/customs/schema.graphql', import.meta.url),
    resolvers,
    openSource(url: string) {
      const source = postgresSource(url);
      return {
        ...source,
        query<Row>(text: string, values: readonly unknown[]) {
          sent.push({ text, values });
          return source.query<Row>(text, values);
        },
      };
    },
    loaders: loadersOver,
    ready: (source) => source.alive(),
  });
}

/** A node of a plan as EXPLAIN tells it. */
interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Plans?: readonly PlanNode[];
}

/** Tables read from end to end by a statement although every index may be used. */
async function scanned(pool: pg.Pool, { text, values }: Statement): Promise<string[]> {
  const client = await pool.connect();
  try {
    // With sequential scans priced out, one is left only where no index serves.
    await client.query('set enable_seqscan = off');
    const { rows } = await client.query(`explain (format json) ${text}`, [...values]);
    return readWhole(rows[0]['QUERY PLAN'][0].Plan);
  } finally {
    client.release(true);
  }
}

/** An index read without a condition is a table read from end to end by another way. */
function readWhole(node: PlanNode): string[] {
  const isWhole = node['Node Type'] === 'Seq Scan' || (/^Index/.test(node['Node Type']) && !node['Index Cond']);
  return [...(isWhole ? [node['Relation Name'] ?? ''] : []), ...(node.Plans ?? []).flatMap(readWhole)];
}

test('no statement of the officers’ questions 1, 2 and 11 reads a table from end to end', async () => {
  await using system = await customsSystem();
  const from = Date.UTC(2026, 10, 23, 6);
  await system.load([...dayOf({ movements: 40, seed: 1, from })].flatMap((movement) => [...messagesOf(movement)]));
  const { mrns, ucr, container, vehicle, movementId } = story(from);
  const sent: Statement[] = [];
  {
    await using subgraph = await testSubgraph(listeningCustoms(sent), system.url);
    const window = ['UGBUS', new Date(from).toISOString(), new Date(from + 43_200_000).toISOString(), 50, null];
    const id = Buffer.from(JSON.stringify(window)).toString('base64url');
    const declared =
      'declarations { mrn customsStatus goodsShipments { ucr consignment { transportEquipment { id seals { id } } } } }';
    await subgraph.entity({ __typename: 'Arrivals', id }, 'customsArrivals { movementId } customsArrivalCount');
    await subgraph.entity(
      { __typename: 'BorderMovement', id: movementId },
      `customsArrivalDateTime declarationCount vehicles { registrationId } crewDocuments { documentNumber } customsRisk { band } customsHolds { since } ${declared}`,
    );
    for (const reference of [`mrn:${mrns[0]}`, `ucr:${ucr}`, `equipment:${container}`, `vehicle:${vehicle}`]) {
      await subgraph.entity(
        { __typename: 'Clearance', id: reference },
        `customsHolds { since } customsStatus ${declared}`,
      );
    }
    await subgraph.ask('query($e: ID!) { equipmentTrack(equipment: $e) { sealMatch } }', { e: container });
  }
  expect(sent.length).toBeGreaterThan(20);
  const found = new Set<string>();
  for (const statement of sent) for (const table of await scanned(system.pool, statement)) found.add(table);
  expect([...found]).toEqual([]);
});
