import { container, declarationMessage, notificationMessage, trailer, truck } from '../demo/customs-messages.ts';
import { customsSubgraph, customsSystem, entities, errorsOf } from '../demo/customs-system.ts';

/** Nothing listens there: a wrong argument is refused before the database is asked. */
const NOWHERE = 'postgres://nobody@127.0.0.1:1/none';

const clearance =
  '... on Clearance { id customsStatus customsHolds { subjectId since } declarations { mrn functionalReferenceId } }';
describe('clearance', () => {
  const setUp = async () => {
    const system = await customsSystem();
    await system.load([
      declarationMessage({
        mrn: 'M1',
        lrn: 'A',
        issued: '20261123060000Z',
        means: truck('UAX 1', '20261123081500+03'),
        shipment: `<UCR><ID>6UG1-a</ID></UCR>${container('MSKU 123456-5')}`,
      }),
      declarationMessage({
        mrn: 'M2',
        lrn: 'B',
        issued: '20261123070000Z',
        means: truck('UAX 1', '20261123081500+03'),
        shipment: `<PreviousDocument><ID>6ug1-A</ID><TypeCode>DCR</TypeCode></PreviousDocument>${trailer('UBB 2')}`,
      }),
      declarationMessage({ mrn: 'M3', lrn: 'C', shipment: container('MSKU1234570') }),
      notificationMessage({ functionCode: '05', mrn: 'M1', issued: '20261123063000Z' }),
      notificationMessage({ functionCode: '08', mrn: 'M2', issued: '20261123073000Z' }),
    ]);
    return system;
  };
  const both = [
    { mrn: 'M2', functionalReferenceId: 'B' },
    { mrn: 'M1', functionalReferenceId: 'A' },
  ];
  const held = [{ subjectId: 'M1', since: '2026-11-23T06:30:00Z' }];

  it('is of whatever is named: declaration, consignment, container, truck or trailer', async () => {
    await using system = await setUp();
    await using subgraph = await customsSubgraph(system.url);
    const answers: ReadonlyArray<readonly [string, object]> = [
      ['mrn:M1', { customsStatus: 'UNDER_CONTROL', customsHolds: held, declarations: both.slice(1) }],
      ['mrn:M2', { customsStatus: 'RELEASED', customsHolds: [], declarations: both.slice(0, 1) }],
      [
        'mrn:M3',
        { customsStatus: 'LODGED', customsHolds: [], declarations: [{ mrn: 'M3', functionalReferenceId: 'C' }] },
      ],
      ['ucr:6UG1-A', { customsStatus: 'UNDER_CONTROL', customsHolds: held, declarations: both }],
      ['equipment:MSKU1234565', { customsStatus: 'UNDER_CONTROL', customsHolds: held, declarations: both.slice(1) }],
      ['equipment:msku 123456-5', { customsStatus: 'UNDER_CONTROL', customsHolds: held, declarations: both.slice(1) }],
      ['vehicle:UG-UAX1', { customsStatus: 'UNDER_CONTROL', customsHolds: held, declarations: both }],
      ['vehicle:UG-UBB2', { customsStatus: 'RELEASED', customsHolds: [], declarations: both.slice(0, 1) }],
      ['vehicle:KE-UAX1', { customsStatus: null, customsHolds: [], declarations: [] }],
      ['mrn:NOBODYS', { customsStatus: null, customsHolds: [], declarations: [] }],
    ];
    const { data, errors } = await entities(
      subgraph,
      answers.map(([id]) => ({ __typename: 'Clearance', id })),
      clearance,
    );
    expect(errors ?? []).toEqual([]);
    expect(data._entities).toEqual(answers.map(([id, answer]) => ({ __typename: 'Clearance', id, ...answer })));
  });

  it('follows what the declaration says today, not what it said before', async () => {
    await using system = await setUp();
    await using subgraph = await customsSubgraph(system.url);
    await system.load([
      declarationMessage({ mrn: 'M1', lrn: 'A', issued: '20261123090000Z', shipment: container('CSQU3054383') }),
    ]);
    const ids = ['equipment:MSKU1234565', 'equipment:CSQU3054383', 'vehicle:UG-UAX1'];
    const { data } = await entities(
      subgraph,
      ids.map((id) => ({ __typename: 'Clearance', id })),
      clearance,
    );
    expect(
      data._entities.map(({ declarations }: { declarations: Array<{ mrn: string }> }) =>
        declarations.map(({ mrn }) => mrn),
      ),
    ).toEqual([[], ['M1'], ['M2']]);
  });

  it.each([
    '',
    'mrn:',
    'passport:X',
    'vehicle:UAX1',
    'vehicle:UG-',
    'equipment:--',
    `ucr:${'U'.repeat(36)}`,
    'mrn:M\u0000',
  ])('of the id %j is a wrong argument', async (id) => {
    await using subgraph = await customsSubgraph(NOWHERE);
    const answer = await entities(subgraph, [{ __typename: 'Clearance', id }], '... on Clearance { customsStatus }');
    expect(errorsOf(answer)).toMatchObject([{ code: 'BAD_USER_INPUT', argument: 'id' }]);
    expect(answer.data._entities).toEqual([{ __typename: 'Clearance', customsStatus: null }]);
  });
});
