import { type ConstDirectiveNode, type ConstValueNode, Kind, parse, type SelectionSetNode } from 'graphql';

/** Anything of a schema that directives stand on. */
export interface Directed {
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}

/** The directives of one name. */
export function applied({ directives = [] }: Directed, name: string | undefined): readonly ConstDirectiveNode[] {
  return directives.filter((directive) => directive.name.value === name);
}

export function argumentOf(directive: ConstDirectiveNode | undefined, argument: string): ConstValueNode | undefined {
  return directive?.arguments?.find(({ name }) => name.value === argument)?.value;
}

/** Text of an argument that is a string or an enum value. */
export function textOf(directive: ConstDirectiveNode | undefined, argument: string): string | undefined {
  const value = argumentOf(directive, argument);
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : undefined;
}

export function isTrue(directive: ConstDirectiveNode, argument: string): boolean {
  const value = argumentOf(directive, argument);
  return value?.kind === Kind.BOOLEAN && value.value;
}

/** Objects of an argument that lists some, each with those of its values that are text. */
export function objectsOf(directive: ConstDirectiveNode, argument: string): ReadonlyArray<ReadonlyMap<string, string>> {
  const value = argumentOf(directive, argument);
  const listed = value?.kind === Kind.LIST ? value.values : value ? [value] : [];
  return listed.map((each) => {
    const fields = each.kind === Kind.OBJECT ? each.fields : [];
    return new Map(
      fields.flatMap((field) => (field.value.kind === Kind.STRING ? [[field.name.value, field.value.value]] : [])),
    );
  });
}

/** A set of fields as directives write it: `id owner { id }`. @throws GraphQLError where it is none. */
export function fieldSetOf(text: string): SelectionSetNode | undefined {
  return selectionOf(`{${text}}`);
}

/** A selection in braces. @throws GraphQLError where it is none. */
export function selectionOf(text: string): SelectionSetNode | undefined {
  const [operation] = parse(text, { noLocation: true }).definitions;
  return operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet : undefined;
}
