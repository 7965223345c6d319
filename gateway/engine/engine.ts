import type { GraphQLError, OperationDefinitionNode } from 'graphql';
import type { SourceStatus, Variables } from '../exchange.ts';
import type { Halt } from '../halt.ts';
import type { AgencyName } from '../ids.ts';
import type { InternalUse } from './check-plan.ts';
import type { Gate } from './gate.ts';

/** Values under internal names. */
export type Fields = Record<string, unknown>;

export interface EngineAnswer {
  readonly data: Fields;
  /** No text in the data has anything in it that JSON writes otherwise than it is. */
  readonly isPlain: boolean;
  /** What the agencies sent. */
  readonly bytes: number;
  /** Paths in internal names. */
  readonly errors: readonly GraphQLError[];
  /** Every agency of the plan, asked or not: who was asked depends on the records there are. */
  readonly sources: ReadonlyMap<AgencyName, SourceStatus>;
}

/** What a plan asks one agency for: the same object for the same plan. */
export interface Scope {
  readonly agency: AgencyName;
  /** `Type.field`, sorted. */
  readonly coordinates: readonly string[];
}

/** What a call needs to be let in: names and values of headers, in turn. */
export type Pass = (body: string) => readonly string[];

/** Lets calls in at agencies; undefined: there is nothing to let them in with. */
export type Enter = (scope: Scope) => Pass | undefined;

/** For agencies that ask for nothing. */
export const OPEN_DOORS: Enter = () => undefined;

/** An operation ready to be run as often as it is asked. */
export interface Plan {
  /** What agencies are asked for beyond what the caller is shown. */
  readonly uses: readonly InternalUse[];
  /** The agency that a field's value comes from. */
  ownerOf(typeName: string, internalName: string): AgencyName | undefined;
  /**
   * Asks the agencies. An agency that fails costs its own fields only.
   *
   * @param gone stops the calls when the caller goes away.
   * @param enter lets the calls in.
   * @param gate undefined: everything may be sent on.
   */
  run(variables: Variables, gone: Halt, enter: Enter, gate?: Gate): Promise<EngineAnswer>;
}

/** Federated execution. It gets an operation and gives data; it knows no caller. */
export interface Engine extends AsyncDisposable {
  /**
   * Plans an operation with only released fields and only internal names. Equal operations are planned once.
   *
   * @throws HubError PLANNING_FAILED where no plan is found in time.
   */
  plan(operation: OperationDefinitionNode): Promise<Plan>;
}
