import { readFileSync } from 'node:fs';
import { type DirectiveNode, Kind, parse } from 'graphql';

/** The composed graph that all agencies share; its labels stand on every field. */
const SUPERGRAPH = new URL('../../schema/supergraph.graphql', import.meta.url);

let known: ReadonlyMap<string, string> | undefined;

/**
 * Category of each field of the graph as its owner labels it, `Type.field` → `PERSONAL`: for an agency that tells what kind
 * of data something was. Read once.
 */
export function publishedCategories(): ReadonlyMap<string, string> {
  known ??= categoriesIn(readFileSync(SUPERGRAPH, 'utf8'));
  return known;
}

function categoriesIn(sdl: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const type of parse(sdl, { noLocation: true }).definitions) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const field of type.fields ?? []) {
      const category = categoryOf(field.directives);
      if (category !== undefined) found.set(`${type.name.value}.${field.name.value}`, category);
    }
  }
  return found;
}

function categoryOf(directives: readonly DirectiveNode[] = []): string | undefined {
  const label = directives.find(({ name }) => name.value === 'classified');
  const value = label?.arguments?.find(({ name }) => name.value === 'as')?.value;
  return value?.kind === Kind.ENUM ? value.value : undefined;
}
