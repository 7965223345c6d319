import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type TypeNode,
} from 'graphql';

/** What a type is to the agencies that publish it. */
export interface Member {
  readonly agency: string;
  /** Key fields by which the agencies meet, empty for a type that is not an entity. */
  readonly keys: readonly string[];
  /** Fields the agency answers. */
  readonly fields: readonly FieldDefinitionNode[];
}

export interface Type {
  readonly name: string;
  readonly members: readonly Member[];
}

/**
 * The graph as a page to look at: which agency publishes which types, at which entities they meet, by which keys, and
 * what each adds there.
 *
 * @param supergraph the composed graph.
 */
export function picture(supergraph: DocumentNode): string {
  const types = typesOf(supergraph);
  const joins = types.filter(isEntity);
  return `${[
    '# Which agency publishes what, and where do they meet?',
    'Made by `hub compose` from the composed graph; do not edit. With labels, rules and who sees what: `npx hub graph`.',
    '## Where agencies meet',
    'A box is an entity, a line an agency that answers fields of it, the word on the line how many.',
    diagram(joins),
    ...joins.map(joinTable),
    '## Types by owner',
    ...owners(types).map((agency) => ownerList(agency, types)),
  ].join('\n\n')}\n`;
}

/** The types at which agencies meet, each with what an agency answers there. */
export function entitiesOf(supergraph: DocumentNode): readonly Type[] {
  return typesOf(supergraph).filter(isEntity);
}

function isEntity({ members }: Type): boolean {
  return members.length > 1 && members.some(({ keys }) => keys.length > 0);
}

function diagram(joins: readonly Type[]): string {
  const agencies = owners(joins);
  const lines = joins.flatMap((type) => [
    `  ${type.name}["${type.name}<br/><i>${keysOf(type).join(' · ')}</i>"]`,
    ...type.members
      .filter((member) => member.fields.length > 0)
      .map((member) => `  ${member.agency} -- ${member.fields.length} --> ${type.name}`),
  ]);
  return [
    '```mermaid',
    'flowchart LR',
    ...agencies.map((agency) => `  ${agency}(["${agency}"])`),
    ...lines,
    '```',
  ].join('\n');
}

function joinTable(type: Type): string {
  const rows = type.members.map(({ agency, fields }) => {
    const names = fields.map((field) => `\`${field.name.value}\``).join(' ');
    return `| ${agency} | ${names || 'refers to it'} |`;
  });
  return [
    `### ${type.name}`,
    `Key: \`${keysOf(type).join('` or `')}\``,
    ['| agency | answers |', '|---|---|', ...rows].join('\n'),
  ].join('\n\n');
}

function ownerList(agency: string, types: readonly Type[]): string {
  const own = types.filter((type) => type.members[0]?.agency === agency && type.members.length === 1);
  const shared = types.filter(
    (type) => type.members.length > 1 && type.members.some((member) => member.agency === agency),
  );
  return [
    `### ${agency}`,
    `Alone: ${own.map((type) => `\`${type.name}\``).join(' ') || 'none'}`,
    `With others: ${shared.map((type) => `\`${type.name}\``).join(' ') || 'none'}`,
  ].join('\n\n');
}

function owners(types: readonly Type[]): string[] {
  return [...new Set(types.flatMap((type) => type.members.map((member) => member.agency)))].sort();
}

export function keysOf(type: Type): string[] {
  return [...new Set(type.members.flatMap((member) => member.keys))];
}

function typesOf(document: DocumentNode): Type[] {
  const names = agencyNames(document);
  return document.definitions
    .filter((each): each is ObjectTypeDefinitionNode => each.kind === Kind.OBJECT_TYPE_DEFINITION)
    .filter((type) => type.name.value !== 'PageInfo' && !/(Connection|Edge)$/.test(type.name.value))
    .map((type) => ({ name: type.name.value, members: membersOf(type, names) }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

function membersOf(type: ObjectTypeDefinitionNode, names: ReadonlyMap<string, string>): Member[] {
  const parts = applied(type.directives, 'join__type');
  const graphs = [...new Set(parts.map((part) => value(part, 'graph') ?? ''))];
  return graphs
    .map((graph) => ({
      agency: names.get(graph) ?? graph,
      keys: parts.filter((part) => value(part, 'graph') === graph).flatMap((part) => value(part, 'key') ?? []),
      fields: (type.fields ?? []).filter((field) => isAnsweredBy(field, graph, graphs) && !isKey(field, parts)),
    }))
    .sort((one, other) => (one.agency < other.agency ? -1 : 1));
}

/** A field without @join__field is answered by every graph of its type. */
function isAnsweredBy(field: FieldDefinitionNode, graph: string, graphs: readonly string[]): boolean {
  const joins = applied(field.directives, 'join__field');
  if (joins.length === 0) return graphs.includes(graph);
  return joins.some((join) => value(join, 'graph') === graph && value(join, 'external') !== 'true');
}

function isKey(field: FieldDefinitionNode, parts: readonly ConstDirectiveNode[]): boolean {
  return isScalar(field.type) && parts.some((part) => value(part, 'key')?.split(' ').includes(field.name.value));
}

function isScalar(type: TypeNode): boolean {
  return type.kind === Kind.NON_NULL_TYPE ? isScalar(type.type) : type.kind === Kind.NAMED_TYPE;
}

function agencyNames(document: DocumentNode): ReadonlyMap<string, string> {
  const graphs = document.definitions.find(
    (each) => each.kind === Kind.ENUM_TYPE_DEFINITION && each.name.value === 'join__Graph',
  );
  const values = graphs?.kind === Kind.ENUM_TYPE_DEFINITION ? (graphs.values ?? []) : [];
  return new Map(
    values.map((each) => [
      each.name.value,
      value(applied(each.directives, 'join__graph')[0], 'name') ?? each.name.value,
    ]),
  );
}

function applied(directives: readonly ConstDirectiveNode[] | undefined, name: string): readonly ConstDirectiveNode[] {
  return (directives ?? []).filter((directive) => directive.name.value === name);
}

function value(directive: ConstDirectiveNode | undefined, argument: string): string | undefined {
  const node = directive?.arguments?.find((each) => each.name.value === argument)?.value;
  if (node?.kind === Kind.STRING || node?.kind === Kind.ENUM) return node.value;
  return node?.kind === Kind.BOOLEAN ? String(node.value) : undefined;
}
