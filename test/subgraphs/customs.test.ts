import { declarationMessage, items, notificationMessage } from '../demo/customs-messages.ts';
import { customsSubgraph, customsSystem, errorsOf } from '../demo/customs-system.ts';

/** Nothing listens there: a wrong argument is refused before the database is asked. */
const NOWHERE = 'postgres://nobody@127.0.0.1:1/none';

describe('a declaration', () => {
  it('is found by MRN whatever the case and blanks, and by local reference', async () => {
    await using system = await customsSystem();
    await using subgraph = await customsSubgraph(system.url);
    await system.load([declarationMessage({ mrn: '26UGBUSA0000123457', lrn: 'L/1' })]);
    const { data } = await subgraph.ask(`{
      a: declaration(mrn: "26UGBUSA0000123457") { functionalReferenceId }
      b: declaration(mrn: " 26ugbusa 0000123457 ") { functionalReferenceId }
      c: declaration(functionalReferenceId: "L/1") { mrn }
      d: declaration(functionalReferenceId: "L/1", declarantId: "UG1") { mrn }
      e: declaration(functionalReferenceId: "L/1", declarantId: "UG2") { mrn }
      f: declaration(mrn: "UNKNOWN") { mrn }
      g: declaration(functionalReferenceId: "l/1") { mrn } }`);
    expect(data).toEqual({
      a: { functionalReferenceId: 'L/1' },
      b: { functionalReferenceId: 'L/1' },
      c: { mrn: '26UGBUSA0000123457' },
      d: { mrn: '26UGBUSA0000123457' },
      e: null,
      f: null,
      g: null,
    });
  });

  it('whose local reference two declarants used is asked for by declarant too', async () => {
    await using system = await customsSystem();
    await using subgraph = await customsSubgraph(system.url);
    await system.load(
      ['D1', 'D2'].map((declarant) => declarationMessage({ lrn: 'L', declarant, typeCode: `IM${declarant.at(-1)}` })),
    );
    const answer = await subgraph.ask('{ declaration(functionalReferenceId: "L") { typeCode } }');
    expect(errorsOf(answer)).toEqual([
      {
        message: 'Several declarants used this reference: give declarantId too.',
        code: 'BAD_USER_INPUT',
        argument: 'declarantId',
      },
    ]);
    const { data } = await subgraph.ask('{ declaration(functionalReferenceId: "L", declarantId: "D2") { typeCode } }');
    expect(data.declaration).toEqual({ typeCode: 'IM2' });
  });

  it('known by notifications alone has no content, and says so with empty lists', async () => {
    await using system = await customsSystem();
    await using subgraph = await customsSubgraph(system.url);
    await system.load([notificationMessage({ functionCode: '05', mrn: 'M', lrn: 'L', issued: '20261123080000Z' })]);
    const { data, errors } =
      await subgraph.ask(`{ declaration(mrn: "M") { mrn functionalReferenceId typeCode customsStatus
      declarant { id } consignment { containerCode } borderTransportMeans { id } goodsShipments { ucr }
      additionalDocuments { id } totalGrossMassMeasure { value } metaData { wcoTypeName } customsHolds { subjectId } } }`);
    expect(errors ?? []).toEqual([]);
    expect(data.declaration).toEqual({
      mrn: 'M',
      functionalReferenceId: 'L',
      typeCode: null,
      customsStatus: 'UNDER_CONTROL',
      declarant: null,
      consignment: null,
      borderTransportMeans: null,
      goodsShipments: [],
      additionalDocuments: [],
      totalGrossMassMeasure: null,
      metaData: null,
      customsHolds: [{ subjectId: 'M' }],
    });
  });

  it.each([
    ['neither reference', 'declaration', undefined],
    ['both references', 'declaration(mrn: "M", functionalReferenceId: "L")', undefined],
    ['an empty MRN', 'declaration(mrn: " ")', 'mrn'],
    ['an MRN too long', `declaration(mrn: "${'M'.repeat(71)}")`, 'mrn'],
    ['a NUL in the MRN', 'declaration(mrn: "M\\u0000")', 'mrn'],
    ['a local reference too long', `declaration(functionalReferenceId: "${'L'.repeat(36)}")`, 'functionalReferenceId'],
    ['a NUL in the local reference', 'declaration(functionalReferenceId: "\\u0000L")', 'functionalReferenceId'],
    ['a declarant with an MRN', 'declaration(mrn: "M", declarantId: "D")', 'declarantId'],
    [
      'a declarant too long',
      `declaration(functionalReferenceId: "L", declarantId: "${'D'.repeat(18)}")`,
      'declarantId',
    ],
  ])('asked for with %s is a wrong argument', async (_, field, argument) => {
    await using subgraph = await customsSubgraph(NOWHERE);
    const answer = await subgraph.ask(`{ ${field} { mrn } }`);
    expect(answer.data).toEqual({ declaration: null });
    expect(errorsOf(answer)).toMatchObject([{ code: 'BAD_USER_INPUT', ...(argument && { argument }) }]);
  });
});

