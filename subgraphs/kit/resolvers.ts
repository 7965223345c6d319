import type { KitContext } from './define.ts';

/** How one field is answered: `never` stands for what the agency's own code declares it to be. */
type Resolve<Context> = (parent: never, args: never, context: Context) => unknown;

/**
 * Resolvers by type and field, of an agency that makes no types of its SDL. `__resolveReference` takes a key and the
 * arguments' place.
 */
export type AgencyResolvers<Context extends KitContext<unknown>> = Readonly<
  Record<string, Readonly<Record<string, Resolve<Context> | ((key: never, context: Context) => unknown)>>>
>;
