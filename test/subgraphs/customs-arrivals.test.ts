import { declarationMessage, truck } from '../demo/customs-messages.ts';
import { customsSubgraph, customsSystem, entities, errorsOf } from '../demo/customs-system.ts';

/** Nothing listens there: a wrong argument is refused before the database is asked. */
const NOWHERE = 'postgres://nobody@127.0.0.1:1/none';

const arrivals = '... on Arrivals { customsArrivalCount customsArrivals { movementId arrivalDateTime } }';

const arrivalsId = (...parts: readonly unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
const DAY = ['UGBUS', '2026-11-23T00:00:00Z', '2026-11-24T00:00:00Z'] as const;

describe('arrivals', () => {
  const setUp = async () => {
    const system = await customsSystem();
    // Seven trucks, two of them at the same minute, one announced twice, one on the next day.
    const minutes = [5, 10, 10, 15, 20, 25];
    await system.load([
      ...minutes.map((minute, at) =>
        declarationMessage({
          lrn: `L${at}`,
          means: truck(`T ${at}`, `2026112308${String(minute).padStart(2, '0')}00+03`),
        }),
      ),
      declarationMessage({ lrn: 'again', means: truck('T 0', '20261123080500+03') }),
      declarationMessage({ lrn: 'tomorrow', means: truck('T 9', '20261124080500+03') }),
    ]);
    return system;
  };
  const id = (number: number) => `UGBUS:IN:3:UG-T${number}:2026-11-23`;

  it('come in order of arrival, each movement once, up to one more than the page', async () => {
    await using system = await setUp();
    await using subgraph = await customsSubgraph(system.url);
    const { data, errors } = await entities(
      subgraph,
      [{ __typename: 'Arrivals', id: arrivalsId(...DAY, 3, null) }],
      arrivals,
    );
    expect(errors ?? []).toEqual([]);
    expect(data._entities[0]).toEqual({
      __typename: 'Arrivals',
      customsArrivalCount: 6,
      customsArrivals: [
        { movementId: id(0), arrivalDateTime: '2026-11-23T05:05:00.000Z' },
        { movementId: id(1), arrivalDateTime: '2026-11-23T05:10:00.000Z' },
        { movementId: id(2), arrivalDateTime: '2026-11-23T05:10:00.000Z' },
        { movementId: id(3), arrivalDateTime: '2026-11-23T05:15:00.000Z' },
      ],
    });
  });

  it('go on behind a position, between two of the same minute too', async () => {
    await using system = await setUp();
    await using subgraph = await customsSubgraph(system.url);
    const after = ['2026-11-23T05:10:00.000Z', id(1)];
    const { data } = await entities(subgraph, [{ __typename: 'Arrivals', id: arrivalsId(...DAY, 2, after) }], arrivals);
    expect(data._entities[0].customsArrivals.map(({ movementId }: { movementId: string }) => movementId)).toEqual([
      id(2),
      id(3),
      id(4),
    ]);
  });

  it('of another post or another time are others', async () => {
    await using system = await setUp();
    await using subgraph = await customsSubgraph(system.url);
    const windows = [
      ['KEBUS', DAY[1], DAY[2], 5, null],
      ['UGBUS', '2026-11-23T05:25:00Z', '2026-11-24T05:05:00Z', 5, null],
      ['UGBUS', '2026-11-23T05:25:00.001Z', '2026-11-24T05:05:00.001Z', 5, null],
    ];
    const { data } = await entities(
      subgraph,
      windows.map((window) => ({ __typename: 'Arrivals', id: arrivalsId(...window) })),
      arrivals,
    );
    expect(
      data._entities.map(({ customsArrivalCount }: { customsArrivalCount: number }) => customsArrivalCount),
    ).toEqual([0, 1, 1]);
  });

  it.each([
    ['no text at all', ''],
    ['no list', Buffer.from('{}').toString('base64url')],
    ['too short a list', arrivalsId(...DAY, 5)],
    ['too long a list', arrivalsId(...DAY, 5, null, 1)],
    ['a post that is no UN/LOCODE', arrivalsId('Busia', DAY[1], DAY[2], 5, null)],
    ['a start that is no instant', arrivalsId('UGBUS', 'yesterday', DAY[2], 5, null)],
    ['an end without offset', arrivalsId('UGBUS', DAY[1], '2026-11-24T00:00:00', 5, null)],
    ['a page of nought', arrivalsId(...DAY, 0, null)],
    ['a page of 201', arrivalsId(...DAY, 201, null)],
    ['a page of a text', arrivalsId(...DAY, '5', null)],
    ['a position of one part', arrivalsId(...DAY, 5, ['2026-11-23T05:10:00.000Z'])],
    ['a position without instant', arrivalsId(...DAY, 5, ['x', 'y'])],
    ['a position whose movement is none', arrivalsId(...DAY, 5, ['2026-11-23T05:10:00.000Z', "'; --"])],
  ])('of an id that holds %s are a wrong argument', async (_, given) => {
    await using subgraph = await customsSubgraph(NOWHERE);
    const answer = await entities(
      subgraph,
      [{ __typename: 'Arrivals', id: given }],
      '... on Arrivals { customsArrivals { movementId } }',
    );
    expect(errorsOf(answer)).toMatchObject([{ code: 'BAD_USER_INPUT', argument: 'id' }]);
  });
});
