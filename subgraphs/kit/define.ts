import type { IResolvers } from 'mercurius';
import type { GrantClaims, GrantViewer } from '../../standards/grant/wire.ts';
import { type CursorKeys, cursorsAt } from './cursors.ts';
import type { CursorsOf } from './paging.ts';

/** What every resolver finds as its third argument. `loaders` are new for each request. */
export interface KitContext<Loaders> {
  readonly loaders: Loaders;
  /** Makes the cursors of a list, bound to this agency and this viewer. */
  readonly cursors: CursorsOf;
  /** Who asks, as the grant says; undefined where doors are open. */
  readonly viewer: GrantViewer | undefined;
  readonly purpose: string | undefined;
  /** Of records of a type, only those that fit. */
  readonly residuals: GrantClaims['residuals'];
}

/** For whom a request is answered. */
export interface RequestViewer {
  /** Class of the viewer: requests of one class see the same lists. Empty where no rules differ. */
  readonly viewerClass: string;
}

/** What an agency says of its subgraph; the kit does the rest. */
export interface AgencyDefinition<Source extends AsyncDisposable, Loaders> {
  /** Name in the register of agencies (schema/agencies.json). */
  readonly name: string;
  /** The agency's SDL, without the definitions of the protection directives: the kit adds them. */
  readonly schema: URL;
  /** Typed by the agency with `satisfies Resolvers` of its generated types. */
  readonly resolvers: object;
  /**
   * Opens the agency's existing system.
   *
   * @param url where it is; empty where the agency keeps no system.
   */
  openSource(url: string): Source;
  /** Makes the loaders of one request. */
  loaders(source: Source): Loaders;
  /** True where the existing system answers; asked by the readiness probe. */
  ready(source: Source): Promise<boolean>;
}

/** An agency as the list, the server and the contract test see it: its own types are its own affair. */
export interface Agency {
  readonly name: string;
  readonly schema: URL;
  readonly resolvers: IResolvers;
  /** @param url where its system is. @param cursorKeys seal and open its cursors. */
  open(url: string, cursorKeys: CursorKeys): OpenAgency;
}

export interface OpenAgency extends AsyncDisposable {
  context(viewer: RequestViewer): Pick<KitContext<unknown>, 'loaders' | 'cursors'>;
  ready(): Promise<boolean>;
}

/** Defines an agency's subgraph. */
export function defineAgency<Source extends AsyncDisposable, Loaders>(
  definition: AgencyDefinition<Source, Loaders>,
): Agency {
  return {
    name: definition.name,
    schema: definition.schema,
    // The agency's resolvers are checked against its generated types; mercurius asks for a looser map.
    resolvers: isolated(definition.resolvers as IResolvers),
    open(url, cursorKeys) {
      const source = definition.openSource(url);
      return {
        context: ({ viewerClass }) => ({
          loaders: definition.loaders(source),
          cursors: (place) => cursorsAt(cursorKeys, { agency: definition.name, viewerClass }, place),
        }),
        ready: () => definition.ready(source),
        [Symbol.asyncDispose]: () => source[Symbol.asyncDispose](),
      };
    },
  };
}

type ResolveReference = (...given: readonly unknown[]) => unknown;

/**
 * A reference resolver that throws at once would fail the whole list of entities it stands in; one that rejects fails
 * its own entity alone.
 */
function isolated(resolvers: IResolvers): IResolvers {
  const types = Object.entries(resolvers).map(([name, type]) => {
    const resolve = (type as { readonly __resolveReference?: ResolveReference }).__resolveReference;
    if (!resolve) return [name, type];
    return [name, { ...type, __resolveReference: async (...given: readonly unknown[]) => resolve(...given) }];
  });
  return Object.fromEntries(types);
}
