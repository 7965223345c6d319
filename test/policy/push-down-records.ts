import type { Notice, Sighting } from '../support/notices.ts';

/** Whether the officer may know of it. */
export const mayKnow = ({ isCovert, level, ports }: Omit<Notice, 'text'>): boolean =>
  isCovert === false &&
  level !== null &&
  level <= 3 &&
  ports !== null &&
  !ports.includes(null) &&
  !ports.includes('SEALED');

const COVERT = [false, false, false, true, null] as const;
const PORTS = [[], ['UGKLA'], ['UGKLA', 'SEALED'], null, ['UGKLA', null]] as const;
export const NOTICES = Array.from(
  { length: 60 },
  (_, at): Notice => ({
    id: `N-${String(at).padStart(3, '0')}`,
    isCovert: COVERT[at % 5] ?? null,
    level: at % 7 === 6 ? null : at % 5,
    ports: PORTS[(at * 7) % 4 === 0 ? 0 : (at * 3) % 5] ?? null,
    text: 'x',
  }),
);
export const OLD = '2020-01-01T00:00:00Z';
const recently = new Date(Date.now() - 86_400_000).toISOString();
export const SIGHTINGS = NOTICES.map(
  ({ text: _, ...rest }, at): Sighting => ({ ...rest, at: at % 6 === 5 ? OLD : recently }),
);
