import type { IncomingMessage } from '../../demo/customs/intake.ts';

/** What a test says of a declaration; the rest is the same for all. */
export interface DeclarationText {
  readonly mrn?: string;
  readonly lrn?: string;
  readonly declarant?: string;
  /** Format 304. */
  readonly issued?: string;
  readonly typeCode?: string;
  readonly functionCode?: string;
  /** Elements of BorderTransportMeans. */
  readonly means?: string;
  /** Elements of GoodsShipment. */
  readonly shipment?: string;
  /** More elements of Declaration. */
  readonly more?: string;
}

/** A declaration (DEC) as bytes. */
export function declarationMessage(text: DeclarationText): IncomingMessage {
  const { mrn, lrn = 'LRN-1', declarant = 'UG1', issued, typeCode = 'IMA', functionCode = '9' } = text;
  return messageOf(`<Declaration><FunctionCode>${functionCode}</FunctionCode>${element('FunctionalReferenceID', lrn)}
    ${element('ID', mrn)}${dateTime('IssueDateTime', issued)}<TypeCode>${typeCode}</TypeCode>${text.more ?? ''}
    ${element('BorderTransportMeans', text.means)}<Declarant><ID>${declarant}</ID></Declarant>
    <GoodsShipment>${text.shipment ?? ''}</GoodsShipment></Declaration>`);
}

/** A notification (RES) as bytes. */
export function notificationMessage(text: {
  readonly functionCode: string;
  readonly mrn?: string;
  readonly lrn?: string;
  /** Format 304. */
  readonly issued?: string;
  readonly reference?: string;
}): IncomingMessage {
  const { functionCode, mrn, lrn, issued, reference = `${functionCode}-${issued}` } = text;
  return messageOf(`<Response><FunctionCode>${functionCode}</FunctionCode>
    <FunctionalReferenceID>${reference}</FunctionalReferenceID>${dateTime('IssueDateTime', issued)}
    <Declaration>${element('FunctionalReferenceID', lrn)}${element('ID', mrn)}</Declaration></Response>`);
}

/** What a truck says of itself in a declaration. */
export function truck(registration: string, arrival: string, more = ''): string {
  return `<ID>${registration}</ID><IdentificationTypeCode>30</IdentificationTypeCode>
    <RegistrationNationalityCode>UG</RegistrationNationalityCode><TypeCode>31</TypeCode><ModeCode>3</ModeCode>
    <Arrival>${dateTime('ArrivalDateTime', arrival)}<LocationID>UGBUS</LocationID></Arrival>${more}`;
}

/** Any text as a message. */
export function messageOf(text: string, name = 'message.xml'): IncomingMessage {
  return { name, bytes: Buffer.from(text) };
}

function element(name: string, content: string | undefined): string {
  return content === undefined ? '' : `<${name}>${content}</${name}>`;
}

function dateTime(name: string, value: string | undefined): string {
  return value === undefined ? '' : `<${name}><DateTimeString formatCode="304">${value}</DateTimeString></${name}>`;
}

/** A goods item. */
export const item = (sequence: number) =>
  `<GovernmentAgencyGoodsItem><SequenceNumeric>${sequence}</SequenceNumeric><Commodity>
    <Description>Goods ${sequence}</Description><Classification><ID>0402210${sequence % 10}</ID></Classification>
    </Commodity><Origin><CountryCode>KE</CountryCode></Origin></GovernmentAgencyGoodsItem>`;

/** Goods items numbered from 1. */
export const items = (count: number) => Array.from({ length: count }, (_, at) => item(at + 1)).join('');

/** A consignment with one sealed container. */
export const container = (id: string) =>
  `<Consignment><TransportEquipment><ID>${id}</ID><Seal><ID>S-${id}</ID></Seal></TransportEquipment></Consignment>`;

/** A consignment with one trailer. */
export const trailer = (id: string) =>
  `<Consignment><TransportEquipment><ID>${id}</ID><CharacteristicCode>TE</CharacteristicCode>
    <RegistrationNationalityCode>UG</RegistrationNationalityCode></TransportEquipment></Consignment>`;

/** Crew members by the numbers of their passports. */
export const crew = (...numbers: readonly string[]) =>
  numbers
    .map(
      (number) =>
        `<CrewMember><IdentityDocument><ID>${number}</ID><TypeCode>P</TypeCode>
          <IssuingCountryCode>UTO</IssuingCountryCode></IdentityDocument></CrewMember>`,
    )
    .join('');
