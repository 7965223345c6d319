import type { OfficeHoursRow } from '../customs/office-hours.ts';

const WEEK = [1, 2, 3, 4, 5, 6, 7] as const;

/** Customs' hours: round the clock at Busia, by day at Malaba, where Sunday is closed on the Kenyan side. */
export const CUSTOMS_OFFICE_HOURS: readonly OfficeHoursRow[] = [
  ...WEEK.map((weekday) => ({ post: 'UGBUS', weekday, opens: '00:00', closes: '24:00' })),
  ...WEEK.map((weekday) => ({ post: 'KEBUS', weekday, opens: '00:00', closes: '24:00' })),
  ...WEEK.map((weekday) => ({ post: 'UGMAL', weekday, opens: '06:00', closes: '22:00' })),
  ...WEEK.slice(0, 6).map((weekday) => ({ post: 'KEMAL', weekday, opens: '06:00', closes: '22:00' })),
];
