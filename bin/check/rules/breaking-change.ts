import { type Breaking, breakingChanges, leftBehind } from '../breaking.ts';
import type { CheckInput, Past, StoredOperation } from '../input.ts';
import { type Mention, SdlPlaces } from '../places.ts';
import type { CheckProblem, Severity } from '../problem.ts';

/** Who asks today is still answered tomorrow; where somebody stores what they ask, it is known who is not. */
export function breakingChange(input: CheckInput): readonly CheckProblem[] {
  const { past, composed, parts } = input;
  if (!past || !composed) return [];
  const places = new SdlPlaces(parts);
  const found = breakingChanges(input);
  return [
    ...found.map((each) => problemOf(each, past, places)),
    ...leftBehind(input, composed.supergraph.api, found).map(unfit),
  ];
}

function problemOf({ change, operations }: Breaking, past: Past, places: SdlPlaces): CheckProblem {
  const at = placeOfChange(change.path ?? '', past, places);
  const isAsked = operations.length > 0;
  const severity: Severity = isAsked ? 'error' : 'warning';
  const owner = at ? `${at.agency}: ` : '';
  const what = `${owner}${change.message}${change.path ? ` (${change.path})` : ''}, since ${past.from}.`;
  return {
    ...{ rule: 'breaking-change', severity, file: at?.file ?? '?', line: at?.line ?? 1 },
    what: isAsked ? `${what} Asked by ${operations.map(asker).join(', ')}.` : what,
    why: isAsked
      ? 'Whoever asks this operation is refused, or reads what they did not expect, from the day the change is served.'
      : 'No stored operation asks it; whoever asks in their own words is refused from the day the change is served.',
    mend: isAsked
      ? `Keep what is asked and add the new beside it with @deprecated on the old; ${leave(operations)}.`
      : 'Keep it with @deprecated for as long as somebody may ask it, or tell them before it goes.',
  };
}

function asker({ file, agreement }: StoredOperation): string {
  return `${file} (${agreement === undefined ? 'officers' : `partners, under the agreement ${agreement}`})`;
}

function leave(operations: readonly StoredOperation[]): string {
  const isPartners = operations.some(({ agreement }) => agreement !== undefined);
  const isOfficers = operations.some(({ agreement }) => agreement === undefined);
  const ways = [
    ...(isPartners ? ['agree with the partners and take their operation back (hub operations withdraw)'] : []),
    ...(isOfficers ? ['change the officers’ operation with it'] : []),
  ];
  return `else ${ways.join(', and ')}`;
}

/** Where the owner has it, or had it: what was taken out is pointed at by what is left around it. */
function placeOfChange(path: string, { contract }: Past, places: SdlPlaces): Mention | undefined {
  const steps = path.split('.');
  const [typeName = '', member = ''] = steps;
  const around = steps.map((_, index) => steps.slice(0, steps.length - index).join('.'));
  const owners = contract ? ownersIn(contract.supergraph, typeName, member) : [];
  const found = around.flatMap((each) => {
    const here = places.owners(each);
    const theirs = here.filter(({ agency }) => owners.length === 0 || owners.includes(agency));
    return theirs.slice(0, 1);
  });
  return found[0] ?? owners.flatMap((agency) => places.head(agency) ?? [])[0] ?? places.first;
}

function ownersIn(
  { joins, subgraphs }: NonNullable<Past['contract']>['supergraph'],
  typeName: string,
  member: string,
): readonly string[] {
  const owners = member === '' ? [] : joins.owners(typeName, member);
  return owners.length > 0 ? owners : [...subgraphs.keys()].filter((agency) => joins.isKnown(typeName, agency));
}

function unfit({ file, agreement }: StoredOperation): CheckProblem {
  return {
    ...{ rule: 'breaking-change', severity: 'error', file, line: 1 },
    what: `The operation fits what is published, and not the graph as it would be${agreement === undefined ? '' : ` (partners, under the agreement ${agreement})`}.`,
    why: 'Whoever asks it is refused from the day the change is served.',
    mend: 'Keep what it asks, or change the operation with the graph.',
  };
}
