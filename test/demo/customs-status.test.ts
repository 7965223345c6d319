import fc from 'fast-check';
import { intakeWcoMessages } from '../../demo/customs/intake.ts';
import { declarationMessage, notificationMessage } from './customs-messages.ts';
import { type CustomsSubgraph, customsSubgraph, customsSystem } from './customs-system.ts';

const QUERY = `query ($mrn: ID!) { declaration(mrn: $mrn) {
  mrn functionalReferenceId typeCode customsStatus acceptanceDateTime versionId
  customsHolds { agency scope subjectId since reasonCategory }
  responses(first: 200) { totalCount edges { node { functionCode issueDateTime } } } } }`;

const declarationOf = async (subgraph: CustomsSubgraph, mrn: string) => {
  const { data, errors } = await subgraph.ask(QUERY, { mrn });
  expect(errors ?? []).toEqual([]);
  return data.declaration;
};

const at = (minute: number) => `2026112308${String(minute).padStart(2, '0')}00+03`;
const iso = (minute: number) => `2026-11-23T08:${String(minute).padStart(2, '0')}:00+03:00`;

const STATUS = new Map([
  ['01', 'ACCEPTED'],
  ['05', 'UNDER_CONTROL'],
  ['06', 'DOCUMENTS_REQUESTED'],
  ['08', 'RELEASED'],
  ['09', 'CLEARED'],
  ['10', 'INVALIDATED'],
  ['16', 'EXITED'],
]);

describe('the newest notification by issue time rules', () => {
  it('and says where processing stands', async () => {
    await using system = await customsSystem();
    await using subgraph = await customsSubgraph(system.url);
    const functions = {
      ...Object.fromEntries(STATUS),
      '02': 'RECEIVED',
      '03': 'REJECTED',
      '07': 'OTHER',
      '13': 'OTHER',
    };
    for (const functionCode of [...Object.keys(functions), '5']) {
      await system.load([
        declarationMessage({ mrn: `M${functionCode}`, lrn: `L${functionCode}` }),
        notificationMessage({ functionCode, mrn: `M${functionCode}`, issued: at(5) }),
        notificationMessage({ functionCode: '02', mrn: `M${functionCode}`, issued: at(1) }),
      ]);
    }
    for (const [functionCode, status] of [...Object.entries(functions), ['5', 'UNDER_CONTROL']]) {
      expect([functionCode, (await declarationOf(subgraph, `M${functionCode}`)).customsStatus]).toEqual([
        functionCode,
        status,
      ]);
    }
  });

  it('offsets are minded: 08:30 in +03:00 is before 06:00 in UTC', async () => {
    await using system = await customsSystem();
    await using subgraph = await customsSubgraph(system.url);
    await system.load([
      notificationMessage({ functionCode: '08', mrn: 'M', issued: '20261123060000Z' }),
      notificationMessage({ functionCode: '05', mrn: 'M', issued: '20261123083000+03' }),
    ]);
    expect(await declarationOf(subgraph, 'M')).toMatchObject({ customsStatus: 'RELEASED', customsHolds: [] });
  });

  it('without any it is lodged', async () => {
    await using system = await customsSystem();
    await using subgraph = await customsSubgraph(system.url);
    await system.load([declarationMessage({ mrn: 'M' })]);
    expect(await declarationOf(subgraph, 'M')).toMatchObject({ customsStatus: 'LODGED', customsHolds: [] });
  });
});

describe('holds', () => {
  it('say since when, why, and what is held', async () => {
    await using system = await customsSystem();
    await using subgraph = await customsSubgraph(system.url);
    await system.load([
      declarationMessage({ mrn: 'M', lrn: 'L' }),
      notificationMessage({ functionCode: '05', mrn: 'M', issued: at(10) }),
      notificationMessage({ functionCode: '06', mrn: 'M', issued: at(20) }),
      notificationMessage({ functionCode: '05', mrn: 'M', issued: at(30) }),
    ]);
    const hold = { agency: 'customs', scope: 'DECLARATION', subjectId: 'M' };
    expect((await declarationOf(subgraph, 'M')).customsHolds).toEqual([
      { ...hold, since: iso(10), reasonCategory: 'CONTROL' },
      { ...hold, since: iso(20), reasonCategory: 'DOCUMENTS' },
    ]);
  });

  it('a control without a time still holds', async () => {
    await using system = await customsSystem();
    await using subgraph = await customsSubgraph(system.url);
    await system.load([
      notificationMessage({ functionCode: '08', mrn: 'M', issued: at(10) }),
      notificationMessage({ functionCode: '05', mrn: 'M' }),
    ]);
    expect((await declarationOf(subgraph, 'M')).customsHolds).toMatchObject([{ reasonCategory: 'CONTROL' }]);
  });
});

interface Told {
  readonly functionCode: string;
  readonly minute: number;
}

