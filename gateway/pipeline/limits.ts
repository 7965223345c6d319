import { createHash } from 'node:crypto';
import { type DocumentNode, type FragmentDefinitionNode, Kind, parse, type SelectionSetNode } from 'graphql';
import { HubError } from '../errors.ts';

/** Largest request body in bytes. */
export const MAX_BODY_BYTES = 256 * 1024;
/** Longest operation text in tokens. */
export const MAX_TOKENS = 10_000;
/** What an operation may be, with every fragment written out where it is spread. */
const LIMITS = { depth: 24, fields: 2_000, aliases: 100, rootFields: 20 } as const;
/** Texts known to be within the limits; their hashes only. */
const KNOWN_TEXTS = 10_000;

interface Size {
  readonly depth: number;
  readonly fields: number;
  readonly aliases: number;
}

const NOTHING: Size = { depth: 0, fields: 0, aliases: 0 };

/**
 * Refuses operations over the limits before they are validated: some validation rules cost the square of what they
 * read. A text that is no GraphQL passes, since saying so is validation's part.
 *
 * @returns a check that throws HubError LIMIT_EXCEEDED and measures each text once.
 */
export function limitCheck(): (query: unknown) => void {
  const known = new Set<string>();
  return (query) => {
    if (typeof query !== 'string') return;
    const hash = createHash('sha256').update(query).digest('base64');
    if (known.has(hash)) return;
    const document = parsed(query);
    if (document && isOver(document)) throw new HubError('LIMIT_EXCEEDED');
    if (known.size >= KNOWN_TEXTS) known.delete(known.keys().next().value ?? '');
    known.add(hash);
  };
}

function parsed(query: string): DocumentNode | undefined {
  try {
    return parse(query, { noLocation: true, maxTokens: MAX_TOKENS });
  } catch (error) {
    if (error instanceof Error && /more tha\w \d+ tokens/.test(error.message)) throw new HubError('LIMIT_EXCEEDED');
    return undefined;
  }
}

function isOver(document: DocumentNode): boolean {
  const measure = measurer(document);
  return document.definitions.some((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return false;
    const size = measure(definition.selectionSet);
    return (
      size.depth > LIMITS.depth ||
      size.fields > LIMITS.fields ||
      size.aliases > LIMITS.aliases ||
      definition.selectionSet.selections.length > LIMITS.rootFields
    );
  });
}

/** Each fragment is measured once however often it is spread: measuring must not cost what it prevents. */
function measurer(document: DocumentNode): (set: SelectionSetNode) => Size {
  const definitions = new Map<string, FragmentDefinitionNode>();
  for (const each of document.definitions)
    if (each.kind === Kind.FRAGMENT_DEFINITION) definitions.set(each.name.value, each);
  const measured = new Map<string, Size>();

  function fragment(name: string): Size {
    const known = measured.get(name);
    if (known) return known;
    // A cycle finds itself measured as nothing and ends; that it is one, validation says.
    measured.set(name, NOTHING);
    const set = definitions.get(name)?.selectionSet;
    const size = set ? selections(set) : NOTHING;
    measured.set(name, size);
    return size;
  }

  function selections(set: SelectionSetNode): Size {
    let [depth, fields, aliases] = [0, 0, 0];
    for (const node of set.selections) {
      const inner = node.kind === Kind.FRAGMENT_SPREAD ? fragment(node.name.value) : node.selectionSet;
      const size = inner === undefined ? NOTHING : 'depth' in inner ? inner : selections(inner);
      const own = node.kind === Kind.FIELD ? 1 : 0;
      depth = Math.max(depth, size.depth + own);
      fields += size.fields + own;
      aliases += size.aliases + (node.kind === Kind.FIELD && node.alias ? 1 : 0);
    }
    return { depth, fields, aliases };
  }
  return selections;
}
