import {
  type ASTNode,
  BREAK,
  type DefinitionNode,
  type DocumentNode,
  Kind,
  print,
  type TypeDefinitionNode,
  type TypeExtensionNode,
  type TypeSystemExtensionNode,
  visit,
} from 'graphql';
import { isKnownPlace, type Place, placeOf } from './problem.ts';
import { directiveOf, type SdlPart } from './sdl.ts';

/** Where an agency's SDL says something. */
export interface Mention extends Place {
  readonly agency: string;
  readonly node: ASTNode;
  /** The line as it is written there. */
  readonly text: string;
}

type TypeNode = TypeDefinitionNode | TypeExtensionNode;

/** Which part of the graph a text speaks of, `Type.field(argument:)` as composition writes it. */
const COORDINATE = /(?<![\w.])([A-Za-z_]\w*)\.([A-Za-z_]\w*)(?:\((\w+):\)|\.(\w+))?(?![\w.]*\.\w)/g;
const QUOTED = /"([A-Za-z_][\w-]*)"|\[([A-Za-z_][\w-]*)\]|`([A-Za-z_][\w-]*)`/g;
/** How graphql-js says of a field that it is declared twice. */
const TWICE = /\bField (\w+) already exists on (\w+)/g;
/** A directive with its arguments. */
const APPLIED = /@\w+\([^()]*\)/g;
const LONGEST_TEXT = 100;

/** Finds in the agencies' SDL what an error speaks of. */
export class SdlPlaces {
  readonly #parts: readonly SdlPart[];

  constructor(parts: readonly SdlPart[]) {
    this.#parts = parts;
  }

  /**
   * Where the agencies declare a type, a field, an argument, a value or a field of an input.
   *
   * @param coordinate `Type`, `Type.member`, `Type.field.argument`
   */
  find(coordinate: string): readonly Mention[] {
    const [typeName = '', member, argument] = coordinate.split('.');
    return this.#parts.flatMap((part) =>
      typesOf(part)
        .filter(({ name }) => name.value === typeName)
        .flatMap((type) => nodesIn(type, member, argument))
        .map((node) => mentionOf(part.name, node)),
    );
  }

  /** The same of those who answer it, not of those who only name another's. */
  owners(coordinate: string): readonly Mention[] {
    return this.find(coordinate).filter(
      ({ node }) => !(node.kind === Kind.FIELD_DEFINITION && directiveOf(node, 'external')),
    );
  }

  /** Where the agency's SDL begins: what is nowhere in it has no better place. */
  head(agency: string): Mention | undefined {
    const part = this.#parts.find(({ name }) => name === agency);
    const [first] = part?.document.definitions ?? [];
    return part && first ? mentionOf(part.name, first) : undefined;
  }

  /**
   * Where nodes that an error points at stand, and whose they are. Composition writes some of them anew, without a place:
   * they are looked for by what they say.
   */
  of(nodes: readonly (ASTNode & { readonly subgraph?: string })[]): readonly Mention[] {
    return nodes
      .map((node) => {
        const agency = node.subgraph ?? this.#agencyOf(placeOf(node).file) ?? '';
        return mentionOf(agency, node.loc ? node : (firstWritten(print(node), this.#document(agency)) ?? node));
      })
      .filter((mention) => isKnownPlace(mention) && mention.agency !== '');
  }

  /** Where something that speaks of no agency may be mended. */
  get first(): Mention | undefined {
    return this.#parts.flatMap(({ name }) => this.head(name) ?? [])[0];
  }

  /** The first that a text names: in the SDL of the agencies it names, else in that of all. */
  named(text: string): readonly Mention[] {
    const agencies = this.agencies(text);
    const found = [this.#applied(text), ...this.coordinates(text).map((each) => this.find(each))];
    const theirs = found.map((all) => all.filter(({ agency }) => agencies.includes(agency)));
    const [first] = [...theirs, ...found].filter((all) => all.length > 0);
    return first ?? agencies.flatMap((agency) => this.head(agency) ?? []);
  }

  /** The last directive that a text quotes as it is applied: the one before may stand elsewhere as well. */
  #applied(text: string): readonly Mention[] {
    const said = text.match(APPLIED)?.at(-1);
    if (said === undefined) return [];
    return this.#parts.flatMap(({ name, document }) => {
      const node = firstWritten(said, document);
      return node ? [mentionOf(name, node)] : [];
    });
  }

  /** Parts of the graph that a text names and somebody declares, in its order. */
  coordinates(text: string): readonly string[] {
    const dotted = [...text.matchAll(COORDINATE)].flatMap(({ 1: type, 2: member, 3: argument, 4: third, index }) => {
      const whole = [type, member, argument ?? third].filter((each) => each !== undefined).join('.');
      return [whole, `${type}.${member}`, `${type}`].map((name) => ({ name, index }));
    });
    const quoted = [...text.matchAll(QUOTED)].flatMap(({ index, ...match }) =>
      [match[1], match[2], match[3]].flatMap((name) => (name === undefined ? [] : [{ name, index }])),
    );
    const twice = [...text.matchAll(TWICE)].map(({ 1: member, 2: type, index }) => ({
      name: `${type}.${member}`,
      index,
    }));
    const inOrder = [...twice, ...dotted, ...quoted].sort((one, other) => one.index - other.index);
    return [...new Set(inOrder.map(({ name }) => name))].filter((each) => this.find(each).length > 0);
  }

  /** Agencies that a text names. */
  agencies(text: string): readonly string[] {
    const quoted = new Set([...text.matchAll(QUOTED)].flatMap((match) => match.slice(1)));
    return this.#parts.map(({ name }) => name).filter((name) => quoted.has(name));
  }

  #document(agency: string): DocumentNode | undefined {
    return this.#parts.find(({ name }) => name === agency)?.document;
  }

  #agencyOf(file: string): string | undefined {
    return this.#parts.find(({ name }) => this.head(name)?.file === file)?.name;
  }
}

