import { type DocumentNode, Kind, visit } from 'graphql';
import { applied, textOf } from '../../../gateway/supergraph/directives.ts';
import type { SdlInput } from '../input.ts';
import { type CheckProblem, placeOf } from '../problem.ts';
import type { SdlPart } from '../sdl.ts';

const DIRECTIVES = ['classified', 'record', 'derived', 'reads', 'retained'];
/** Where they stand. */
const IF_USED = ['graded'];

/** A subgraph hands on its labels; composition drops without a word what it is not told to keep. */
export function composeDirectiveMissing({ parts }: Pick<SdlInput, 'parts'>): readonly CheckProblem[] {
  return parts.flatMap((part) => {
    const heads = headsOf(part);
    const handedOn = new Set(
      heads.flatMap((head) => applied(head, 'composeDirective')).map((directive) => textOf(directive, 'name')),
    );
    // A document without a head is pointed at by its first definition.
    const [at = part.document.definitions[0] ?? part.document] = heads;
    const needed = [...DIRECTIVES, ...IF_USED.filter((name) => isUsed(name, part.document))];
    return needed
      .filter((name) => !handedOn.has(`@${name}`))
      .map((name) => ({
        rule: 'compose-directive-missing',
        severity: 'error' as const,
        ...placeOf(at),
        what: `${part.name}: the schema does not hand on @${name}.`,
        why: 'Without it composition drops the labels, and they do not reach the hub.',
        mend: `Add to the head of the schema: @composeDirective(name: "@${name}").`,
      }));
  });
}

function headsOf({ document }: SdlPart) {
  return document.definitions.filter(
    (each) => each.kind === Kind.SCHEMA_EXTENSION || each.kind === Kind.SCHEMA_DEFINITION,
  );
}

function isUsed(name: string, document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Directive(node) {
      found ||= node.name.value === name;
    },
  });
  return found;
}
