import { type GraphQLSchema, isObjectType, Kind, type SelectionNode, type SelectionSetNode } from 'graphql';
import { fieldType } from '../field-type.ts';
import { type Coordinate, coordinate } from '../ids.ts';
import type { InputField, Inputs, InputsOf } from '../policy/inputs.ts';
import { possibleTypes } from '../policy/possible-types.ts';
import { fieldSetOf } from './directives.ts';
import type { Joins } from './joins.ts';

/** What fields are made from, as the supergraph writes it. Each field is followed once, when it is first asked for. */
export function inputsOf({ selections }: Pick<Joins, 'selections'>, types: GraphQLSchema): InputsOf {
  const required = new Map<Coordinate, SelectionSetNode[]>();
  for (const { kind, typeName, field, text } of selections) {
    const set = kind === 'requires' && field !== undefined ? fieldSetOf(text) : undefined;
    if (!set || field === undefined) continue;
    const at = coordinate(typeName, field);
    required.set(at, [...(required.get(at) ?? []), set]);
  }
  if (required.size === 0) return () => undefined;
  const known = new Map<Coordinate, Inputs | undefined>();
  return (at) => {
    if (!known.has(at)) known.set(at, new Follower(required, types).inputs(at));
    return known.get(at);
  };
}

/** Follows what a field is made from to its ends. */
class Follower {
  readonly #required: ReadonlyMap<Coordinate, readonly SelectionSetNode[]>;
  readonly #types: GraphQLSchema;
  readonly #fields = new Map<Coordinate, InputField>();
  readonly #followed = new Set<Coordinate>();

  constructor(required: ReadonlyMap<Coordinate, readonly SelectionSetNode[]>, types: GraphQLSchema) {
    this.#required = required;
    this.#types = types;
  }

  inputs(at: Coordinate): Inputs | undefined {
    const [typeName = '', field = ''] = at.split('.');
    const selections = this.#madeFrom(typeName, field);
    return selections.length === 0
      ? undefined
      : { set: { kind: Kind.SELECTION_SET, selections }, fields: [...this.#fields.values()] };
  }

  /**
   * Of an interface's field: what it is made from in each type that may stand there. Of a field that an agency adds to an
   * interface (`@interfaceObject`): what it is made from at the interface.
   */
  #madeFrom(typeName: string, field: string): readonly SelectionNode[] {
    const type = this.#types.getType(typeName);
    const above = isObjectType(type) ? type.getInterfaces().map(({ name }) => name) : [];
    const names = new Set([typeName, ...above, ...possibleTypes(this.#types, typeName)]);
    return [...names].flatMap((each): readonly SelectionNode[] => {
      const at = coordinate(each, field);
      if (this.#followed.has(at)) return [];
      this.#followed.add(at);
      const selections = (this.#required.get(at) ?? []).flatMap((set) => this.#followedSet(set, each));
      if (selections.length === 0 || each === typeName || above.includes(each)) return selections;
      const typeCondition = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: each } } as const;
      const selectionSet = { kind: Kind.SELECTION_SET, selections } as const;
      return [{ kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet } as const];
    });
  }

  #followedSet({ selections }: SelectionSetNode, typeName: string): readonly SelectionNode[] {
    return selections.flatMap((node): readonly SelectionNode[] => {
      if (node.kind === Kind.FRAGMENT_SPREAD) return [];
      if (node.kind === Kind.INLINE_FRAGMENT) {
        const inner = this.#followedSet(node.selectionSet, node.typeCondition?.name.value ?? typeName);
        return [{ ...node, selectionSet: { kind: Kind.SELECTION_SET, selections: inner } }];
      }
      const field = node.name.value;
      const below = fieldType(this.#types, typeName, field) ?? '';
      const types = node.selectionSet ? possibleTypes(this.#types, below) : [];
      const at = coordinate(typeName, field);
      // Asked for more than once, it is with arguments where it once is.
      const hasArguments = (node.arguments?.length ?? 0) > 0 || this.#fields.get(at)?.hasArguments === true;
      this.#fields.set(at, { typeName, field, types, hasArguments });
      const selectionSet = node.selectionSet && {
        kind: Kind.SELECTION_SET as const,
        selections: this.#followedSet(node.selectionSet, below),
      };
      return [{ ...node, ...(selectionSet && { selectionSet }) }, ...this.#madeFrom(typeName, field)];
    });
  }
}
