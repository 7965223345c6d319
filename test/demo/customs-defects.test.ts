import { readWcoMessage } from '../../demo/customs/wco/message.ts';

/** Warnings of a declaration made of these elements, as `CODE place`. */
function warningsOf(content: string, before = ''): string[] {
  const outcome = readWcoMessage(
    Buffer.from(`${before}<Declaration><FunctionalReferenceID>LRN-1</FunctionalReferenceID>${content}</Declaration>`),
  );
  if (outcome.kind !== 'declaration') throw new Error(`put aside: ${JSON.stringify(outcome)}`);
  return outcome.warnings.map(({ code, place }) => `${code} ${place}`);
}

const shipment = (content: string) => `<GoodsShipment>${content}</GoodsShipment>`;
const item = (content: string) => `<GovernmentAgencyGoodsItem>${content}</GovernmentAgencyGoodsItem>`;
const dateTime = (text: string, format = '304') =>
  `<IssueDateTime><DateTimeString formatCode="${format}">${text}</DateTimeString></IssueDateTime>`;

const ITEM = 'Declaration/GoodsShipment/GovernmentAgencyGoodsItem';

describe('a defect gives one warning with its place', () => {
  it.each([
    ['an unknown element', '<Foo>1</Foo>', 'UNKNOWN_ELEMENT Declaration/Foo'],
    [
      'an unknown element deep down, once and without what is below it',
      shipment(item('') + item('<Commodity><Colour><A/><B/></Colour></Commodity>')),
      `UNKNOWN_ELEMENT ${ITEM}[2]/Commodity/Colour`,
    ],
    ['an element below a value', '<TypeCode>IMA<X/></TypeCode>', 'UNKNOWN_ELEMENT Declaration/TypeCode/X'],
    ['an unknown attribute', '<TypeCode listID="9">IMA</TypeCode>', 'UNKNOWN_ATTRIBUTE Declaration/TypeCode/@listID'],
    ['an unknown attribute of a class', '<Agent x="1"/>', 'UNKNOWN_ATTRIBUTE Declaration/Agent/@x'],
    [
      'a repeated value',
      '<TypeCode>IMA</TypeCode><TypeCode>IMD</TypeCode>',
      'REPEATED_ELEMENT Declaration/TypeCode[2]',
    ],
    [
      'an element under both of its names',
      '<SpecificCircumstancesCode>F50</SpecificCircumstancesCode><SpecificCircumstancesCodeCode>A20</SpecificCircumstancesCodeCode>',
      'REPEATED_ELEMENT Declaration/SpecificCircumstancesCodeCode',
    ],
    [
      'a repeated class',
      '<Declarant><ID>A</ID></Declarant><Declarant><ID>B</ID></Declarant>',
      'REPEATED_ELEMENT Declaration/Declarant[2]',
    ],
    ['text between elements', '<Agent>2<ID>GB1</ID></Agent>', 'MISPLACED_TEXT Declaration/Agent'],
    [
      'a number that is none',
      '<TotalPackageQuantity>ten</TotalPackageQuantity>',
      'NOT_A_NUMBER Declaration/TotalPackageQuantity',
    ],
    [
      'a fraction of a package',
      '<TotalPackageQuantity>1.5</TotalPackageQuantity>',
      'NOT_A_NUMBER Declaration/TotalPackageQuantity',
    ],
    [
      'a number too large to keep',
      '<TotalPackageQuantity>99999999999</TotalPackageQuantity>',
      'NOT_A_NUMBER Declaration/TotalPackageQuantity',
    ],
    [
      'a decimal with a comma',
      '<InvoiceAmount currencyID="EUR">1,50</InvoiceAmount>',
      'NOT_A_NUMBER Declaration/InvoiceAmount',
    ],
    ['an exponent', '<InvoiceAmount currencyID="EUR">1e3</InvoiceAmount>', 'NOT_A_NUMBER Declaration/InvoiceAmount'],
    ['a text too long', `<TypeCode>${'X'.repeat(4)}</TypeCode>`, 'TOO_LONG Declaration/TypeCode'],
    [
      'a decimal with too many digits',
      `<InvoiceAmount>${'1'.repeat(17)}</InvoiceAmount>`,
      'TOO_LONG Declaration/InvoiceAmount',
    ],
    ['a day that is not', dateTime('20260230000000Z'), 'BAD_DATE_TIME Declaration/IssueDateTime/DateTimeString'],
    ['an hour that is not', dateTime('20260201240000Z'), 'BAD_DATE_TIME Declaration/IssueDateTime/DateTimeString'],
    ['an offset that is not', dateTime('20260201100000+15'), 'BAD_DATE_TIME Declaration/IssueDateTime/DateTimeString'],
    [
      'a text that is not of its format',
      dateTime('20260201', '304'),
      'BAD_DATE_TIME Declaration/IssueDateTime/DateTimeString',
    ],
    ['an unknown format', dateTime('20260201', '999'), 'BAD_DATE_TIME Declaration/IssueDateTime/DateTimeString'],
    [
      'a time without offset',
      dateTime('20260201100000', '204'),
      'NO_TIME_OFFSET Declaration/IssueDateTime/DateTimeString',
    ],
    [
      'a wrong count of items',
      `<GoodsItemQuantity>2</GoodsItemQuantity>${shipment(item(''))}`,
      'GOODS_ITEM_COUNT Declaration/GoodsItemQuantity',
    ],
    ['a wrong check digit of the MRN', '<ID>20GB1Q3RTK463FGVR5</ID>', 'MRN_CHECK_DIGIT Declaration/ID'],
    [
      'a function that is not applied',
      '<FunctionCode>13</FunctionCode>',
      'FUNCTION_NOT_APPLIED Declaration/FunctionCode',
    ],
    [
      'two references of one consignment',
      shipment('') +
        shipment(
          '<UCR><ID>6UG1-A</ID></UCR><PreviousDocument><ID>6UG1-B</ID><TypeCode>DCR</TypeCode></PreviousDocument>',
        ),
      'UCR_AMBIGUOUS Declaration/GoodsShipment[2]',
    ],
    [
      'an arrival of which nobody can say whose it is',
      '<TypeCode>IMA</TypeCode><BorderTransportMeans><ID>UAX 1</ID><Arrival><LocationID>UGBUS</LocationID></Arrival></BorderTransportMeans>',
      'MOVEMENT_NOT_IDENTIFIED Declaration/BorderTransportMeans',
    ],
  ])('%s', (_, content, warning) => {
    expect(warningsOf(content)).toEqual([warning]);
  });

  it('in the envelope and in notifications too', () => {
    const outcome = readWcoMessage(
      Buffer.from(`<MetaData><WCOTypeName>RES</WCOTypeName><Extra/><Response><FunctionCode>05</FunctionCode>
        <Declaration><ID>20GB1Q3RTK463FGVR5</ID><Colour/></Declaration></Response></MetaData>`),
    );
    expect(outcome).toMatchObject({
      kind: 'notification',
      warnings: [
        { code: 'UNKNOWN_ELEMENT', place: 'MetaData/Extra' },
        { code: 'UNKNOWN_ELEMENT', place: 'Response/Declaration/Colour' },
        { code: 'MRN_CHECK_DIGIT', place: 'Response/Declaration/ID' },
        { code: 'NO_ISSUE_TIME', place: 'Response/IssueDateTime' },
      ],
    });
  });
});

