import {
  buildClientSchema,
  defaultFieldResolver,
  execute,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  getIntrospectionQuery,
  type IntrospectionQuery,
  parse,
  validate,
} from 'graphql';
import type { Answer, Federation, Subgraph } from '../support/federated.ts';
import { BORDER, ROOT } from './border-graph.ts';
import { OperationWriter } from './operation-writer.ts';
import { topic } from './topic.ts';

/** Operations asked by each test. */
const COUNT = 200;
/** Of these asked together: what one is answered must not depend on the others. */
const AT_ONCE = 10;
/** With another RANDOM_SEED other operations are asked. */
const SEED = Number(process.env['RANDOM_SEED'] ?? 1) * 1_000_000;

/** Set by a test: whether the agency in the middle answers. */
let isSpsUp = true;
/** What that agency alone knows. */
const OF_SPS = ['Query.bans', 'Consignment.decision', 'Consignment.certificates', 'Product.name', 'Product.ban'];

const SUBGRAPHS = BORDER.map((subgraph): Subgraph => {
  if (subgraph.name !== 'sps') return subgraph;
  return {
    ...subgraph,
    async respond({ schema, document, variables }, response) {
      if (!isSpsUp) return void response.destroy();
      const answer = await execute({ schema, document, variableValues: variables, rootValue: {} });
      response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
    },
  };
});

/** One server over all the data, as it would answer without that agency. */
const withoutSps: GraphQLFieldResolver<unknown, unknown> = (source, args, context, info) => {
  const at = `${info.parentType.name}.${info.fieldName}`;
  if (OF_SPS.includes(at)) throw new Error('unavailable');
  // Derived by another agency, which gets null for the decision it requires.
  return at === 'Consignment.risk' ? -1 : defaultFieldResolver(source, args, context, info);
};

async function schemaOf(federation: Federation): Promise<GraphQLSchema> {
  const { data } = await federation.ask(getIntrospectionQuery());
  return buildClientSchema(data as unknown as IntrospectionQuery);
}

/** Asks random operations of the federation and of one server over all the data. */
async function compare(
  federation: Federation,
  fieldResolver: GraphQLFieldResolver<unknown, unknown>,
  seen: (answer: Answer) => unknown,
): Promise<void> {
  const schema = await schemaOf(federation);
  const queries: string[] = [];
  for (let seed = SEED; queries.length < COUNT; seed += 1) {
    const query = new OperationWriter(schema, seed).operation();
    // Fields that cannot merge: another one is written.
    if (validate(schema, parse(query)).length === 0) queries.push(query);
  }
  for (let from = 0; from < COUNT; from += AT_ONCE) {
    const together = queries.slice(from, from + AT_ONCE);
    const answers = await Promise.all(together.map((query) => federation.ask(query)));
    for (const [at, answer] of answers.entries()) {
      const query = together[at] ?? '';
      if (answer.errors[0]?.extensions.code === 'LIMIT_EXCEEDED') continue;
      const { data } = await execute({ schema, document: parse(query), rootValue: ROOT, fieldResolver });
      expect({ query, data: JSON.stringify(answer.data), seen: seen(answer) }).toEqual({
        query,
        data: JSON.stringify(data),
        seen: [],
      });
    }
  }
}

topic('random operations', SUBGRAPHS, ({ federation }) => {
  test('are answered as one server over all the data would, to the order of the keys', async () => {
    isSpsUp = true;
    await compare(federation(), defaultFieldResolver, ({ errors }) => errors);
  });

  test('with an agency down they lose what it alone knows and nothing else', async () => {
    isSpsUp = false;
    await compare(federation(), withoutSps, ({ errors }) =>
      errors.filter(({ extensions }) => extensions.code !== 'SUBGRAPH_UNAVAILABLE' || extensions.agency !== 'sps'),
    );
  });
});
