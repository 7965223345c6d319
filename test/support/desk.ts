import { type Agency, defineAgency } from '../../subgraphs/kit/index.ts';

/** An agency that refers to sightings by their ids, and knows nothing else of them. */
export function deskAgency(ids: readonly string[]): Agency {
  const stub = (id: string) => ({ __typename: 'Sighting', id });
  return defineAgency({
    name: 'desk',
    schema: new URL('./graph/desk.graphql', import.meta.url),
    resolvers: {
      Query: {
        reports: () => ids.map((id) => ({ number: `R-${id}`, about: stub(id) })),
        marks: () => ({ edges: ids.map((id) => ({ node: stub(id) })), totalCount: ids.length }),
      },
      Sighting: { __resolveReference: ({ id }: { id: string }) => stub(id) },
    },
    openSource: () => ({ [Symbol.asyncDispose]: async () => {} }),
    loaders: () => undefined,
    ready: async () => true,
  });
}
