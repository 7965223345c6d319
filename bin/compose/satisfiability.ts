import { type FieldNode, type GraphQLError, Kind, type OperationDefinitionNode, parse } from 'graphql';
import { type Mention, mentioned, onePerAgency, type SdlPlaces } from '../check/places.ts';
import type { CheckProblem } from '../check/problem.ts';

/** Why an agency cannot be asked for a field: what composition says of it, and what would let it. */
interface Obstacle {
  /** One problem for all fields behind the same. */
  readonly key: string;
  readonly at: Mention | undefined;
  readonly cause: string;
  readonly mend: string;
}

/** A field that callers could ask for and nobody could be asked for. */
interface Unreachable {
  /** `query { ship { alert } }` */
  readonly query: string;
  /** `Type.field` */
  readonly field: string;
  readonly obstacle: Obstacle;
}

const WHY =
  'The hub goes from one agency to the next by a key that both declare; callers would see a field that never has an answer.';

/** What cannot be answered although everything fits together: which query, who has the field, and what is missing where. */
export function unreachable(errors: readonly GraphQLError[], places: SdlPlaces): readonly CheckProblem[] {
  const grouped = new Map<string, Unreachable[]>();
  for (const { message } of errors) {
    const each = unreachableIn(message, places);
    grouped.set(each.obstacle.key, [...(grouped.get(each.obstacle.key) ?? []), each]);
  }
  return [...grouped.values()].flatMap((alike) => problemOf(alike, places));
}

function problemOf(alike: readonly Unreachable[], places: SdlPlaces): readonly CheckProblem[] {
  const [first] = alike;
  if (!first) return [];
  const { query, obstacle } = first;
  const fields = [...new Set(alike.map(({ field }) => field))].filter((field) => field !== '');
  const owners = onePerAgency(fields.flatMap((field) => places.owners(field)));
  const at = obstacle.at ?? owners[0] ?? places.named(obstacle.cause)[0];
  const has = owners.length > 0 ? ` Who has ${fields.join(', ')}: ${mentioned(owners)}.` : '';
  return [
    {
      rule: 'composition-problems',
      severity: 'error',
      file: at?.file ?? '?',
      line: at?.line ?? 1,
      what: `The query \`${query}\` cannot be answered: ${obstacle.cause}.${has}`,
      why: WHY,
      mend: obstacle.mend,
    },
  ];
}

function unreachableIn(message: string, places: SdlPlaces): Unreachable {
  const [, operation = ''] = /API query:\n([\s\S]*?)\ncannot be satisfied/.exec(message) ?? [];
  const field =
    /cannot find field "([^"]+)"/.exec(message)?.[1] ?? /which has field "([^"]+)"/.exec(message)?.[1] ?? '';
  const has = new Set(places.owners(field).map(({ agency }) => agency));
  const unresolved = keyUnresolved(message, places);
  // Of several ways that are barred the one to an agency that has the field is the one to open.
  const obstacles = [
    ...unresolved.filter(({ to }) => has.has(to)),
    ...keyMissing(message, places),
    ...conditions(message, places),
    ...unresolved,
  ];
  const obstacle = obstacles[0] ?? {
    key: message,
    at: undefined,
    cause: `no agency that ${field || 'the end of it'} can be asked of is reached from where the query begins`,
    mend: `Give the type of ${field || 'the last field'} the same @key in every agency that has fields of it.`,
  };
  return { query: inOneLine(operation), field, obstacle };
}

/** The other agency knows the type by a key that the asking one does not have. */
function keyUnresolved(message: string, places: SdlPlaces): readonly (Obstacle & { readonly to: string })[] {
  const said =
    /cannot move to subgraph "([^"]+)" using @key\(fields: "([^"]+)"\) of "([^"]+)", the key field\(s\) cannot be resolved from subgraph "([^"]+)"/g;
  return [...message.matchAll(said)].map(([whole, to = '', key = '', type = '', from = '']) => {
    const [here, there] = [typeIn(places, type, from), typeIn(places, type, to)];
    const own = keysOf(here)[0];
    const other = own
      ? `, or give it the key by which ${from} knows it: @key(fields: "${own}") on type ${type} in ${placed(there, to)}`
      : '';
    return {
      to,
      key: whole,
      at: here,
      cause: `${placed(there, to)} is asked for a ${type} by its ${key}, which ${placed(here, from)} does not give`,
      mend: `Add ${key}, with its type and label as ${to} has them, to type ${type} in ${placed(here, from)}${other}.`,
    };
  });
}

/** The other agency lets nobody ask for its type by a key. */
function keyMissing(message: string, places: SdlPlaces): readonly Obstacle[] {
  const said = /cannot move to subgraph "([^"]+)", which has field "([^".]+)\.[^"]+", because ([^.]*)/g;
  const found = sectionsOf(message).flatMap(({ from, text }) =>
    [...text.matchAll(said)].map((match) => ({ from, match })),
  );
  return found.map(({ from, match: [, to = '', type = '', because = ''] }) => {
    const [here, there] = [typeIn(places, type, from), typeIn(places, type, to)];
    const key = keysOf(here)[0] ?? commonField(here, there) ?? 'id';
    const isClosed = because.includes('resolvable');
    return {
      key: `${from} ${to} ${type}`,
      at: there ?? here,
      cause: `${from} leads to a ${type}, and ${isClosed ? `every @key of ${type} in ${to} says resolvable: false` : `type ${type} of ${to} has no @key`}`,
      mend: isClosed
        ? `Take resolvable: false off a @key of type ${type} in ${placed(there, to)}, and answer its reference.`
        : `Write @key(fields: "${key}") on type ${type} in ${placed(there, to)}${keysOf(here).includes(key) ? '' : ` and in ${placed(here, from)}`}, with the field ${key} in both, and answer its reference.`,
    };
  });
}

