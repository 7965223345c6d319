import type { GraphQLError, OperationDefinitionNode } from 'graphql';
import type { SourceStatus, Variables } from '../exchange.ts';
import type { AgencyName } from '../ids.ts';

/** An operation the engine has accepted: only released fields, only internal names. */
export interface Plan {
  readonly operation: OperationDefinitionNode;
  /** Same text, same hash. */
  readonly hash: string;
}

export interface EngineAnswer {
  readonly data: Readonly<Record<string, unknown>>;
  /** Paths in internal names. */
  readonly errors: readonly GraphQLError[];
  readonly sources: ReadonlyMap<AgencyName, SourceStatus>;
}

/** Federated execution. It gets a plan and variables and gives data; it knows no caller. */
export interface Engine extends AsyncDisposable {
  plan(operation: OperationDefinitionNode): Plan;
  run(plan: Plan, variables: Variables): Promise<EngineAnswer>;
}
