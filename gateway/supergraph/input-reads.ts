import {
  type ConstDirectiveNode,
  type DocumentNode,
  type EnumTypeDefinitionNode,
  type InputObjectTypeDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
} from 'graphql';
import { type Coordinate, coordinate } from '../ids.ts';
import {
  addReadsOfNode,
  type InputReads,
  NOTHING_GIVEN,
  type Reading,
  readField,
  type ValueReads,
} from '../policy/input-reads.ts';
import { applied, argumentOf, type Directed, textOf } from './directives.ts';
import { namedTypeOf } from './interfaces.ts';

/** Says what arguments read. */
export interface InputReader {
  /** Each thing that reads, in words, with a field it says it reads. */
  readonly said: ReadonlyArray<readonly [what: string, read: Coordinate]>;
  /** @param name `Type.field(argument:)`. @returns undefined where neither the argument nor any value of it reads anything. */
  argument(node: InputValueDefinitionNode, name: string): InputReads | undefined;
}

/**
 * Reads `@reads` of arguments, of fields of input objects and of values of enums. Types of which no value reads anything
 * are left out, so that operations that use none of the others pay nothing for them.
 *
 * @param directive its name in this supergraph.
 */
export function inputReader(supergraph: DocumentNode, directive: string): InputReader {
  return new Reader(supergraph, directive);
}

/** While it is made. */
interface Making extends InputReads {
  readonly given: Set<Reading>;
  readonly byDefault: Set<Reading>;
}

class Reader implements InputReader {
  readonly said: Array<readonly [string, Coordinate]> = [];
  readonly #directive: string;
  /** Type → what its values read. */
  readonly #types = new Map<string, ValueReads & { readonly all: Set<Reading> }>();

  constructor({ definitions }: DocumentNode, directive: string) {
    this.#directive = directive;
    for (const each of definitions) if (each.kind === Kind.ENUM_TYPE_DEFINITION) this.#enum(each);
    const inputs = definitions.filter((each) => each.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION);
    this.#objects(inputs);
  }

  argument(node: InputValueDefinitionNode, name: string): InputReads | undefined {
    const given = this.#saidOf(node, name);
    const within = this.#types.get(namedTypeOf(node.type));
    if (given.size === 0 && !within) return undefined;
    const made: Making = { given, byDefault: new Set(), within };
    this.#byDefault(made, node);
    return made;
  }

  #enum({ name, values = [] }: EnumTypeDefinitionNode): void {
    const read = values.map((value) => {
      return [value.name.value, this.#saidOf(value, `${name.value}.${value.name.value}`)] as const;
    });
    const all = new Set(read.flatMap(([, reads]) => [...reads]));
    if (all.size > 0) this.#types.set(name.value, { kind: 'enum', typeName: name.value, values: new Map(read), all });
  }

  #objects(types: readonly InputObjectTypeDefinitionNode[]): void {
    const reading = this.#reading(types);
    const made = reading.map((type) => {
      const typeName = type.name.value;
      const fields = new Map<string, Making>();
      this.#types.set(typeName, { kind: 'object', typeName, fields, all: new Set() });
      return { type, fields };
    });
    const places: Array<{ readonly node: InputValueDefinitionNode; readonly of: Making; readonly typeName: string }> =
      [];
    for (const { type, fields } of made) {
      const typeName = type.name.value;
      for (const node of type.fields ?? []) {
        const given = this.#saidOf(node, `${typeName}.${node.name.value}`);
        const of: Making = { given, byDefault: new Set(), within: this.#types.get(namedTypeOf(node.type)) };
        fields.set(node.name.value, of);
        places.push({ node, of, typeName });
      }
    }
    // Types may hold each other, and a default may leave to others what it does not say: until nothing is added.
    for (let before = -1, size = 0; size > before; ) {
      before = size;
      size = 0;
      for (const { node, of, typeName } of places) {
        this.#byDefault(of, node);
        const all = this.#types.get(typeName)?.all ?? new Set();
        for (const each of [...of.given, ...(of.within?.all ?? [])]) all.add(each);
        size += of.byDefault.size + all.size;
      }
    }
  }

  /** Input objects of which a value may read something. */
  #reading(types: readonly InputObjectTypeDefinitionNode[]): readonly InputObjectTypeDefinitionNode[] {
    const names = new Set(this.#types.keys());
    const reads = (node: InputValueDefinitionNode): boolean =>
      applied(node, this.#directive).length > 0 || names.has(namedTypeOf(node.type));
    for (let before = -1; names.size > before; ) {
      before = names.size;
      for (const { name, fields = [] } of types) if (fields.some(reads)) names.add(name.value);
    }
    return types.filter(({ name }) => names.has(name.value));
  }

  #byDefault({ given, byDefault, within }: Making, { defaultValue }: InputValueDefinitionNode): void {
    if (!defaultValue) return;
    for (const each of given) byDefault.add(each);
    if (within) addReadsOfNode(within, defaultValue, NOTHING_GIVEN, byDefault);
  }

  #saidOf(node: Directed, what: string): Set<Reading> {
    const reads = applied(node, this.#directive).map((directive): Reading => {
      const [type, field, ...more] = textOf(directive, 'field')?.split('.') ?? [];
      if (type && field && more.length === 0) return `${howOf(directive)} ${coordinate(type, field)}`;
      throw new Error(`@${this.#directive} on ${what} must name a field: "Type.field".`);
    });
    for (const each of reads) this.said.push([what, readField(each)]);
    return new Set(reads);
  }
}

/** What does not say that it finds by exact value alone is held to more. */
function howOf(directive: ConstDirectiveNode): 'MATCH' | 'COMPARE' {
  const how = argumentOf(directive, 'how');
  return how?.kind === Kind.ENUM && how.value === 'MATCH' ? 'MATCH' : 'COMPARE';
}
