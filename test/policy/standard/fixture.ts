import { viewerWith } from '../../../gateway/identity/viewer.ts';
import type { Pdp } from '../../../gateway/pipeline/pdp.ts';
import { type Answer, type Federation, type Subgraph, startFederation } from '../../support/federated.ts';

/** Scopes a caller holds; undefined: a caller without a token. */
export type Caller = readonly string[] | undefined;

export interface Guarded extends AsyncDisposable {
  readonly federation: Federation;
  ask(caller: Caller, query: string, variables?: object): Promise<Answer>;
  /** The answer's data and its errors as `CODE path.of.it`, sorted. */
  seen(caller: Caller, query: string, variables?: object): Promise<{ data: unknown; errors: readonly string[] }>;
  /** Everything the subgraphs were asked since the last question, as one text. */
  sent(): string;
}

/** A federation protected by the standard directives alone; whoever says their scopes is believed. */
export async function guarded(subgraphs: readonly Subgraph[], pdp?: Pdp): Promise<Guarded> {
  const federation = await startFederation({
    subgraphs,
    standard: {
      identity: ({ 'x-scopes': said }) =>
        typeof said === 'string'
          ? viewerWith({ principal: 'somebody', scopes: new Set(said.split(' ').filter(Boolean)) })
          : undefined,
      ...(pdp && { pdp }),
    },
  });
  const ask: Guarded['ask'] = (caller, query, variables) => {
    federation.forget();
    return federation.ask(query, variables, caller && { 'x-scopes': caller.join(' ') || ' ' });
  };
  return {
    federation,
    ask,
    async seen(caller, query, variables) {
      const { data, errors } = await ask(caller, query, variables);
      return { data, errors: errors.map(({ extensions, path }) => `${extensions.code} ${path?.join('.')}`).sort() };
    },
    sent: () =>
      Object.values(federation.calls)
        .flat()
        .map(({ query, variables }) => `${query} ${JSON.stringify(variables)}`)
        .join('\n'),
    [Symbol.asyncDispose]: () => federation[Symbol.asyncDispose](),
  };
}
