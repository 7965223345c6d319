import type { Warnings } from '../warnings.ts';
import type { ServiceCharacters } from './characters.ts';
import type { PlacedSegment } from './segments.ts';

/** A message of an interchange: what stands between UNH and UNT, both left out. */
export interface Message {
  /** Type as in UNH: `PAXLST`. */
  readonly type: string;
  readonly segments: readonly PlacedSegment[];
  readonly header: PlacedSegment;
}

/** Messages of an interchange, in order. */
export interface Interchange {
  readonly messages: readonly Message[];
  /** Date and time of preparation as in UNB, two texts of digits; undefined without. */
  readonly prepared: readonly [date: string, time: string] | undefined;
}

/** A component of a segment, blanks around it left out; empty where it is not there. */
export function componentOf(segment: PlacedSegment | undefined, element: number, component = 0): string {
  return segment?.elements[element]?.[component]?.trim() ?? '';
}

/** Finds the messages and holds the envelope's counts and references against what is there: each difference is a warning. */
export function readInterchange(
  segments: readonly PlacedSegment[],
  characters: ServiceCharacters,
  warnings: Warnings,
): Interchange {
  const header = segments.find(({ tag }) => tag === 'UNB');
  if (!header) warnings.add('MISSING_UNB');
  checkSyntax(header, segments, characters, warnings);
  const messages = messagesIn(segments, warnings);
  checkGroups(segments, warnings);
  checkEnd(segments, header, warnings);
  const prepared = [componentOf(header, 3), componentOf(header, 3, 1)] as const;
  return { messages, prepared: header && prepared[0] !== '' ? prepared : undefined };
}

function checkSyntax(
  header: PlacedSegment | undefined,
  segments: readonly PlacedSegment[],
  { reserved }: ServiceCharacters,
  warnings: Warnings,
): void {
  if (reserved !== ' ' && header && Number(componentOf(header, 0, 1)) < 4) warnings.add('UNA_RESERVED');
  if (componentOf(header, 0).toUpperCase() !== 'UNOA') return;
  const outside = segments.find(({ elements }) =>
    elements.some((each) => each.some((value) => /[^ -`{-~]|[a-z]/.test(value))),
  );
  if (outside) warnings.add('CHARACTER_REPERTOIRE', outside);
}

function messagesIn(segments: readonly PlacedSegment[], warnings: Warnings): readonly Message[] {
  const messages: Message[] = [];
  let header: PlacedSegment | undefined;
  let content: PlacedSegment[] = [];
  const close = (end: PlacedSegment | undefined) => {
    if (!header) return;
    if (!end) warnings.add('MISSING_UNT', header);
    else checkMessage(header, content.length + 2, end, warnings);
    messages.push({ type: componentOf(header, 1).toUpperCase(), segments: content, header });
    header = undefined;
    content = [];
  };
  for (const segment of segments) {
    const isEnvelope = ['UNB', 'UNG', 'UNE', 'UNZ'].includes(segment.tag);
    if (segment.tag === 'UNT') close(segment);
    else if (segment.tag === 'UNH' || isEnvelope) {
      close(undefined);
      if (segment.tag === 'UNH') header = segment;
    } else if (header) content.push(segment);
    else warnings.add('MISPLACED_SEGMENT', segment);
  }
  close(undefined);
  return messages;
}

function checkMessage(header: PlacedSegment, count: number, end: PlacedSegment, warnings: Warnings): void {
  if (Number(componentOf(end, 0)) !== count) warnings.add('UNT_COUNT', end);
  if (componentOf(end, 1) !== componentOf(header, 0)) warnings.add('UNT_REFERENCE', end);
}

/** UNG counts its messages; its reference is the fifth element. */
function checkGroups(segments: readonly PlacedSegment[], warnings: Warnings): void {
  let group: PlacedSegment | undefined;
  let messages = 0;
  for (const segment of segments) {
    if (segment.tag === 'UNH') messages += 1;
    if (segment.tag === 'UNE' && group) {
      if (Number(componentOf(segment, 0)) !== messages) warnings.add('UNE_COUNT', segment);
      if (componentOf(segment, 1) !== componentOf(group, 4)) warnings.add('UNE_REFERENCE', segment);
      group = undefined;
    }
    if (segment.tag === 'UNG') {
      if (group) warnings.add('MISSING_UNE', group);
      group = segment;
      messages = 0;
    }
  }
  if (group) warnings.add('MISSING_UNE', group);
}

/** UNZ counts groups where there are any, else messages; the reference of the interchange is the fifth element of UNB. */
function checkEnd(segments: readonly PlacedSegment[], header: PlacedSegment | undefined, warnings: Warnings): void {
  const end = segments.findLast(({ tag }) => tag === 'UNZ');
  if (!end) {
    if (header) warnings.add('MISSING_UNZ');
    return;
  }
  const groups = segments.filter(({ tag }) => tag === 'UNG').length;
  const count = groups > 0 ? groups : segments.filter(({ tag }) => tag === 'UNH').length;
  if (Number(componentOf(end, 0)) !== count) warnings.add('UNZ_COUNT', end);
  if (header && componentOf(end, 1) !== componentOf(header, 4)) warnings.add('UNZ_REFERENCE', end);
}
