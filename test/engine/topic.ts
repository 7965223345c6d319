import {
  type Answer,
  type AnswerError,
  ENGINES,
  type EngineUnderTest,
  type Federation,
  type Subgraph,
  startFederation,
} from '../support/federated.ts';

/** What a test of a topic asks with. */
export interface Topic {
  readonly engine: EngineUnderTest;
  /** The topic's federation, started before its tests. */
  federation(): Federation;
  /** Declares a test: the operation has this whole answer, and the errors of `options` and no others. */
  answers(sentence: string, query: string, data: Record<string, unknown> | null, options?: AnswerOptions): void;
}

export interface AnswerOptions {
  readonly variables?: object;
  /** `CODE path.of.it`, in any order. */
  readonly errors?: readonly string[];
  /** The subgraphs that are asked, and how often; others must not be. */
  readonly calls?: Readonly<Record<string, number>>;
  /** Titles of engines whose known fault it is to answer otherwise. */
  readonly wrongIn?: readonly string[];
}

/** One topic of the federation specification over one federation, for each engine under test. */
export function topic(
  name: string,
  subgraphs: readonly Subgraph[],
  define: (topic: Topic) => void,
  engines: readonly EngineUnderTest[] = ENGINES,
): void {
  describe.each(engines)(`${name} ($title)`, (engine) => {
    let started: Federation | undefined;
    beforeAll(async () => {
      const { title: _title, ...parts } = engine;
      started = await startFederation({ ...parts, subgraphs });
    });
    afterAll(() => started?.[Symbol.asyncDispose]());
    function federation(): Federation {
      if (!started) throw new Error('the federation did not start');
      return started;
    }
    function answers(
      sentence: string,
      query: string,
      data: Record<string, unknown> | null,
      options: AnswerOptions = {},
    ) {
      const declare = options.wrongIn?.includes(engine.title) ? test.failing : test;
      declare(sentence, async () => {
        federation().forget();
        const answer = await federation().ask(query, options.variables);
        expect({ data: answer.data, errors: errorsOf(answer) }).toEqual({
          data,
          errors: [...(options.errors ?? [])].sort(),
        });
        if (options.calls) expect(callsOf(federation())).toEqual(options.calls);
      });
    }
    define({ engine, federation, answers });
  });
}

/** The answer's errors as `CODE path.of.it`, sorted. */
export function errorsOf(answer: Pick<Answer, 'errors'>): string[] {
  return answer.errors.map(({ extensions, path }: AnswerError) => `${extensions.code} ${path?.join('.') ?? ''}`).sort();
}

/** Subgraph → number of operations it received; those that received none are left out. */
export function callsOf({ calls }: Federation): Record<string, number> {
  return Object.fromEntries(
    Object.entries(calls)
      .map(([name, received]) => [name, received.length] as const)
      .filter(([, count]) => count > 0),
  );
}

/**
 * A resolver of references over records: one is found by each of the given keys that the representation has. What the
 * representation brings with it (@requires) is laid over the record.
 */
export function byKey(rows: readonly object[], ...keys: readonly string[]): { __resolveReference: object } {
  return {
    __resolveReference({ __typename, ...reference }: { readonly __typename: string }) {
      const given = keys.filter((key) => Reflect.has(reference, key));
      if (given.length === 0) throw new Error(`a representation without any of ${keys.join(', ')}`);
      const row = rows.find((each) =>
        given.every((key) => sameKey(Reflect.get(each, key), Reflect.get(reference, key))),
      );
      return row ? { ...row, ...reference } : null;
    },
  };
}

/** Objects and lists are compared by what the representation has of them. */
function sameKey(known: unknown, given: unknown): boolean {
  if (typeof given !== 'object' || given === null) return known === given;
  if (typeof known !== 'object' || known === null) return false;
  return Object.entries(given).every(
    ([name, value]) => name === '__typename' || sameKey(Reflect.get(known, name), value),
  );
}