/** What a field is made from cannot be fetched. */
function conditions(message: string, places: SdlPlaces): readonly Obstacle[] {
  const said = /(?:cannot satisfy @require conditions|@require condition) on field "([^"]+)"/g;
  return [...message.matchAll(said)].map(([whole, field = '']) => ({
    key: whole,
    at: places.owners(field)[0],
    cause: `${field} is made from other fields (@requires) that cannot be fetched before it`,
    mend: `Name in @requires of ${field} what another agency has and a @key leads to, or give its type the @key of that agency.`,
  }));
}

/** What composition says of each agency it came to, one section each. */
function sectionsOf(message: string): readonly { readonly from: string; readonly text: string }[] {
  return message
    .split(/^- from subgraph "/m)
    .slice(1)
    .map((text) => ({ from: text.slice(0, text.indexOf('"')), text }));
}

function typeIn(places: SdlPlaces, type: string, agency: string): Mention | undefined {
  return places.find(type).find((each) => each.agency === agency);
}

function placed(at: Mention | undefined, agency: string): string {
  return at ? `${agency} (${at.file}:${at.line})` : agency;
}

function keysOf(at: Mention | undefined): readonly string[] {
  if (!at || !('directives' in at.node)) return [];
  return (at.node.directives ?? []).flatMap(({ name, arguments: given }) => {
    const fields = given?.find((each) => each.name.value === 'fields')?.value;
    return name.value === 'key' && fields?.kind === Kind.STRING ? [fields.value] : [];
  });
}

function commonField(here: Mention | undefined, there: Mention | undefined): string | undefined {
  const names = (at: Mention | undefined) =>
    at && 'fields' in at.node
      ? (at.node.fields ?? []).flatMap((each) => ('name' in each ? [each.name.value] : []))
      : [];
  const theirs = new Set(names(there));
  return names(here).find((name) => theirs.has(name));
}

/** The operation that composition shows, on one line; its arguments are made up and are left out. */
function inOneLine(text: string): string {
  try {
    const [operation] = parse(text).definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
    return operation
      ? `${operation.operation === 'query' ? '' : `${operation.operation} `}${selected(operation)}`
      : text;
  } catch {
    return text.replaceAll(/\s+/g, ' ');
  }
}

function selected({ selectionSet }: Pick<OperationDefinitionNode | FieldNode, 'selectionSet'>): string {
  const parts = (selectionSet?.selections ?? []).map((each): string => {
    if (each.kind === Kind.FIELD) return each.selectionSet ? `${each.name.value} ${selected(each)}` : each.name.value;
    return each.kind === Kind.INLINE_FRAGMENT ? `... on ${each.typeCondition?.name.value} ${selected(each)}` : '';
  });
  return parts.length > 0 ? `{ ${parts.join(' ')} }` : '';
}
