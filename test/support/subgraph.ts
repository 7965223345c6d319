import { type Agency, type SubgraphOptions, startSubgraph } from '../../subgraphs/kit/index.ts';

export interface SubgraphAnswer {
  /** Empty where the answer had none. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly errors: ReadonlyArray<{ readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }>;
}

/** An entity's key and what the gateway hands over with it. */
export interface Representation {
  readonly __typename: string;
  readonly [field: string]: unknown;
}

export interface TestSubgraph extends AsyncDisposable {
  readonly url: string;
  ask(query: string, variables?: object): Promise<SubgraphAnswer>;
  /** Resolves one entity by its representation. */
  entity(representation: Representation, selection: string): Promise<SubgraphAnswer>;
}

/** An agency's subgraph as it runs in production, asked directly. */
export async function testSubgraph(
  agency: Agency,
  sourceUrl = '',
  options: Partial<SubgraphOptions> = {},
): Promise<TestSubgraph> {
  const running = await startSubgraph(agency, { sourceUrl, grants: 'off', ...options });
  async function ask(query: string, variables: object = {}): Promise<SubgraphAnswer> {
    const response = await fetch(running.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    const body = (await response.json()) as Partial<SubgraphAnswer>;
    return { data: body.data ?? {}, errors: body.errors ?? [] };
  }
  return {
    url: running.url,
    ask,
    entity: (representation, selection) =>
      ask(
        `query($r: [_Any!]!) { _entities(representations: $r) { ... on ${representation.__typename} { ${selection} } } }`,
        { r: [representation] },
      ),
    [Symbol.asyncDispose]: () => running[Symbol.asyncDispose](),
  };
}