describe('what is not a defect gives no warning', () => {
  it.each([
    ['an empty element', '<TypeCode/><InvoiceAmount></InvoiceAmount><Agent/><IssueDateTime/>'],
    ['an MRN with the right check digit', '<ID>20GB1Q3RTK463FGVR4</ID>'],
    ['an MRN of another form', '<ID>C-4711/2026</ID>'],
    ['a whole number written with a nought behind the point', '<TotalPackageQuantity>50.0</TotalPackageQuantity>'],
    ['the right count of items', `<GoodsItemQuantity>2</GoodsItemQuantity>${shipment(item('') + item(''))}`],
    ['hints for schema validators', '<Agent xmlns:xsi="x" xsi:type="AgentType" xsi:nil="true"/>'],
    ['the longest text allowed', '<TypeCode>IMA</TypeCode>'],
    [
      'the same reference as UCR and as previous document',
      shipment(
        '<UCR><ID>6UG1-A</ID></UCR><PreviousDocument><ID>6ug1-a</ID><TypeCode>DCR</TypeCode></PreviousDocument>',
      ),
    ],
    ['a means that announces no arrival', '<BorderTransportMeans><ModeCode>3</ModeCode></BorderTransportMeans>'],
  ])('%s', (_, content) => {
    expect(warningsOf(content)).toEqual([]);
  });

  it('a byte order mark, an XML declaration, comments and processing instructions', () => {
    expect(
      warningsOf('<!-- x --><TypeCode>IM<!-- y -->A</TypeCode>', '\ufeff<?xml version="1.0" encoding="utf-8"?><?pi?>'),
    ).toEqual([]);
  });
});

