import { recordRiskResults } from '../../demo/customs/intake.ts';
import { container, crew, declarationMessage, notificationMessage, trailer, truck } from '../demo/customs-messages.ts';
import { customsSubgraph, customsSystem, entities } from '../demo/customs-system.ts';

const movement =
  '... on BorderMovement { id customsArrivalDateTime declarationCount declarations { mrn } vehicles { registrationNationalityCode registrationId } crewDocuments { documentNumber issuingState documentType } customsHolds { subjectId } customsRisk { band score ruleId assessedDateTime } }';
describe('a movement', () => {
  const ID = 'UGBUS:IN:3:UG-UAX1:2026-11-23';

  it('says what its declarations say together', async () => {
    await using system = await customsSystem();
    await using subgraph = await customsSubgraph(system.url);
    await system.load([
      declarationMessage({
        mrn: 'M1',
        lrn: 'A',
        issued: '20261123060000Z',
        means: truck('UAX 1', '20261123081500+03', crew('P2', 'P 1')),
        shipment: trailer('UBB 2'),
      }),
      declarationMessage({
        mrn: 'M2',
        lrn: 'B',
        issued: '20261123070000Z',
        means: truck('UAX1', '20261123101500+03', crew('P1')),
        shipment: container('MSKU1234565'),
      }),
      notificationMessage({ functionCode: '06', mrn: 'M2', issued: '20261123073000Z' }),
    ]);
    const risk = { movementId: ID, score: 40, ruleId: 'R1', assessedAt: '2026-11-23T05:00:00Z' };
    await recordRiskResults(system.pool, [
      { ...risk, band: 'GREEN' },
      { ...risk, band: 'YELLOW', assessedAt: '2026-11-23T05:30:00+00:00' },
    ]);
    const { data, errors } = await entities(subgraph, [{ __typename: 'BorderMovement', id: ID }], movement);
    expect(errors ?? []).toEqual([]);
    expect(data._entities).toEqual([
      {
        __typename: 'BorderMovement',
        id: ID,
        customsArrivalDateTime: '2026-11-23T10:15:00+03:00',
        declarationCount: 2,
        declarations: [{ mrn: 'M2' }, { mrn: 'M1' }],
        vehicles: [
          { registrationNationalityCode: 'UG', registrationId: 'UAX1' },
          { registrationNationalityCode: 'UG', registrationId: 'UBB2' },
        ],
        crewDocuments: [
          { documentNumber: 'P1', issuingState: 'UTO', documentType: 'P' },
          { documentNumber: 'P2', issuingState: 'UTO', documentType: 'P' },
        ],
        customsHolds: [{ subjectId: 'M2' }],
        customsRisk: { band: 'YELLOW', score: 40, ruleId: 'R1', assessedDateTime: '2026-11-23T05:30:00.000Z' },
      },
    ]);
  });

  it('nobody has announced is null in everything, so that nobody takes it for one that is not held', async () => {
    await using system = await customsSystem();
    await using subgraph = await customsSubgraph(system.url);
    const { data } = await entities(subgraph, [{ __typename: 'BorderMovement', id: ID }], movement);
    const { id: _id, __typename: _type, ...told } = data._entities[0];
    expect(new Set(Object.values(told))).toEqual(new Set([null]));
  });
});

describe('a movement whose declaration names', () => {
  const UNSEARCHABLE: ReadonlyArray<readonly [what: string, means: string, field: string]> = [
    [
      'a truck without a state',
      truck('UAX 1', '20261123081500+03').replace('<RegistrationNationalityCode>UG', '<RegistrationNationalityCode>U1'),
      'vehicles',
    ],
    [
      'a driver without a kind of document',
      truck('UAX 1', '20261123081500+03', '<CrewMember><IdentityDocument><ID>P1</ID></IdentityDocument></CrewMember>'),
      'crewDocuments',
    ],
  ];
  it.each(UNSEARCHABLE)('%s does not pass for fully named', async (_what, means, field) => {
    await using system = await customsSystem();
    await using subgraph = await customsSubgraph(system.url);
    await system.load([declarationMessage({ mrn: 'M', means })]);
    const { rows } = await system.pool.query('select id from movement');
    const { data } = await entities(
      subgraph,
      [{ __typename: 'BorderMovement', id: rows[0].id }],
      `... on BorderMovement { ${field} { __typename } }`,
    );
    expect(data._entities[0][field]).toBeNull();
  });
});

describe('other entities', () => {
  it('are resolved by their keys where customs knows them', async () => {
    await using system = await customsSystem();
    await using subgraph = await customsSubgraph(system.url);
    await system.load([
      declarationMessage({
        mrn: 'M',
        means: truck('UAX 1', '20261123081500+03', crew('P1')),
        shipment: trailer('UBB 2'),
      }),
    ]);
    const vehicle = (registrationNationalityCode: string, registrationId: string) => ({
      __typename: 'Vehicle',
      registrationNationalityCode,
      registrationId,
    });
    const passport = (documentNumber: string) => ({
      __typename: 'TravelDocument',
      documentNumber,
      issuingState: 'UTO',
      documentType: 'P',
    });
    const { data, errors } = await entities(
      subgraph,
      [
        vehicle('UG', 'UAX1'),
        vehicle('UG', 'UBB2'),
        vehicle('KE', 'UAX1'),
        passport('P1'),
        passport('P2'),
        { __typename: 'Declaration', mrn: 'm' },
        { __typename: 'Declaration', mrn: 'X' },
      ],
      '... on Vehicle { registrationId } ... on TravelDocument { documentNumber } ... on Declaration { mrn }',
    );
    expect(errors ?? []).toEqual([]);
    expect(data._entities).toEqual([
      { __typename: 'Vehicle', registrationId: 'UAX1' },
      { __typename: 'Vehicle', registrationId: 'UBB2' },
      null,
      { __typename: 'TravelDocument', documentNumber: 'P1' },
      null,
      { __typename: 'Declaration', mrn: 'M' },
      null,
    ]);
  });
});
