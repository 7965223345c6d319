import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  type TypeNode,
} from 'graphql';
import { applied, type Directed, textOf } from '../../gateway/supergraph/directives.ts';

export { namedTypeOf as namedType } from '../../gateway/supergraph/interfaces.ts';

/** A type with fields, as an agency writes it. */
export type CompositeNode = ObjectTypeDefinitionNode | ObjectTypeExtensionNode | InterfaceTypeDefinitionNode;

/** An agency's SDL. */
export interface SdlPart {
  /** The agency. */
  readonly name: string;
  /** Its SDL with the definitions of the protection directives. */
  readonly document: DocumentNode;
}

/** One field in one agency's SDL. */
export interface SdlField {
  readonly agency: string;
  readonly typeName: string;
  readonly type: CompositeNode;
  readonly field: FieldDefinitionNode;
  /** `Type.field` */
  readonly at: string;
  /** Another agency's, named to refer to it. */
  readonly isExternal: boolean;
  /** Its own, else its type's; undefined: none is written. */
  readonly label: ConstDirectiveNode | undefined;
}

/** What a label says. */
export interface LabelText {
  readonly category: string;
  readonly group: string | undefined;
  readonly mask: string | undefined;
  readonly denial: string;
  readonly absent: string | undefined;
}

/** The types with fields of a document. */
export function compositesOf({ definitions }: DocumentNode): readonly CompositeNode[] {
  return definitions.filter(
    (each) =>
      each.kind === Kind.OBJECT_TYPE_DEFINITION ||
      each.kind === Kind.OBJECT_TYPE_EXTENSION ||
      each.kind === Kind.INTERFACE_TYPE_DEFINITION,
  );
}

/** Every field of every agency, as written. */
export function fieldsOf(parts: readonly SdlPart[]): readonly SdlField[] {
  return parts.flatMap(({ name, document }) => {
    const defaults = typeLabels(document);
    return compositesOf(document).flatMap((type) =>
      (type.fields ?? []).map((field): SdlField => {
        const typeName = type.name.value;
        const isExternal = directiveOf(field, 'external') !== undefined;
        const own = directiveOf(field, 'classified');
        const label = own ?? (isExternal ? undefined : defaults.get(typeName));
        return { agency: name, typeName, type, field, at: `${typeName}.${field.name.value}`, isExternal, label };
      }),
    );
  });
}

/** Type → the label that stands for its fields, whether its definition or an extension carries it. */
export function typeLabels(document: DocumentNode): ReadonlyMap<string, ConstDirectiveNode> {
  return new Map(
    compositesOf(document).flatMap((type) => {
      const label = directiveOf(type, 'classified');
      return label ? [[type.name.value, label] as const] : [];
    }),
  );
}

export function directiveOf(node: Directed, name: string): ConstDirectiveNode | undefined {
  return applied(node, name)[0];
}

export function labelText(label: ConstDirectiveNode): LabelText {
  return {
    category: textOf(label, 'as') ?? '',
    group: textOf(label, 'group'),
    mask: textOf(label, 'mask'),
    denial: textOf(label, 'denial') ?? 'OPEN',
    absent: textOf(label, 'absent'),
  };
}

/** True of a field that is released by rules; false of what is published and of what has no label. */
export function isProtected({ label }: Pick<SdlField, 'label'>): boolean {
  return label !== undefined && textOf(label, 'as') !== 'PUBLIC';
}

export function isList(type: TypeNode): boolean {
  if (type.kind === Kind.NON_NULL_TYPE) return isList(type.type);
  return type.kind === Kind.LIST_TYPE;
}
