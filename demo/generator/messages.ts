import type { IncomingMessage } from '../customs/intake.ts';
import { format304 } from './clock.ts';
import type { CitedDocument, DeclarationPlan, Firm, Item, Movement } from './movement.ts';
import { POST } from './movement.ts';

/**
 * The messages of a movement as customs would have received and sent them, oldest first: WCO Data Model 3.6,
 * declarations as DEC, notifications as RES.
 */
export function* messagesOf(movement: Movement): Generator<IncomingMessage> {
  for (const plan of movement.declarations) {
    yield message(`${plan.functionalReferenceId}.xml`, declarationMessage(movement, plan));
    for (const { functionCode, at } of plan.notifications) {
      const reference = `${plan.mrn}-${functionCode}-${format304(at).slice(4, 12)}`;
      yield message(`${reference}.xml`, responseMessage(plan, functionCode, at, reference));
    }
  }
}

function message(name: string, xml: string): IncomingMessage {
  return { name, bytes: Buffer.from(xml, 'utf8') };
}

/** An element around content that is XML already; nothing where there is no content. */
function element(name: string, content: string, attributes = ''): string {
  return content === '' ? '' : `<${name}${attributes}>${content}</${name}>`;
}

/** An element around text. */
function value(name: string, text: string | number, attributes = ''): string {
  return element(
    name,
    String(text).replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`),
    attributes,
  );
}

function dateTime(name: string, at: number): string {
  return element(name, value('DateTimeString', format304(at), ' formatCode="304"'));
}

function kilograms(name: string, grams: number): string {
  return value(name, (grams / 1_000).toFixed(3), ' unitCode="KGM"');
}

function dollars(name: string, cents: number): string {
  return value(name, (cents / 100).toFixed(2), ' currencyID="USD"');
}

function envelope(type: 'DEC' | 'RES', country: string, content: string): string {
  const head = value('WCODataModelVersionCode', '3.6') + value('WCOTypeName', type);
  const body = element('MetaData', head + value('ResponsibleCountryCode', country) + content);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${body}\n`;
}

function declarationMessage(movement: Movement, plan: DeclarationPlan): string {
  const sum = (of: (item: Item) => number) => plan.items.reduce((total, item) => total + of(item), 0);
  const isAccepted = plan.acceptedAt !== undefined;
  const content =
    value('FunctionCode', 9) +
    value('FunctionalReferenceID', plan.functionalReferenceId) +
    (isAccepted ? value('ID', plan.mrn) : '') +
    dateTime('IssueDateTime', plan.issuedAt) +
    (isAccepted ? dateTime('AcceptanceDateTime', plan.acceptedAt) : '') +
    value('TypeCode', plan.typeCode) +
    value('DeclarationOfficeID', plan.officeId) +
    value('GoodsItemQuantity', plan.items.length) +
    dollars(
      'InvoiceAmount',
      sum(({ valueCents }) => valueCents),
    ) +
    kilograms(
      'TotalGrossMassMeasure',
      sum(({ grossGrams }) => grossGrams),
    ) +
    value(
      'TotalPackageQuantity',
      sum(({ packages }) => packages),
    ) +
    borderTransportMeans(movement, plan) +
    element('Declarant', value('ID', plan.declarant.id)) +
    party('Exporter', plan.consignor) +
    goodsShipment(movement, plan) +
    element('PresentationOffice', value('ID', plan.officeId));
  return envelope('DEC', plan.officeId.slice(0, 2), element('Declaration', content));
}

function borderTransportMeans(movement: Movement, plan: DeclarationPlan): string {
  const { truck, crew, arrivalAt } = movement;
  const arrival = dateTime('ArrivalDateTime', arrivalAt) + value('LocationID', POST);
  const means =
    value('ID', truck.registration) +
    value('IdentificationTypeCode', 30) +
    value('RegistrationNationalityCode', truck.state) +
    value('TypeCode', 31) +
    value('ModeCode', 3) +
    (plan.announcesArrival ? element('Arrival', arrival) : '');
  const members = crew.map((member) => {
    const document =
      value('ID', member.documentNumber) + value('TypeCode', 'P') + value('IssuingCountryCode', member.issuingState);
    return element('CrewMember', value('FunctionCode', member.function) + element('IdentityDocument', document));
  });
  return element('BorderTransportMeans', means + members.join(''));
}

function goodsShipment(movement: Movement, plan: DeclarationPlan): string {
  const content =
    value('TransactionNatureCode', 1) +
    party('Consignee', plan.consignee) +
    party('Consignor', plan.consignor) +
    consignment(movement, plan) +
    element('Destination', value('CountryCode', plan.destinationCountry)) +
    element('ExportCountry', value('ID', plan.exportCountry)) +
    plan.items.map((item, at) => goodsItem(item, at + 1, plan)).join('') +
    party('Importer', plan.consignee) +
    element('TradeTerms', value('ConditionCode', 'DAP') + value('LocationID', POST)) +
    element('UCR', value('ID', plan.ucr));
  return element('GoodsShipment', content);
}

function party(name: string, { id, name: firm, country }: Firm): string {
  return element(name, value('ID', id) + value('Name', firm) + element('Address', value('CountryCode', country)));
}

function consignment({ trailer, container }: Movement, plan: DeclarationPlan): string {
  const itinerary = [plan.exportCountry, plan.destinationCountry].map((country, at) =>
    element('Itinerary', value('SequenceNumeric', at + 1) + value('RoutingCountryCode', country)),
  );
  const boxed = container
    ? element(
        'TransportEquipment',
        value('SequenceNumeric', 1) +
          value('ID', container.number) +
          value('CharacteristicCode', '42G1') +
          value('FullnessCode', 5) +
          element('Seal', value('SequenceNumeric', 1) + value('ID', container.seal)),
      )
    : '';
  const towed = trailer
    ? element(
        'TransportEquipment',
        value('SequenceNumeric', container ? 2 : 1) +
          value('ID', trailer.registration) +
          value('CharacteristicCode', 'TE') +
          value('RegistrationNationalityCode', trailer.state),
      )
    : '';
  const location = value('Name', 'Busia One Stop Border Post') + value('TypeCode', 'A');
  const place = element(
    'GoodsLocation',
    location + element('Address', value('TypeCode', 'U') + value('CountryCode', 'UG')),
  );
  return element('Consignment', value('ContainerCode', container ? 1 : 0) + place + itinerary.join('') + boxed + towed);
}

function goodsItem(item: Item, sequence: number, plan: DeclarationPlan): string {
  const measure =
    kilograms('GrossMassMeasure', item.grossGrams) +
    kilograms('NetNetWeightMeasure', item.netGrams) +
    value('TariffQuantity', (item.netGrams / 1_000).toFixed(3), ' unitCode="KGM"');
  const classification = value('ID', item.tariffCode) + value('IdentificationTypeCode', 'TSP');
  const commodity =
    value('Description', item.description) +
    element('Classification', classification) +
    element('DangerousGoods', item.undgId === undefined ? '' : value('UNDGID', item.undgId)) +
    element('GoodsMeasure', measure) +
    element('InvoiceLine', dollars('ItemChargeAmount', item.valueCents));
  const { statement } = item;
  const information = statement
    ? value('StatementCode', statement.code) + value('StatementDescription', statement.description)
    : '';
  const packaging =
    value('SequenceNumeric', 1) + value('QuantityQuantity', item.packages) + value('TypeCode', item.packageType);
  const procedure = plan.typeCode === 'EXA' ? ['10', '00'] : ['40', '00'];
  const content =
    value('SequenceNumeric', sequence) +
    dollars('CustomsValueAmount', item.valueCents) +
    item.documents.map(additionalDocument).join('') +
    element('AdditionalInformation', information) +
    element('Commodity', commodity) +
    element('CustomsValuation', value('MethodCode', 1)) +
    element(
      'GovernmentProcedure',
      value('CurrentCode', procedure[0] ?? '') + value('PreviousCode', procedure[1] ?? ''),
    ) +
    element('Origin', value('CountryCode', item.origin) + value('TypeCode', 1)) +
    element('Packaging', packaging);
  return element('GovernmentAgencyGoodsItem', content);
}

function additionalDocument({ code, reference }: CitedDocument): string {
  const content = value('CategoryCode', code.slice(0, 1)) + value('ID', reference) + value('TypeCode', code.slice(1));
  return element('AdditionalDocument', content);
}

function responseMessage(plan: DeclarationPlan, functionCode: string, at: number, reference: string): string {
  const declaration =
    value('FunctionalReferenceID', plan.functionalReferenceId) + value('ID', plan.mrn) + value('VersionID', 1);
  const content =
    value('FunctionCode', functionCode) +
    value('FunctionalReferenceID', reference) +
    dateTime('IssueDateTime', at) +
    element('Declaration', declaration);
  return envelope('RES', plan.officeId.slice(0, 2), element('Response', content));
}
