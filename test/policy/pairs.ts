import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery, parse, validate } from 'graphql';
import { OperationWriter } from '../engine/operation-writer.ts';
import type { Ruled } from '../support/ruled.ts';

/** Pairs of worlds compared; the long run compares more. */
export const PAIRS = Number(process.env['TWO_WORLDS_PAIRS'] ?? 400);
const SEED = Number(process.env['RANDOM_SEED'] ?? 1) * 1_000_000;
const PURPOSES = ['RISK_ASSESSMENT', 'RISK_ASSESSMENT', 'BORDER_CHECK'];
const ROLES = ['officer', 'officer', 'officer', 'reader', 'chief'];

export interface Asked {
  readonly seed: number;
  readonly query: string;
  readonly role: string;
  readonly purpose: string;
}

/** Random operations that are valid over the graph, each with who asks it and for what. */
export async function* askedOf(graph: Ruled, count: number): AsyncGenerator<Asked> {
  const introspected = await graph.ask({ roles: ['chief'] }, getIntrospectionQuery());
  const schema = buildClientSchema(introspected.data as unknown as IntrospectionQuery);
  let asked = 0;
  for (let seed = SEED; asked < count; seed += 1) {
    const query = new OperationWriter(schema, seed).operation();
    if (validate(schema, parse(query)).length > 0) continue;
    asked += 1;
    const [role = '', purpose = ''] = [ROLES[seed % ROLES.length], PURPOSES[seed % PURPOSES.length]];
    yield { seed, query, role, purpose };
  }
}
