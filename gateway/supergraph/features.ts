import { type ConstDirectiveNode, type DocumentNode, Kind } from 'graphql';
import { argumentOf, textOf } from './directives.ts';

/** A feature the supergraph links, found by its URL: names may be changed by `as` and `import`. */
export interface Feature {
  /** URL without its version, e.g. `https://specs.apollo.dev/join`. */
  readonly identity: string;
  /** Name that prefixes its types and directives, e.g. `join`. */
  readonly prefix: string;
  /** Own name of an imported directive or type → its name in this supergraph. */
  readonly imports: ReadonlyMap<string, string>;
  /** EXECUTION, SECURITY or undefined. */
  readonly purpose: string | undefined;
}

/** The features linked by the schema definition. */
export function featuresOf(document: DocumentNode): readonly Feature[] {
  return document.definitions
    .filter((definition) => definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION)
    .flatMap((definition) => definition.directives ?? [])
    .filter((directive) => directive.name.value === 'link')
    .map(featureOf)
    .filter((feature) => feature !== undefined);
}

/** Name a directive of the feature bears in this supergraph: imported, renamed or prefixed. */
export function directiveName(feature: Feature, own: string): string {
  const imported = feature.imports.get(`@${own}`)?.slice(1);
  if (imported !== undefined) return imported;
  // A feature's main directive is called as the feature is, also where the link gives that another name (`as`).
  return own === feature.identity.split('/').at(-1) ? feature.prefix : `${feature.prefix}__${own}`;
}

function featureOf(link: ConstDirectiveNode): Feature | undefined {
  const url = textOf(link, 'url');
  const parts = url?.match(/^(.*)\/v\d+\.\d+$/);
  const identity = parts?.[1] ?? url;
  if (!identity) return undefined;
  const prefix = textOf(link, 'as') ?? identity.split('/').at(-1) ?? identity;
  return { identity, prefix, imports: importsOf(link), purpose: textOf(link, 'for') };
}

function importsOf(link: ConstDirectiveNode): ReadonlyMap<string, string> {
  const argument = argumentOf(link, 'import');
  const imports = new Map<string, string>();
  if (argument?.kind !== Kind.LIST) return imports;
  for (const item of argument.values) {
    if (item.kind === Kind.STRING) imports.set(item.value, item.value);
    if (item.kind !== Kind.OBJECT) continue;
    const [name, as] = ['name', 'as'].map((key) => item.fields.find((field) => field.name.value === key)?.value);
    if (name?.kind === Kind.STRING) imports.set(name.value, as?.kind === Kind.STRING ? as.value : name.value);
  }
  return imports;
}