describe('a value with a defect', () => {
  const rowOf = (content: string) => {
    const outcome = readWcoMessage(
      Buffer.from(`<Declaration><FunctionalReferenceID>LRN-1</FunctionalReferenceID>${content}</Declaration>`),
    );
    return outcome.kind === 'declaration' ? outcome.rows.get('declaration_version')?.[0] : undefined;
  };

  it('is left out where it cannot be meant', () => {
    expect(rowOf(`<TotalPackageQuantity>ten</TotalPackageQuantity>${dateTime('20260230000000Z')}`)).toEqual({
      parent_node: 0,
      node: 1,
      functional_reference_id: 'LRN-1',
    });
  });

  it('is kept whole where it is only too long', () => {
    expect(rowOf(`<TypeCode>${'X'.repeat(40)}</TypeCode>`)).toMatchObject({ type_code: 'X'.repeat(40) });
  });

  it('is kept once where it is repeated: the first', () => {
    expect(rowOf('<TypeCode>IMA</TypeCode><TypeCode>IMD</TypeCode>')).toMatchObject({ type_code: 'IMA' });
  });
});

it.each([
  ['20261123081500+03', '304', '2026-11-23T08:15:00+03:00', '2026-11-23T05:15:00.000Z'],
  ['20261123081500+05:30', '304', '2026-11-23T08:15:00+05:30', '2026-11-23T02:45:00.000Z'],
  ['20261123081500Z', '304', '2026-11-23T08:15:00Z', '2026-11-23T08:15:00.000Z'],
  ['202611230815-0330', '303', '2026-11-23T08:15:00-03:30', '2026-11-23T11:45:00.000Z'],
  ['20261123081500+0300', '208', '2026-11-23T08:15:00+03:00', '2026-11-23T05:15:00.000Z'],
  ['20261123081500', '204', '2026-11-23T08:15:00Z', '2026-11-23T08:15:00.000Z'],
  ['202611230815', '203', '2026-11-23T08:15:00Z', '2026-11-23T08:15:00.000Z'],
  ['20240229', '102', '2024-02-29', '2024-02-29T00:00:00Z'],
])('%s (format %s) keeps its offset and is an instant too', (text, format, kept, instant) => {
  const outcome = readWcoMessage(
    Buffer.from(`<Declaration><FunctionalReferenceID>L</FunctionalReferenceID>${dateTime(text, format)}</Declaration>`),
  );
  const row = outcome.kind === 'declaration' ? outcome.rows.get('declaration_version')?.[0] : undefined;
  expect(row).toMatchObject({ issue_date_time: kept, issue_date_time_instant: instant });
});
