import type { IResolvers } from 'mercurius';
import type { GrantViewer } from '../../standards/grant/wire.ts';
import type { TypeResidual } from './claims.ts';
import { type CursorKeys, cursorsAt } from './cursors.ts';
import { type Examples, SHARED_EXAMPLES } from './examples.ts';
import type { LedgerNames } from './ledger-names.ts';
import type { Mapping } from './mapping.ts';
import type { CursorsOf } from './paging.ts';
import { type Restricted, type Restrictions, restrictionsOf } from './restricted.ts';
import { type RunningSubgraph, type SubgraphOptions, startSubgraph } from './server.ts';
import type { SourceOptions } from './source.ts';

/** What every resolver finds as its third argument. `loaders` are new for each request. */
export interface KitContext<Loaders> {
  readonly loaders: Loaders;
  /** Makes the cursors of a list, bound to this agency and this viewer. */
  readonly cursors: CursorsOf;
  /** Who asks, as the grant says; undefined where doors are open. */
  readonly viewer: GrantViewer | undefined;
  readonly purpose: string | undefined;
  /** Which records are there for the caller. */
  readonly restrictions: Restrictions;
  /** How the disclosure ledger names records; undefined where the agency's process was given no keys of names. */
  readonly ledgerNames?: LedgerNames | undefined;
}

/** For whom a request is answered. */
export interface RequestViewer {
  /** Class of the viewer: requests of one class see the same lists. Empty where no rules differ. */
  readonly viewerClass: string;
  /** Of records of a type, only those that fit are there. */
  readonly residuals: readonly TypeResidual[];
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
   * @param options how long it is waited for: postgresSource and httpSource take them as they are.
   */
  openSource(url: string, options: SourceOptions): Source;
  /**
   * Makes the loaders of one request.
   *
   * @param restrictions for lists that are cut or counted, as `tableListing` and `memoryListing` do it.
   */
  loaders(source: Source, restrictions: Restrictions): Loaders;
  /** True where the existing system answers; asked by the readiness probe. */
  ready(source: Source): Promise<boolean>;
  /**
   * Enum of the SDL whose values are the agency's own business errors, their descriptions what callers are told. Only
   * these pass (AgencyError); an agency that names none sends the kit's codes alone.
   */
  readonly errorCodes?: string;
  /**
   * Where the attributes are kept of each type of `@record(restricted: true)`: what a grant says is not there the kit
   * leaves out of whatever resolvers give. A grant that restricts the records of another type is refused.
   */
  readonly restricted?: Restricted;
  /** Which field of the system feeds which of the graph; held against the SDL when the subgraph starts. */
  readonly mapping?: Mapping;
  /**
   * `Type` → a key of nobody, and `Query.field` → arguments, in the form that the agency's have: the contract test asks
   * with them. Needed where plain letters are refused; those of the graph's shared types are known to the kit.
   */
  readonly examples?: Examples;
}

/** An agency as the list, the server and the contract test see it: its own types are its own affair. */
export interface Agency {
  readonly name: string;
  readonly schema: URL;
  readonly resolvers: IResolvers;
  readonly errorCodes?: string | undefined;
  readonly restricted?: Restricted | undefined;
  readonly mapping?: Mapping | undefined;
  readonly examples: Examples;
  /** @param url where its system is. */
  open(url: string, options: OpenOptions): OpenAgency;
  /** Starts its subgraph by the very kit that defined it: an agency's own copy may be another than the caller's. */
  serve(options: SubgraphOptions): Promise<RunningSubgraph>;
}

export interface OpenOptions extends SourceOptions {
  /** Seal and open its cursors. */
  readonly cursorKeys: CursorKeys;
  readonly ledgerNames?: LedgerNames | undefined;
}

export interface OpenAgency extends AsyncDisposable {
  context(viewer: RequestViewer): Pick<KitContext<unknown>, 'loaders' | 'cursors' | 'restrictions' | 'ledgerNames'>;
  ready(): Promise<boolean>;
}

/** Defines an agency's subgraph. */
export function defineAgency<Source extends AsyncDisposable, Loaders>(
  definition: AgencyDefinition<Source, Loaders>,
): Agency {
  const agency: Agency = {
    name: definition.name,
    schema: definition.schema,
    // The agency's resolvers are checked against its generated types; mercurius asks for a looser map.
    resolvers: isolated(definition.resolvers as IResolvers),
    errorCodes: definition.errorCodes,
    restricted: definition.restricted,
    mapping: definition.mapping,
    examples: { ...SHARED_EXAMPLES, ...definition.examples },
    open(url, { cursorKeys, ledgerNames, ...options }) {
      const source = definition.openSource(url, options);
      return {
        context({ viewerClass, residuals }) {
          const restrictions = restrictionsOf(definition.restricted, residuals);
          return {
            loaders: definition.loaders(source, restrictions),
            cursors: (place) => cursorsAt(cursorKeys, { agency: definition.name, viewerClass }, place),
            restrictions,
            ledgerNames,
          };
        },
        ready: () => definition.ready(source),
        [Symbol.asyncDispose]: () => source[Symbol.asyncDispose](),
      };
    },
    serve: (options) => startSubgraph(agency, options),
  };
  return agency;
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
