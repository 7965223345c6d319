import { type ConstDirectiveNode, Kind, print } from 'graphql';
import { CATEGORIES } from '../../gateway/policy/categories.ts';
import { compositesOf, fieldsOf, labelText, namedType, type SdlField, type SdlPart, typeLabels } from './sdl.ts';

type Label = ConstDirectiveNode;
type Labels = ReadonlyMap<string, Label>;

/**
 * Labels that nobody wrote and that follow from others: of an interface's field from the types that may stand there, of
 * Connection and Edge from the node, of `pageInfo` from PageInfo, of PageInfo from the nodes of the lists it pages.
 * The strictest member decides, in the order of the categories; members that differ in more decide nothing.
 *
 * @returns coordinate → label; one that is not in it cannot be derived.
 */
export function derivedLabels(parts: readonly SdlPart[]): Labels {
  const graph = new Graph(parts);
  const found = new Map<string, Label>();
  const bare = graph.fields.filter(({ label, isExternal }) => !label && !isExternal);
  // Of one that follows from another that follows: until nothing more is found.
  for (let before = -1; before < found.size; ) {
    before = found.size;
    for (const each of bare) {
      const label = found.has(each.at) ? undefined : strictest(graph.members(each, found));
      if (label) found.set(each.at, label);
    }
  }
  return found;
}

/** The fields of the parts with the labels they have once composed. */
export function labelledFields(parts: readonly SdlPart[]): readonly SdlField[] {
  const derived = derivedLabels(parts);
  return fieldsOf(parts).map((each) =>
    each.label || each.isExternal ? each : { ...each, label: derived.get(each.at) },
  );
}

/** Members without label leave the matter open. */
function strictest(members: readonly (Label | undefined)[]): Label | undefined {
  const labels = members.filter((label) => label !== undefined);
  if (labels.length === 0 || labels.length < members.length) return undefined;
  const rank = (label: Label) => (CATEGORIES as readonly string[]).indexOf(labelText(label).category);
  const highest = Math.max(...labels.map(rank));
  const strict = labels.filter((label) => rank(label) === highest);
  return new Set(strict.map(print)).size === 1 ? strict[0] : undefined;
}

/** All parts together: one agency's interface may stand for another's type. */
class Graph {
  readonly fields: readonly SdlField[];
  readonly #typeLabels: Labels;
  /** Interface or union → the types that may stand there. */
  readonly #possible = new Map<string, Set<string>>();
  readonly #byType = new Map<string, SdlField[]>();

  constructor(parts: readonly SdlPart[]) {
    this.fields = fieldsOf(parts);
    this.#typeLabels = new Map(parts.flatMap(({ document }) => [...typeLabels(document)]));
    for (const { document } of parts) {
      for (const type of compositesOf(document)) {
        for (const { name } of type.interfaces ?? []) this.#stands(name.value, type.name.value);
      }
      for (const each of document.definitions) {
        if (each.kind !== Kind.UNION_TYPE_DEFINITION) continue;
        for (const { name } of each.types ?? []) this.#stands(each.name.value, name.value);
      }
    }
    for (const field of this.fields) {
      this.#byType.set(field.typeName, [...(this.#byType.get(field.typeName) ?? []), field]);
    }
  }

  #stands(above: string, type: string): void {
    this.#possible.set(above, (this.#possible.get(above) ?? new Set()).add(type));
  }

  /** Labels a bare field's own follows from; none: from nothing. */
  members({ typeName, field, type }: SdlField, found: Labels): readonly (Label | undefined)[] {
    const name = field.name.value;
    if (type.kind === Kind.INTERFACE_TYPE_DEFINITION) {
      return [...(this.#possible.get(typeName) ?? [])].map((each) => this.#labelOf(each, name, found));
    }
    if (typeName === 'PageInfo') return this.#pagedNodes(found);
    if (this.#nodeTypeOf(typeName) === undefined) return [];
    if (name === 'pageInfo') return this.#labelsOf(namedType(field.type), found);
    return [this.#nodeLabel(typeName, found)];
  }

  #labelOf(typeName: string, name: string, found: Labels): Label | undefined {
    const own = this.#fieldOf(typeName, name)?.label;
    return own ?? found.get(`${typeName}.${name}`);
  }

  #labelsOf(typeName: string, found: Labels): readonly (Label | undefined)[] {
    const fields = (this.#byType.get(typeName) ?? []).filter(({ isExternal }) => !isExternal);
    return fields.map(({ label, at }) => label ?? found.get(at));
  }

  #pagedNodes(found: Labels): readonly (Label | undefined)[] {
    const paging = this.fields.filter(
      ({ typeName, field }) => namedType(field.type) === 'PageInfo' && this.#nodeTypeOf(typeName) !== undefined,
    );
    return paging.map(({ typeName }) => this.#nodeLabel(typeName, found));
  }

  /** What a list is of: the label of the type, else the strictest of its fields. */
  #nodeLabel(listType: string, found: Labels): Label | undefined {
    const node = this.#nodeTypeOf(listType);
    const types = node === undefined ? [] : [...(this.#possible.get(node) ?? [node])];
    return strictest(types.map((type) => this.#typeLabels.get(type) ?? strictest(this.#labelsOf(type, found))));
  }

  /** The type of the nodes of a Connection or Edge; undefined of other types. */
  #nodeTypeOf(typeName: string): string | undefined {
    if (/Edge$/.test(typeName)) {
      const node = this.#fieldOf(typeName, 'node');
      return node && namedType(node.field.type);
    }
    const edges = /Connection$/.test(typeName) ? this.#fieldOf(typeName, 'edges') : undefined;
    return edges && this.#nodeTypeOf(namedType(edges.field.type));
  }

  #fieldOf(typeName: string, name: string): SdlField | undefined {
    const fields = (this.#byType.get(typeName) ?? []).filter(({ field }) => field.name.value === name);
    return fields.find(({ isExternal }) => !isExternal) ?? fields[0];
  }
}
