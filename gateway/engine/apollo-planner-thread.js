// The thread that plans for apollo-planner.ts. Plain JavaScript: a thread is started from a file as it is, and this one
// runs from the sources, from dist/ and under the tests alike.
import { parentPort, workerData } from 'node:worker_threads';
import { operationFromDocument, ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import { parse } from 'graphql';

const supergraph = Supergraph.build(workerData.sdl, { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES });
const apiSchema = supergraph.apiSchema();
const planner = new QueryPlanner(supergraph);

parentPort.on('message', ({ id, operation }) => {
  try {
    const document = parse(operation, { noLocation: true });
    const plan = planner.buildQueryPlan(operationFromDocument(apiSchema, document));
    // A plan is plain data but for the parsed operations it may carry along.
    parentPort.postMessage({ id, plan: JSON.parse(JSON.stringify(plan)) });
  } catch (error) {
    parentPort.postMessage({ id, problem: error instanceof Error ? error.message : 'failed' });
  }
});
