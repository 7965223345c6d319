import fc from 'fast-check';
import { declarationMessage, notificationMessage } from './customs-messages.ts';
import { type CustomsSubgraph, customsSubgraph, customsSystem } from './customs-system.ts';

const at = (minute: number) => `2026112308${String(minute).padStart(2, '0')}00+03`;
const iso = (minute: number) => `2026-11-23T08:${String(minute).padStart(2, '0')}:00+03:00`;

const QUERY = `query ($mrn: ID!) { declaration(mrn: $mrn) {
  typeCode customsStatus cancellationRequestedDateTime versions { functionCode issueDateTime isCurrent }
  goodsShipments { items { totalCount } } } }`;

interface Told {
  readonly typeCode: string;
  readonly customsStatus: string;
  readonly cancellationRequestedDateTime: string | null;
  readonly versions: ReadonlyArray<{ functionCode: string; issueDateTime: string; isCurrent: boolean }>;
  readonly goodsShipments: ReadonlyArray<{ items: { totalCount: number } }>;
}

async function told(subgraph: CustomsSubgraph, mrn: string): Promise<Told> {
  const { data, errors } = await subgraph.ask(QUERY, { mrn });
  expect(errors ?? []).toEqual([]);
  return data.declaration;
}

/** UN/EDIFACT 1225; a change comes whole or naming parts only. */
const KINDS = [
  { functionCode: '9', isWhole: true },
  { functionCode: '5', isWhole: true },
  { functionCode: '4', isWhole: true },
  { functionCode: '4', isWhole: false },
  { functionCode: '13', isWhole: false },
  { functionCode: '1', isWhole: false },
] as const;

const ITEM = '<GovernmentAgencyGoodsItem><SequenceNumeric>1</SequenceNumeric></GovernmentAgencyGoodsItem>';

test('whatever the order of arrival, the newest whole message by issue time is the declaration and the rest is history', async () => {
  await using system = await customsSystem();
  await using subgraph = await customsSubgraph(system.url);
  let run = 0;
  const amendments = fc.uniqueArray(fc.nat(KINDS.length - 1), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(
      amendments,
      fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
      async (kinds, order) => {
        const mrn = `AMEND${run++}`;
        // Issued in this order, after the original; each says its own type, so that the content shows whose it is.
        const issued = [0, ...kinds].map((kind, minute) => ({
          ...(KINDS[kind] ?? KINDS[0]),
          minute,
          typeCode: `T${minute}`,
        }));
        const messages = issued.map(({ functionCode, isWhole, minute, typeCode }) =>
          declarationMessage({ mrn, issued: at(minute), typeCode, functionCode, ...(isWhole && { shipment: ITEM }) }),
        );
        const shuffled = messages
          .map((message) => ({ message, place: order.next().value ?? 0 }))
          .sort((a, b) => a.place - b.place);
        for (const { message } of shuffled) await system.load([message]);
        const answer = await told(subgraph, mrn);
        const newestFirst = [...issued].reverse();
        const current = newestFirst.find(({ isWhole }) => isWhole);
        expect(answer.typeCode).toBe(current?.typeCode);
        expect(answer.goodsShipments.map((shipment) => shipment.items.totalCount)).toEqual([1]);
        expect(answer.versions).toEqual(
          newestFirst.map((each) => ({
            functionCode: each.functionCode,
            issueDateTime: iso(each.minute),
            isCurrent: each === current,
          })),
        );
        const cancelled = newestFirst.find(({ functionCode }) => functionCode === '1');
        expect(answer.cancellationRequestedDateTime).toBe(cancelled ? iso(cancelled.minute) : null);
      },
    ),
    { numRuns: 25 },
  );
});

test('a cancellation is a request: the status stays until customs says so', async () => {
  await using system = await customsSystem();
  await using subgraph = await customsSubgraph(system.url);
  await system.load([
    declarationMessage({ mrn: 'M', issued: at(1) }),
    notificationMessage({ mrn: 'M', issued: at(2), functionCode: '01' }),
  ]);
  await system.load([declarationMessage({ mrn: 'M', issued: at(3), functionCode: '1' })]);
  expect(await told(subgraph, 'M')).toMatchObject({ customsStatus: 'ACCEPTED', cancellationRequestedDateTime: iso(3) });
  await system.load([notificationMessage({ mrn: 'M', issued: at(4), functionCode: '10' })]);
  expect(await told(subgraph, 'M')).toMatchObject({ customsStatus: 'INVALIDATED' });
});