describe('pages', () => {
  const PAGE = `query ($first: Int, $after: String) { declaration(mrn: "M") { goodsShipments { items(first: $first, after: $after) {
    totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { sequenceNumeric } } } } } }`;

  it('of items go through all of them once, in order, whatever the size of the page', async () => {
    await using system = await customsSystem();
    await using subgraph = await customsSubgraph(system.url);
    await system.load([declarationMessage({ mrn: 'M', shipment: items(25) })]);
    for (const first of [1, 7, 24, 25, 200]) {
      const seen: number[] = [];
      let after: string | null = null;
      for (let page = 0; page < 30; page += 1) {
        const { data, errors } = await subgraph.ask(PAGE, { first, after });
        expect(errors ?? []).toEqual([]);
        const { edges, pageInfo, totalCount } = data.declaration.goodsShipments[0].items;
        expect(totalCount).toBe(25);
        expect(edges.length).toBeLessThanOrEqual(first);
        expect(pageInfo).toMatchObject({ hasPreviousPage: page > 0, endCursor: edges.at(-1)?.cursor ?? null });
        seen.push(...edges.map(({ node }: { node: { sequenceNumeric: number } }) => node.sequenceNumeric));
        if (!pageInfo.hasNextPage) break;
        after = pageInfo.endCursor;
      }
      expect(seen).toEqual(Array.from({ length: 25 }, (_, at) => at + 1));
    }
  });

  it('of notifications go through all of them once, newest first, several of one instant too', async () => {
    await using system = await customsSystem();
    await using subgraph = await customsSubgraph(system.url);
    await system.load(
      Array.from({ length: 9 }, (_, at) =>
        notificationMessage({
          functionCode: '02',
          mrn: 'M',
          issued: `2026112308000${Math.floor(at / 4)}Z`,
          reference: `R${at}`,
        }),
      ),
    );
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const {
        data,
      }: {
        data: {
          declaration: {
            responses: {
              edges: Array<{ node: { functionalReferenceId: string } }>;
              pageInfo: { hasNextPage: boolean; endCursor: string };
            };
          };
        };
      } = await subgraph.ask(
        'query ($after: String) { declaration(mrn: "M") { responses(first: 2, after: $after) { pageInfo { hasNextPage endCursor } edges { node { functionalReferenceId } } } } }',
        { after },
      );
      const { edges, pageInfo } = data.declaration.responses;
      seen.push(...edges.map(({ node }) => node.functionalReferenceId));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toEqual(['R8', 'R7', 'R6', 'R5', 'R4', 'R3', 'R2', 'R1', 'R0']);
  });

  it('asked for wrongly are a wrong argument', async () => {
    await using system = await customsSystem();
    await using subgraph = await customsSubgraph(system.url);
    await system.load([declarationMessage({ mrn: 'M', shipment: items(2) })]);
    const questions: ReadonlyArray<readonly [string, Record<string, unknown>, string]> = [
      ['no item', { first: 0 }, 'first'],
      ['201 items', { first: 201 }, 'first'],
      ['fewer than none', { first: -1 }, 'first'],
      ['a cursor that is none', { after: 'x' }, 'after'],
      [
        'a cursor of another field',
        { after: Buffer.from('["2026-11-23T08:00:00.000Z","1"]').toString('base64url') },
        'after',
      ],
      [
        'a cursor with another position',
        { after: Buffer.from('["1; drop table declaration"]').toString('base64url') },
        'after',
      ],
      [
        'a cursor with a number beyond all numbers',
        { after: Buffer.from('["99999999999999"]').toString('base64url') },
        'after',
      ],
    ];
    for (const [wrong, variables, argument] of questions) {
      const answer = await subgraph.ask(PAGE, variables);
      expect([wrong, answer.data.declaration.goodsShipments]).toEqual([wrong, [{ items: null }]]);
      expect([wrong, ...errorsOf(answer)]).toMatchObject([wrong, { code: 'BAD_USER_INPUT', argument }]);
    }
  });
});
