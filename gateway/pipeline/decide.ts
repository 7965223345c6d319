import {
  type FieldNode,
  type GraphQLSchema,
  getNamedType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  typeFromAST,
} from 'graphql';
import { responseKey } from '../engine/names.ts';
import { type Decided, grown, type Operated } from '../exchange.ts';
import { type Coordinate, coordinate } from '../ids.ts';
import { mayRead, type RoleCategories } from '../policy/categories.ts';
import type { Decisions, Denial } from '../policy/decisions.ts';
import type { Labels } from '../supergraph/labels.ts';

/** What is released: everything, or what the labels allow the caller's roles. */
export type Release =
  | { readonly kind: 'open' }
  | { readonly kind: 'labels'; readonly labels: Labels; readonly roles: RoleCategories };

/** What decisions rest on beside the exchange. */
export interface DecideRoom {
  readonly schema: GraphQLSchema;
  readonly release: Release;
  /** Decisions made before, by operation and by what of the caller they read. */
  readonly decided: WeakMap<OperationDefinitionNode, Map<string, Decisions>>;
}

/** Kinds of callers whose decisions over one operation are kept. */
const KEPT_CLASSES = 256;

/**
 * decide: every field of the operation is released or withheld before anything is planned, whatever the data is.
 * A composite field left without any selection is removed with its children: asked for, it would tell that the record
 * exists and how many there are.
 */
export function decide(exchange: Operated, room: DecideRoom): Decided {
  const { operation, viewer } = exchange;
  // What the static decisions read of a caller, and nothing else: callers of one class get the same.
  const viewerClass = viewer?.roles.join() ?? '';
  const known = room.decided.get(operation) ?? new Map<string, Decisions>();
  const decisions = known.get(viewerClass) ?? decisionsOver(exchange, room);
  if (known.size >= KEPT_CLASSES) known.clear();
  known.set(viewerClass, decisions);
  room.decided.set(operation, known);
  return grown(exchange, { decisions });
}

function decisionsOver(exchange: Operated, room: DecideRoom): Decisions {
  const walk = new Walk(exchange, room);
  const { operation } = exchange;
  walk.selections(operation.selectionSet, room.schema.getRootType(operation.operation)?.name ?? '', []);
  const denials = [...walk.denials.values()];
  return { denials, released: [...walk.released], withheld: [...walk.withheld], removed: walk.removed };
}

class Walk {
  readonly denials = new Map<string, Denial>();
  readonly withheld = new Set<Coordinate>();
  readonly released = new Set<Coordinate>();
  readonly removed = new Set<FieldNode>();
  readonly #exchange: Operated;
  readonly #room: DecideRoom;

  constructor(exchange: Operated, room: DecideRoom) {
    this.#exchange = exchange;
    this.#room = room;
  }

  /** @returns true where anything of the selection is left. */
  selections(set: SelectionSetNode, typeName: string, path: readonly string[]): boolean {
    let left = false;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) left = this.#field(selection, typeName, path) || left;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value ?? typeName;
        left = this.selections(selection.selectionSet, condition, path) || left;
      }
    }
    return left;
  }

  #field(field: FieldNode, typeName: string, parent: readonly string[]): boolean {
    if (field.name.value.startsWith('__')) return true;
    const at = coordinate(typeName, field.name.value);
    const path = [...parent, responseKey(field)];
    if (!this.#isReleased(field, at)) {
      this.removed.add(field);
      this.withheld.add(at);
      this.denials.set(path.join('.'), { coordinate: at, path, reason: 'SCOPE' });
      return false;
    }
    // A selection that @skip has emptied asks whether there is a record, as __typename would.
    const isLeaf = !field.selectionSet?.selections.length;
    const isLeft = isLeaf || this.selections(field.selectionSet, this.#typeOf(typeName, field), path);
    if (isLeft) this.released.add(at);
    else this.removed.add(field);
    return isLeft;
  }

  /** The field's own label, and the labels of the fields its given arguments read. An unlabelled one is withheld. */
  #isReleased(field: FieldNode, at: Coordinate): boolean {
    const { release } = this.#room;
    if (release.kind === 'open') return true;
    const label = release.labels.get(at);
    if (!label) return false;
    const read = (field.arguments ?? [])
      .map((argument) => label.reads.get(argument.name.value))
      .filter((each) => each !== undefined);
    const roles = this.#exchange.viewer?.roles ?? [];
    return [label, ...[...read, ...label.members].map((each) => release.labels.get(each))].every(
      (each) => each !== undefined && mayRead(release.roles, roles, each.category),
    );
  }

  #typeOf(typeName: string, field: FieldNode): string {
    const type = typeFromAST(this.#room.schema, { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: typeName } });
    if (!type || !('getFields' in type)) return '';
    const definition = type.getFields()[field.name.value];
    return definition ? getNamedType(definition.type).name : '';
  }
}
