import {
  buildASTSchema,
  type DefinitionNode,
  type DocumentNode,
  type GraphQLSchema,
  type InputValueDefinitionNode,
  Kind,
  visit,
} from 'graphql';
import { directiveName, featuresOf } from './features.ts';

/** Enforced by the schema callers see: what is hidden is not in it. */
export const INACCESSIBLE = 'https://specs.apollo.dev/inaccessible';

/**
 * The schema callers see: the supergraph without the machinery of federation, without the labels, and without what is
 * @inaccessible.
 *
 * @throws Error where what is left is no valid schema.
 */
export function apiSchema(supergraph: DocumentNode): GraphQLSchema {
  return buildASTSchema(apiDocument(supergraph));
}

/** The same as SDL nodes, for printing. */
export function apiDocument(supergraph: DocumentNode): DocumentNode {
  const features = featuresOf(supergraph);
  const prefixes = features.map((feature) => `${feature.prefix}__`);
  const hiding = features.find((feature) => feature.identity === INACCESSIBLE);
  const hidden = hiding ? directiveName(hiding, 'inaccessible') : undefined;
  const isMachinery = (name: string) => prefixes.some((prefix) => name.startsWith(prefix));
  const isHidden = (node: Pick<InputValueDefinitionNode, 'directives'>) =>
    hidden !== undefined && (node.directives ?? []).some((directive) => directive.name.value === hidden);

  const definitions = supergraph.definitions.filter((definition) => {
    if (definition.kind === Kind.DIRECTIVE_DEFINITION) return false;
    return !('name' in definition && definition.name && isMachinery(definition.name.value)) && !hides(definition);
  });
  function hides(definition: DefinitionNode): boolean {
    return 'directives' in definition && isHidden(definition as Pick<InputValueDefinitionNode, 'directives'>);
  }

  return visit(
    { kind: Kind.DOCUMENT, definitions },
    {
      // Hidden parts go before their directives are dropped, hence on the way down.
      FieldDefinition: (node) => (isHidden(node) ? null : undefined),
      InputValueDefinition: (node) => (isHidden(node) ? null : undefined),
      EnumValueDefinition: (node) => (isHidden(node) ? null : undefined),
      Directive: (node) => (['deprecated', 'specifiedBy', 'oneOf'].includes(node.name.value) ? undefined : null),
    },
  );
}
