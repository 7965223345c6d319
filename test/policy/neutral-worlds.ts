import { type Alert, alert, type Complaint, complaint, mayKnow, type World } from './neutral-graph.ts';

type May = (record: Alert | Complaint) => boolean;

/** What a role may know of for a purpose, read from the rules' words alone. */
export function mayBeKnown(role: string, purpose: string): May {
  if (purpose !== 'RISK_ASSESSMENT' || role === 'reader') return () => false;
  if (role === 'chief') return () => true;
  return (record) => ('stage' in record ? mayKnow.complaint(record) : mayKnow.alert(record));
}

/** Records of every kind, the same for a seed. */
export function worldOf(seed: number): World {
  const digits = (seed * 2_654_435_761) >>> 0;
  const covert = [false, true, null] as const;
  const stages = ['OPEN', 'CLOSED', null] as const;
  const some = (from: number) => Array.from({ length: (digits >>> from) % 4 }, (_, at) => at);
  return {
    alerts: some(3).map((at) => alert(String(at + 1), covert[(digits >>> (at * 3 + 5)) % 3] ?? null)),
    band: digits % 5 === 0 ? 'NONE' : 'HIGH',
    isBandCovert: digits % 2 === 0,
    unreadable: String(digits % 7),
    failing: `B-${digits % 9}`,
    complaints: some(7).map((at) => complaint(String(at + 1), stages[(digits >>> (at * 3 + 9)) % 3] ?? null)),
  };
}

export const without = ({ alerts, complaints, band, isBandCovert }: World, may: May): World => ({
  alerts: alerts.filter(may),
  complaints: complaints.filter(may),
  ...(band && { band: may(alert('band', isBandCovert)) ? band : 'NONE' }),
});
