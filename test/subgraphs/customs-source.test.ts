import { container, crew, declarationMessage, items, notificationMessage, truck } from '../demo/customs-messages.ts';
import { customsSubgraph, customsSystem, entities, errorsOf } from '../demo/customs-system.ts';

describe('statements sent to the database', () => {
  it('are as many for 100 movements with all they carry as for 10', async () => {
    await using system = await customsSystem();
    await using subgraph = await customsSubgraph(system.url);
    const messages = Array.from({ length: 100 }, (_, at) => [
      ...['a', 'b'].map((part) =>
        declarationMessage({
          mrn: `M${at}${part}`,
          lrn: `L${at}${part}`,
          means: truck(`T ${at}`, '20261123080000+03', crew(`P${at}`)),
          shipment: `${container('MSKU1234565')}${items(3)}`,
        }),
      ),
      notificationMessage({ functionCode: '05', mrn: `M${at}a`, issued: '20261123060000Z' }),
    ]).flat();
    await system.load(messages);
    const everything = `... on BorderMovement { customsArrivalDateTime declarationCount vehicles { registrationId } crewDocuments { documentNumber }
      customsHolds { subjectId } customsRisk { band } declarations { mrn customsStatus versionId customsHolds { since } declarant { id } exporter { id }
        borderTransportMeans { id crewMembers { functionCode } vehicle { registrationId } } responses { totalCount edges { node { functionCode additionalInformation { statementCode } } } }
        goodsShipments { ucr consignment { transportEquipment { id seals { id } } } items(first: 2) { totalCount edges { node {
          commodity { description classifications { id } dutyTaxFees { typeCode } } origins { countryCode } additionalDocuments { id } } } } } } }`;
    const ask = async (count: number) => {
      const before = subgraph.statements();
      const representations = Array.from({ length: count }, (_, at) => ({
        __typename: 'BorderMovement',
        id: `UGBUS:IN:3:UG-T${at}:2026-11-23`,
      }));
      const { data, errors } = await entities(subgraph, representations, everything);
      expect(errors ?? []).toEqual([]);
      const last = data._entities.at(-1);
      expect(last.declarations).toHaveLength(2);
      expect(last.declarations[0].goodsShipments[0].items).toMatchObject({
        totalCount: 3,
        edges: [{ node: { origins: [{ countryCode: 'KE' }] } }, {}],
      });
      expect(last.customsHolds).toEqual([{ subjectId: `M${count - 1}A` }]);
      return subgraph.statements() - before;
    };
    const [ten, hundred] = [await ask(10), await ask(100)];
    expect(hundred).toBe(ten);
    // One per kind of thing asked for.
    expect(ten).toBeLessThanOrEqual(27);
  });
});

describe('when the database', () => {
  const QUERY = '{ declaration(mrn: "M") { mrn } }';

  it('cannot be reached, says so without a word of how it is reached', async () => {
    await using subgraph = await customsSubgraph('postgres://nobody:secret@127.0.0.1:1/none');
    const answer = await subgraph.ask(QUERY);
    expect(answer.data).toEqual({ declaration: null });
    expect(errorsOf(answer)).toEqual([
      { message: "The agency's system cannot be reached.", code: 'SOURCE_UNAVAILABLE' },
    ]);
    expect(JSON.stringify(answer)).not.toMatch(/secret|nobody|select|127/);
  });

  it('has lost a table, the fields that need it fail and the others are there', async () => {
    await using system = await customsSystem();
    await using subgraph = await customsSubgraph(system.url);
    await system.load([declarationMessage({ mrn: 'M', shipment: items(1) })]);
    await system.pool.query('drop table origin');
    const answer = await subgraph.ask(
      '{ declaration(mrn: "M") { mrn goodsShipments { items { edges { node { sequenceNumeric origins { countryCode } } } } } } }',
    );
    expect(answer.data.declaration).toEqual({
      mrn: 'M',
      goodsShipments: [{ items: { edges: [{ node: { sequenceNumeric: 1, origins: null } }] } }],
    });
    expect(errorsOf(answer)).toMatchObject([{ code: 'INTERNAL_ERROR' }]);
    expect(JSON.stringify(answer.errors)).not.toMatch(/origin"|relation|select/);
  });
});
