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
