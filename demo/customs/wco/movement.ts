import { lettersAndDigits } from '../../../standards/identifiers/keys.ts';

/** What a declaration says of the means that carries its goods to the post. */
export interface AnnouncedMeans {
  readonly typeCode: string | undefined;
  readonly id: string | undefined;
  readonly registrationNationalityCode: string | undefined;
  readonly modeCode: string | undefined;
  readonly arrivalLocationId: string | undefined;
  /** ISO 8601 with the offset as declared. */
  readonly arrivalDateTime: string | undefined;
}

/**
 * The movement a declaration belongs to, `UGBUS:IN:3:UG-UAX123B:2026-11-23`: post, direction, mode, means and the local
 * date of arrival in the declared offset. Undefined where the declaration does not say enough.
 */
export function movementIdOf(means: AnnouncedMeans): string | undefined {
  const direction = directionOf(means.typeCode);
  const post = means.arrivalLocationId ?? '';
  const mode = means.modeCode ?? '';
  const number = lettersAndDigits(means.id ?? '');
  const [date, time] = (means.arrivalDateTime ?? '').split('T');
  const isComplete = direction && /^[A-Z]{2}[A-Z2-9]{3}$/.test(post) && /^[1-9]$/.test(mode) && number && date && time;
  if (!isComplete) return undefined;
  const state = stateOf(means.registrationNationalityCode);
  return [post, direction, mode, state ? `${state}-${number}` : number, date].join(':');
}

/** The key of a road vehicle or trailer, `UG-UAX123B`; undefined without state or number. */
export function registrationOf(state: string | undefined, id: string | undefined): string | undefined {
  const country = stateOf(state);
  const number = lettersAndDigits(id ?? '');
  return country && number ? `${country}-${number}` : undefined;
}

function stateOf(code: string | undefined): string | undefined {
  return code !== undefined && /^[A-Z]{2}$/.test(code) ? code : undefined;
}

/** Imports and transit come in, exports go out (WCO D013 begins with the kind of declaration). */
function directionOf(typeCode: string | undefined): 'IN' | 'OUT' | undefined {
  if (typeCode === undefined) return undefined;
  if (typeCode.startsWith('IM') || typeCode.startsWith('T')) return 'IN';
  return typeCode.startsWith('EX') ? 'OUT' : undefined;
}
