import { Kind, parse } from 'graphql';
import { usesContext } from '../supergraph/joins.ts';
import type { Supergraph } from '../supergraph/load.ts';
import { apolloPlanner } from './apollo-planner.ts';
import { isSound } from './coverage.ts';
import { hivePlanner } from './hive-planner.ts';
import type { PlanNode, Planner } from './query-plan.ts';

/**
 * The planner of a supergraph. Hive's is asked first; Apollo's where there is none for this platform, where the
 * supergraph uses `@context`, whose arguments Hive's would drop without a word, and for the single operation that Hive's
 * finds no plan for, or none that is sound.
 */
export async function plannerFor(
  { sdl, document, joins, types }: Supergraph,
  preferred: 'hive' | 'apollo',
): Promise<Planner> {
  const apollo = apolloPlanner(sdl);
  if (preferred === 'apollo' || usesContext(document)) return apollo;
  const hive = await hivePlanner(sdl);
  if (!hive) return apollo;
  const isUsable = (plan: PlanNode | undefined, text: string): boolean => {
    const [operation] = parse(text, { noLocation: true }).definitions;
    return operation?.kind === Kind.OPERATION_DEFINITION && isSound(plan, operation, types, joins);
  };
  return {
    async plan(operation, signal) {
      const first = await hive.plan(operation, signal).then(
        (plan) => ({ plan }),
        () => undefined,
      );
      if (first && isUsable(first.plan, operation)) return first.plan;
      try {
        return await apollo.plan(operation, signal);
      } catch (error) {
        // What a plan leaves out is told in the answer, field by field.
        if (first) return first.plan;
        throw error;
      }
    },
    async [Symbol.asyncDispose]() {
      await hive[Symbol.asyncDispose]();
      await apollo[Symbol.asyncDispose]();
    },
  };
}
