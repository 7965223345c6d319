import {
  type ASTNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
  print,
  type TypeNode,
} from 'graphql';
import { fieldSetOf, textOf } from '../../gateway/supergraph/directives.ts';
import { type CheckProblem, placeOf } from './problem.ts';
import { directiveOf, type SdlPart } from './sdl.ts';

/** What one SDL says of a type, its extensions with it. */
interface Declared {
  readonly kind: string;
  readonly node: ASTNode;
  readonly members: ReadonlyMap<string, FieldDefinitionNode | InputValueDefinitionNode | ASTNode>;
  readonly keys: ReadonlyMap<string, ASTNode>;
  readonly interfaces: ReadonlyMap<string, ASTNode>;
}

type Types = ReadonlyMap<string, Declared>;

/** Where the schema of the running subgraph is not what the SDL says. What it has beyond is asked by nobody. */
export function lies({ name, document }: SdlPart, running: DocumentNode): readonly CheckProblem[] {
  const [said, runs] = [typesOf(document), typesOf(running)];
  const tell = (node: ASTNode, what: string): CheckProblem => ({
    ...{ rule: 'sdl-lies', severity: 'error', ...placeOf(node) },
    what: `${name}: the SDL lies: ${what}.`,
    why: 'The graph and its rules are made of the SDL; the hub would ask for what is not there, or hand on what nobody labelled.',
    mend: 'Give the SDL that the running subgraph is built of, or bring what runs up to the SDL.',
  });
  return [...said].flatMap(([typeName, type]): readonly CheckProblem[] => {
    const other = runs.get(typeName);
    if (!other) return [tell(type.node, `it has ${typeName}, and what runs has not`)];
    if (other.kind !== type.kind) return [tell(type.node, `${typeName} is another kind of type where it runs`)];
    return [
      ...[...type.members].flatMap(([member, node]) =>
        memberLies(`${typeName}.${member}`, node, other.members.get(member), tell),
      ),
      ...[...type.keys]
        .filter(([key]) => !other.keys.has(key))
        .map(([key, node]) => tell(node, `${typeName} has @key(fields: "${key}"), and what runs has not`)),
      ...[...type.interfaces]
        .filter(([wider]) => !other.interfaces.has(wider))
        .map(([wider, node]) => tell(node, `${typeName} is a ${wider} in it, and none where it runs`)),
      // A value or member that nobody declared is answered all the same.
      ...(type.kind === 'Enum' || type.kind === 'Union'
        ? [...other.members.keys()]
            .filter((value) => !type.members.has(value))
            .slice(0, MOST_VALUES)
            .map((value) => tell(type.node, `what runs may answer ${typeName} ${value}, which it has not`))
        : []),
    ];
  });
}

/** Of one type: whoever answers may name as many as it likes. */
const MOST_VALUES = 20;

type Tell = (node: ASTNode, what: string) => CheckProblem;

function memberLies(at: string, node: ASTNode, other: ASTNode | undefined, tell: Tell): readonly CheckProblem[] {
  // What belongs to another agency is named here for keys alone.
  if (node.kind === Kind.FIELD_DEFINITION && directiveOf(node, 'external')) return [];
  if (!other) return [tell(node, `it has ${at}, and what runs has not`)];
  const [type, otherType] = [typeOf(node), typeOf(other)];
  const differs =
    type && otherType && print(type) !== print(otherType)
      ? [tell(node, `${at} is ${print(type)} in it, and ${print(otherType)} where it runs`)]
      : [];
  return [...differs, ...argumentLies(at, node, other, tell)];
}

function argumentLies(at: string, node: ASTNode, other: ASTNode, tell: Tell): readonly CheckProblem[] {
  if (node.kind !== Kind.FIELD_DEFINITION || other.kind !== Kind.FIELD_DEFINITION) return [];
  const [own, running] = [byName(node.arguments), byName(other.arguments)];
  const needed = [...running].filter(
    ([name, each]) => !own.has(name) && each.type.kind === Kind.NON_NULL_TYPE && !each.defaultValue,
  );
  return [
    ...[...own].flatMap(([name, each]) => memberLies(`${at}(${name}:)`, each, running.get(name), tell)),
    ...needed.map(([name]) => tell(node, `what runs does not answer ${at} without ${name}, which it has not`)),
  ];
}

function byName(nodes: readonly InputValueDefinitionNode[] = []): ReadonlyMap<string, InputValueDefinitionNode> {
  return new Map(nodes.map((node) => [node.name.value, node]));
}

function typeOf(node: ASTNode): TypeNode | undefined {
  return node.kind === Kind.FIELD_DEFINITION || node.kind === Kind.INPUT_VALUE_DEFINITION ? node.type : undefined;
}

/** Types by their names. What @link brings is no agency's own. */
function typesOf({ definitions }: DocumentNode): Types {
  const types = new Map<string, Declared>();
  for (const node of definitions) {
    const [, kind] = /^(.*)Type(?:Definition|Extension)$/.exec(node.kind) ?? [];
    if (kind === undefined || !('name' in node) || !node.name || MACHINERY.test(node.name.value)) continue;
    const before = types.get(node.name.value);
    types.set(node.name.value, {
      kind,
      node: before?.node ?? node,
      members: new Map([...(before?.members ?? []), ...membersOf(node)]),
      keys: new Map([...(before?.keys ?? []), ...keysOf(node)]),
      interfaces: new Map([...(before?.interfaces ?? []), ...interfacesOf(node)]),
    });
  }
  return types;
}

const MACHINERY = /^_(Any|Entity|Service|FieldSet)$|__/;

function membersOf(node: ASTNode): readonly (readonly [string, ASTNode])[] {
  if ('fields' in node && Array.isArray(node.fields)) return node.fields.map((each) => [each.name.value, each]);
  if ('values' in node && Array.isArray(node.values)) return node.values.map((each) => [each.name.value, each]);
  if ('types' in node && Array.isArray(node.types)) return node.types.map((each) => [each.name.value, each]);
  return [];
}

function keysOf(node: ASTNode): readonly (readonly [string, ASTNode])[] {
  if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.OBJECT_TYPE_EXTENSION) return [];
  return (node.directives ?? [])
    .filter(({ name }) => name.value === 'key')
    .map((directive) => [normal(textOf(directive, 'fields') ?? ''), directive]);
}

function interfacesOf(node: ASTNode): readonly (readonly [string, ASTNode])[] {
  if (!('interfaces' in node)) return [];
  return (node.interfaces ?? []).map((each) => [each.name.value, each]);
}

/** However it is spaced. */
function normal(fields: string): string {
  try {
    const set = fieldSetOf(fields);
    return set ? print(set).replaceAll(/\s+/g, ' ').slice(2, -2) : fields;
  } catch {
    return fields;
  }
}
