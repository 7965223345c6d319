import {
  type ConstDirectiveNode,
  type DocumentNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  visit,
} from 'graphql';
import { directiveOf, typeLabels } from '../check/sdl.ts';

type Labels = ReadonlyMap<string, ConstDirectiveNode>;

/**
 * Writes a label on each field that has none, its type's or the one that follows from its members, since composition
 * merges fields, not defaults.
 *
 * @param document one subgraph's SDL with the definitions of the protection directives.
 * @param derived coordinate → what follows from members.
 */
export function withFieldLabels(document: DocumentNode, derived: Labels = new Map()): DocumentNode {
  const defaults = typeLabels(document);
  const rewrite = {
    enter<Node extends ObjectTypeDefinitionNode | ObjectTypeExtensionNode | InterfaceTypeDefinitionNode>(type: Node) {
      const typeName = type.name.value;
      const label = (field: string) => defaults.get(typeName) ?? derived.get(`${typeName}.${field}`);
      const fields = type.fields?.map((field) => {
        const add = isBare(field) ? label(field.name.value) : undefined;
        return add ? { ...field, directives: [...(field.directives ?? []), add] } : field;
      });
      const directives = type.directives?.filter(({ name }) => name.value !== 'classified') ?? [];
      return { ...type, directives, ...(fields && { fields }) };
    },
  };
  return visit(document, {
    [Kind.OBJECT_TYPE_DEFINITION]: rewrite,
    [Kind.OBJECT_TYPE_EXTENSION]: rewrite,
    [Kind.INTERFACE_TYPE_DEFINITION]: rewrite,
  });
}

function isBare(field: Parameters<typeof directiveOf>[0]): boolean {
  return !directiveOf(field, 'classified') && !directiveOf(field, 'external');
}