/** `agency file:line "as it is written"`, for people. */
export function mentioned(mentions: readonly Mention[]): string {
  const said = mentions.map(({ agency, file, line, text }) => `${agency} ${file}:${line}${text && ` \`${text}\``}`);
  return [...new Set(said)].join('; ');
}

/** The first of each agency. */
export function onePerAgency(mentions: readonly Mention[]): readonly Mention[] {
  const first = new Map<string, Mention>();
  for (const each of mentions) if (!first.has(each.agency)) first.set(each.agency, each);
  return [...first.values()];
}

/** The first node that reads so when it is printed. */
function firstWritten(said: string, document: DocumentNode | undefined): ASTNode | undefined {
  let found: ASTNode | undefined;
  if (!document) return undefined;
  visit(document, {
    enter(each) {
      if (!found && (each.kind === Kind.DIRECTIVE || each.kind === Kind.ARGUMENT) && print(each) === said) found = each;
      return found ? BREAK : undefined;
    },
  });
  return found;
}

function typesOf({ document }: SdlPart): readonly TypeNode[] {
  return document.definitions.filter(isType);
}

function isType(node: DefinitionNode | TypeSystemExtensionNode): node is TypeNode {
  return 'name' in node && node.name !== undefined && /Type(Definition|Extension)$/.test(node.kind);
}

function nodesIn(type: TypeNode, member: string | undefined, argument: string | undefined): readonly ASTNode[] {
  if (member === undefined) return [type];
  const members: readonly (ASTNode & { readonly name: { readonly value: string } })[] =
    'fields' in type ? (type.fields ?? []) : 'values' in type ? (type.values ?? []) : [];
  const found = members.filter(({ name }) => name.value === member);
  if (argument === undefined) return found;
  return found.flatMap((field) =>
    field.kind === Kind.FIELD_DEFINITION ? (field.arguments ?? []).filter(({ name }) => name.value === argument) : [],
  );
}

function mentionOf(agency: string, node: ASTNode): Mention {
  const place = placeOf(node);
  return { agency, node, ...place, text: node.loc ? lineIn(node.loc.source.body, place.line) : '' };
}

function lineIn(text: string, line: number): string {
  const written = text.split('\n')[line - 1]?.trim() ?? '';
  return written.length > LONGEST_TEXT ? `${written.slice(0, LONGEST_TEXT)}…` : written;
}
