import { readFileSync } from 'node:fs';
import { composeServices } from '@apollo/composition';
import { type DocumentNode, Kind, parse, visit } from 'graphql';
import { compose } from '../../bin/compose/compose.ts';

/** One subgraph's SDL. */
export interface SubgraphSdl {
  readonly name: string;
  /** Labelled for the hub; the definitions of the labels are in it. */
  readonly document: DocumentNode;
}

/** One graph in both forms. */
export interface Supergraphs {
  /** For the hub: each field labelled. */
  readonly labelled: string;
  /** For the peers, which know no labels: the same graph without them. */
  readonly plain: string;
}

const NAMES = ['accounts', 'inventory', 'products', 'reviews'];
const TYPES_OF_A_REGISTER = 8;
const FIELDS_OF_A_TYPE = 10;
const LABELS = 'https://cbm-hub.example/protection/v1.0';
const DEFINITIONS = readFileSync(new URL('../../schema/protection.graphql', import.meta.url), 'utf8');

/** The four subgraphs of the workload and as many registers beside them as asked for, each with types of its own. */
export function subgraphSdls(registers: number): readonly SubgraphSdl[] {
  const asked = NAMES.map((name) => ({
    name,
    document: labelled(readFileSync(new URL(`graph/${name}.graphql`, import.meta.url), 'utf8')),
  }));
  const beside = Array.from({ length: registers }, (_each, index) => ({
    name: `register-${index + 1}`,
    document: labelled(registerSdl(`Register${index + 1}`)),
  }));
  return [...asked, ...beside];
}

/** @param urls subgraph → its address. @throws Error where the graph does not compose. */
export function composed(subgraphs: readonly SubgraphSdl[], urls: ReadonlyMap<string, string>): Supergraphs {
  const parts = subgraphs.map(({ name, document }) => ({ name, document, url: urls.get(name) ?? '' }));
  const forHub = compose(parts);
  if (forHub.kind === 'refused') throw new Error(forHub.problems.join('\n'));
  const forPeers = composeServices(
    parts.map(({ name, url, document }) => ({ name, url, typeDefs: withoutLabels(document) })),
  );
  if (forPeers.errors) throw new Error(forPeers.errors.map((error) => error.message).join('\n'));
  return { labelled: forHub.supergraph, plain: forPeers.supergraphSdl };
}

function labelled(sdl: string): DocumentNode {
  return parse(`${sdl}\n${DEFINITIONS}`, { noLocation: true });
}

function withoutLabels(document: DocumentNode): DocumentNode {
  return visit(document, {
    Directive(node) {
      const [argument] = node.arguments ?? [];
      const isLabel = ['classified', 'record', 'composeDirective'].includes(node.name.value);
      const isLinkOfLabels = argument?.value.kind === Kind.STRING && argument.value.value === LABELS;
      return isLabel || isLinkOfLabels ? null : undefined;
    },
    DirectiveDefinition: () => null,
    EnumTypeDefinition: (node) => (node.name.value.startsWith('protection__') ? null : undefined),
    ScalarTypeDefinition: (node) => (node.name.value.startsWith('protection__') ? null : undefined),
  });
}

/** A subgraph that no operation of the workload asks. */
function registerSdl(prefix: string): string {
  const types = Array.from({ length: TYPES_OF_A_REGISTER }, (_each, index) => {
    const fields = Array.from({ length: FIELDS_OF_A_TYPE }, (_field, at) => `  field${at}: String`).join('\n');
    return `type ${prefix}Entry${index} @key(fields: "id") @classified(as: OFFICIAL) {\n  id: ID!\n${fields}\n}`;
  });
  const roots = types.map((_type, index) => `  ${prefix.toLowerCase()}Entry${index}(id: ID!): ${prefix}Entry${index}`);
  return `${HEADER}\ntype Query @classified(as: PUBLIC) {\n${roots.join('\n')}\n}\n${types.join('\n')}\n`;
}

const LABEL_NAMES = ['classified', 'record', 'derived', 'reads', 'retained'].map((name) => `"@${name}"`);
const HEADER = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@composeDirective"])
  @link(url: "${LABELS}", import: [${LABEL_NAMES.join(', ')}])
  ${LABEL_NAMES.map((name) => `@composeDirective(name: ${name})`).join('\n  ')}
`;
