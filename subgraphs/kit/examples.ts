/**
 * Well-formed values by `Type` (a key) or `Query.field` (arguments): names as in the schema. In a text `#` stands for a
 * digit of 2 to 9, so that as many different keys can be made of it as are wanted.
 */
export type Examples = Readonly<Record<string, Readonly<Record<string, string | readonly string[] | number>>>>;

/** A window of arrivals at a post that no register has; see arrivalsWindowOf. */
const NO_ARRIVALS = Buffer.from(
  JSON.stringify(['ZZZZZ', '2026-11-23T08:00:00.000Z', '2026-11-23T20:00:00.000Z', 50, null]),
).toString('base64url');

/** Keys of the types that every agency may speak of. */
export const SHARED_EXAMPLES: Examples = {
  Post: { locode: 'ZZ###' },
  Arrivals: { id: NO_ARRIVALS },
  BorderMovement: { id: 'ZZZZZ:IN:3:ZZ-Z####:2026-11-23' },
  TravelDocument: { documentNumber: 'X####', issuingState: 'UTO', documentType: 'P' },
  Vehicle: { registrationNationalityCode: 'ZZ', registrationId: 'Z####' },
  Clearance: { id: 'mrn:Z####' },
};

/** The same values with the signs `#` of their texts made digits, others for each number up to 8 to the power of the signs. */
export function exampleOf(values: Examples[string], number: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (typeof value !== 'string') return [name, value];
      let rest = number;
      const text = value.replace(/#/g, () => {
        const digit = 2 + (rest % 8);
        rest = Math.floor(rest / 8);
        return String(digit);
      });
      return [name, text];
    }),
  );
}
