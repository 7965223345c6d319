import { apolloPlanner } from './apollo-planner.ts';
import { hivePlanner } from './hive-planner.ts';
import type { Planner } from './query-plan.ts';

/**
 * The planner of a supergraph. Hive's is asked first and Apollo's where there is none for this platform, where the
 * supergraph uses what only Apollo's knows, and for the single operation that Hive's finds no plan for.
 *
 * @param usesContext the supergraph links `@context`: Hive's planner would drop such arguments without a word.
 */
export async function plannerFor(
  supergraphSdl: string,
  preferred: 'hive' | 'apollo',
  usesContext: boolean,
): Promise<Planner> {
  const apollo = apolloPlanner(supergraphSdl);
  if (preferred === 'apollo' || usesContext) return apollo;
  const hive = await hivePlanner(supergraphSdl).catch(() => undefined);
  if (!hive) return apollo;
  return {
    async plan(operation, signal) {
      try {
        return await hive.plan(operation, signal);
      } catch (error) {
        if (signal.aborted) throw error;
        return apollo.plan(operation, signal);
      }
    },
    async [Symbol.asyncDispose]() {
      await hive[Symbol.asyncDispose]();
      await apollo[Symbol.asyncDispose]();
    },
  };
}