/** What must be true, said without the database: notifications by time, those of one minute as they came. */
function model(told: readonly Told[]) {
  const inTime = told
    .map((each, arrival) => ({ ...each, arrival }))
    .sort((one, other) => one.minute - other.minute || one.arrival - other.arrival);
  const open = new Map<string, number>();
  for (const { functionCode, minute } of inTime) {
    if (['05', '06'].includes(functionCode) && !open.has(functionCode)) open.set(functionCode, minute);
    if (['07', '08', '09', '10', '16'].includes(functionCode)) open.clear();
  }
  return {
    newest: inTime.at(-1)?.functionCode,
    holds: [...open].map(([code, minute]) => `${code === '05' ? 'CONTROL' : 'DOCUMENTS'} ${iso(minute)}`).sort(),
    newestFirst: [...inTime].reverse().map(({ functionCode, minute }) => `${functionCode} ${iso(minute)}`),
  };
}

it('status, holds and history follow from the notifications, in whatever order and batches they come', async () => {
  await using system = await customsSystem();
  await using subgraph = await customsSubgraph(system.url);
  let run = 0;
  const told = fc.record({
    functionCode: fc.constantFrom('01', '05', '05', '06', '07', '08', '09', '10', '13', '16'),
    minute: fc.integer({ min: 0, max: 6 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(told, { minLength: 1, maxLength: 9 }),
      fc.nat(),
      fc.integer({ min: 1, max: 4 }),
      async (notifications, place, batchSize) => {
        run += 1;
        const mrn = `M${run}`;
        const messages = notifications.map(({ functionCode, minute }, index) =>
          notificationMessage({ functionCode, mrn, lrn: `L${run}`, issued: at(minute), reference: `${run}-${index}` }),
        );
        // The declaration itself comes before, between or after them, and does not know its MRN.
        messages.splice(place % (messages.length + 1), 0, declarationMessage({ lrn: `L${run}`, typeCode: 'IMD' }));
        for await (const { kind } of intakeWcoMessages(system.pool, messages, { batchSize }))
          expect(kind).toBe('loaded');
        const declaration = await declarationOf(subgraph, mrn);
        const { newest = '', holds, newestFirst } = model(notifications);
        expect(declaration).toMatchObject({ functionalReferenceId: `L${run}`, typeCode: 'IMD' });
        expect(declaration.customsStatus).toBe(STATUS.get(newest) ?? 'OTHER');
        expect(
          declaration.customsHolds
            .map((hold: { reasonCategory: string; since: string }) => `${hold.reasonCategory} ${hold.since}`)
            .sort(),
        ).toEqual(holds);
        expect(
          declaration.responses.edges.map(
            ({ node }: { node: { functionCode: string; issueDateTime: string } }) =>
              `${node.functionCode} ${node.issueDateTime}`,
          ),
        ).toEqual(newestFirst);
      },
    ),
    { numRuns: 60 },
  );
  const { rows } = await system.pool.query('select count(*)::integer as count from declaration');
  expect(rows).toEqual([{ count: run }]);
});

describe('several messages of one declaration', () => {
  it('the newest original by issue time is its content, in whatever order they come', async () => {
    await using system = await customsSystem();
    await using subgraph = await customsSubgraph(system.url);
    const versions = [
      declarationMessage({ mrn: 'M', issued: at(1), typeCode: 'IMA' }),
      declarationMessage({ mrn: 'M', issued: at(3), typeCode: 'IMC' }),
      declarationMessage({ mrn: 'M', issued: at(2), typeCode: 'IMB' }),
    ];
    await system.load(versions);
    expect(await declarationOf(subgraph, 'M')).toMatchObject({ typeCode: 'IMC' });
  });

  it('a cancellation does not take its goods away, whether it comes before or after', async () => {
    await using system = await customsSystem();
    await using subgraph = await customsSubgraph(system.url);
    const cancellation = declarationMessage({ mrn: 'M', issued: at(9), typeCode: 'INV', functionCode: '1' });
    await system.load([cancellation]);
    expect(await declarationOf(subgraph, 'M')).toMatchObject({ typeCode: 'INV' });
    await system.load([declarationMessage({ mrn: 'M', issued: at(1) })]);
    expect(await declarationOf(subgraph, 'M')).toMatchObject({ typeCode: 'IMA' });
  });

  it('acceptance and version are those that the newest notification states', async () => {
    await using system = await customsSystem();
    await using subgraph = await customsSubgraph(system.url);
    const response = (minute: number, inner: string) => ({
      name: 'r',
      bytes:
        Buffer.from(`<Response><FunctionCode>01</FunctionCode><IssueDateTime><DateTimeString formatCode="304">${at(minute)}</DateTimeString></IssueDateTime>
        <Declaration><ID>M</ID>${inner}</Declaration></Response>`),
    });
    const accepted = (minute: number) =>
      `<AcceptanceDateTime><DateTimeString formatCode="304">${at(minute)}</DateTimeString></AcceptanceDateTime>`;
    await system.load([
      declarationMessage({ mrn: 'M' }),
      response(5, `<VersionID>2</VersionID>${accepted(4)}`),
      response(3, `<VersionID>1</VersionID>${accepted(2)}`),
      response(7, '<VersionID>3</VersionID>'),
    ]);
    expect(await declarationOf(subgraph, 'M')).toMatchObject({ acceptanceDateTime: iso(4), versionId: '3' });
  });
});
