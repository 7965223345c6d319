import { NOW, problemsOf } from '../support/check.ts';
import { basis } from '../support/policies.ts';

const GOOD = `type Query @classified(as: PUBLIC) { ship: Ship }
type Ship @key(fields: "id") @classified(as: OFFICIAL) { id: ID name: String }`;

test('a basis that has ended, has not begun or ends soon is told', () => {
  const DAY = 86_400_000;
  const of = (from: number, until?: number) =>
    problemsOf({ port: { sdl: GOOD } }, new Map([['test-act', basis('test-act', from, until)]])).filter(
      ({ rule }) => rule === 'basis-in-force',
    );
  expect(of(0)).toEqual([]);
  expect(of(0, NOW + 400 * DAY)).toEqual([]);
  expect(of(0, NOW - DAY).length).toBeGreaterThan(0);
  expect(of(NOW + DAY).length).toBeGreaterThan(0);
  expect(of(0, NOW + 30 * DAY).every(({ severity }) => severity === 'warning')).toBe(true);
  expect(of(0, NOW + 30 * DAY).length).toBeGreaterThan(0);
});
