import { amount, code, dateTime, folded, many, measure, one, quantity, text, wcoClass } from './classes.ts';

/**
 * The WCO Declaration (class 42A) as this system keeps it: what national customs services send of the WCO Data Model
 * 3.6. Ids are those of the model's elements and classes; formats are the model's maximum lengths.
 */

const address = folded('04A', {
  CityName: text('address_city_name', '', 35),
  CountryCode: code('address_country_code', '', 2),
  Line: text('address_line', '', 70),
  PostcodeID: text('address_postcode_id', '', 17),
});

/** Any party: the role is the element it stood in. */
export const party = wcoClass(
  'party',
  '',
  {
    ID: text('id', '', 17),
    Name: text('name', '', 70),
    FunctionCode: code('function_code', '102', 3),
    Address: address,
  },
  { hasRole: true },
);

/** Holder of an authorisation the declaration cites. */
export const authorisationHolder = wcoClass('authorisation_holder', '', {
  ID: text('id', '', 17),
  CategoryCode: code('category_code', '', 4),
});

/** A certificate, licence, permit or invoice cited. */
export const additionalDocument = wcoClass('additional_document', '02A', {
  CategoryCode: code('category_code', 'D031', 3),
  ID: text('id', 'D005', 70),
  TypeCode: code('type_code', 'D006', 3),
  LPCOExemptionCode: code('lpco_exemption_code', '', 3),
  Name: text('name', '', 35),
  EffectiveDateTime: dateTime('effective_date_time', ''),
  WriteOff: folded('', {
    AmountAmount: amount('write_off_amount', ''),
    QuantityQuantity: measure('write_off_quantity', ''),
  }),
});

/** A statement of the declarant or of customs. */
export const additionalInformation = wcoClass('additional_information', '03A', {
  StatementCode: code('statement_code', '226', 17),
  StatementDescription: text('statement_description', '225', 512),
  StatementTypeCode: code('statement_type_code', '', 3),
  LimitDateTime: dateTime('limit_date_time', ''),
});

const obligationGuarantee = wcoClass('obligation_guarantee', '03B', {
  ID: text('id', '', 70),
  ReferenceID: text('reference_id', '', 35),
  SecurityDetailsCode: code('security_details_code', '', 3),
  AmountAmount: amount('amount', ''),
});

const previousDocument = wcoClass('previous_document', '99A', {
  CategoryCode: code('category_code', '', 3),
  ID: text('id', 'D018', 70),
  TypeCode: code('type_code', 'D019', 3),
  LineNumeric: quantity('line_numeric', '171', 5),
});

const crewMember = wcoClass(
  'crew_member',
  '',
  {
    FunctionCode: code('function_code', '', 3),
    IdentityDocument: folded('', {
      ID: text('identity_document_id', '', 70),
      TypeCode: code('identity_document_type_code', '', 3),
      IssuingCountryCode: code('identity_document_issuing_country_code', '', 3),
    }),
  },
  // The number as A-Z and 0-9 without blanks: the key by which other agencies know the document.
  { derived: { document_number: 'text' } },
);

/** What carries the goods across the border. */
export const borderTransportMeans = wcoClass(
  'border_transport_means',
  '15A',
  {
    ID: text('id', 'T006', 35),
    Name: text('name', 'T005', 35),
    IdentificationTypeCode: code('identification_type_code', 'T018', 17),
    RegistrationNationalityCode: code('registration_nationality_code', 'T014', 2),
    TypeCode: code('type_code', 'T010', 4),
    ModeCode: code('mode_code', 'T022', 1),
    Arrival: folded('10A', {
      ArrivalDateTime: dateTime('arrival_date_time', ''),
      LocationID: text('arrival_location_id', '', 17),
    }),
    CrewMember: many(crewMember),
  },
  // registration: `UG-UAX123B` of a road vehicle; movement_id: see movement.ts.
  { derived: { registration: 'text', movement_id: 'text' } },
);

const seal = wcoClass('seal', '44B', {
  SequenceNumeric: quantity('sequence_numeric', '', 5),
  ID: text('id', '165', 35),
});

/** Container, trailer or other equipment. */
export const transportEquipment = wcoClass(
  'transport_equipment',
  '31B',
  {
    SequenceNumeric: quantity('sequence_numeric', '', 5),
    ID: text('id', '159', 17),
    CharacteristicCode: code('characteristic_code', '', 4),
    FullnessCode: code('fullness_code', '', 3),
    RegistrationNationalityCode: code('registration_nationality_code', '', 2),
    Seal: many(seal),
  },
  // equipment_key: the number as A-Z and 0-9; registration: `UG-UAX123B` of a trailer.
  { derived: { equipment_key: 'text', registration: 'text' } },
);

const itinerary = wcoClass('itinerary', '81A', {
  SequenceNumeric: quantity('sequence_numeric', '', 5),
  RoutingCountryCode: code('routing_country_code', '064', 2),
});

/** Carriage, for the whole declaration or for one shipment. */
export const consignment = wcoClass('consignment', '28A', {
  ContainerCode: code('container_code', '096', 3),
  ArrivalTransportMeans: folded('', {
    ID: text('arrival_transport_means_id', '', 35),
    IdentificationTypeCode: code('arrival_transport_means_identification_type_code', '', 17),
    ModeCode: code('arrival_transport_means_mode_code', '', 1),
  }),
  Carrier: one(party, 'Carrier'),
  DepartureTransportMeans: folded('', {
    ID: text('departure_transport_means_id', '', 35),
    IdentificationTypeCode: code('departure_transport_means_identification_type_code', '', 17),
    ModeCode: code('departure_transport_means_mode_code', '', 1),
  }),
  Freight: folded('62A', { PaymentMethodCode: code('freight_payment_method_code', '', 3) }),
  GoodsLocation: folded('64A', {
    ID: text('goods_location_id', 'L017', 17),
    Name: text('goods_location_name', '', 70),
    TypeCode: code('goods_location_type_code', '', 3),
    Address: folded('04A', {
      TypeCode: code('goods_location_address_type_code', '', 3),
      CountryCode: code('goods_location_country_code', '', 2),
      CityName: text('goods_location_city_name', '', 35),
      Line: text('goods_location_line', '', 70),
      PostcodeID: text('goods_location_postcode_id', '', 17),
    }),
  }),
  Itinerary: many(itinerary),
  LoadingLocation: folded('83A', { ID: text('loading_location_id', 'L010', 17) }),
  TransportEquipment: many(transportEquipment),
});

const classification = wcoClass('classification', '21A', {
  ID: text('id', '145', 18),
  IdentificationTypeCode: code('identification_type_code', '', 3),
});

const dangerousGoods = wcoClass('dangerous_goods', '12C', { UNDGID: code('undgid', '506', 4) });

const dutyTaxFee = wcoClass('duty_tax_fee', '', {
  DutyRegimeCode: code('duty_regime_code', '', 3),
  TypeCode: code('type_code', '', 3),
  QuotaOrderID: text('quota_order_id', '', 17),
  Payment: folded('', {
    MethodCode: code('payment_method_code', '', 3),
    PaymentAmount: amount('payment_amount', ''),
  }),
});

const chargeDeduction = wcoClass('charge_deduction', '', {
  ChargesTypeCode: code('charges_type_code', '', 3),
  OtherChargeDeductionAmount: amount('other_charge_deduction_amount', ''),
});

const governmentProcedure = wcoClass('government_procedure', '70A', {
  CurrentCode: code('current_code', '166', 7),
  PreviousCode: code('previous_code', '161', 7),
});

const origin = wcoClass('origin', '92A', {
  CountryCode: code('country_code', '063', 4),
  TypeCode: code('type_code', '', 3),
});

const packaging = wcoClass('packaging', '93A', {
  SequenceNumeric: quantity('sequence_numeric', '', 5),
  MarksNumbersID: text('marks_numbers_id', '142', 512),
  QuantityQuantity: quantity('quantity_quantity', '144', 8),
  TypeCode: code('type_code', '141', 2),
});

const valuationAdjustment = wcoClass('valuation_adjustment', '', { AdditionCode: code('addition_code', '', 4) });

const ucr = folded('35B', {
  ID: text('ucr_id', '016', 35),
  TraderAssignedReferenceID: text('trader_assigned_reference_id', '009', 35),
});

/** One goods item. The commodity is kept in the item's row, its lists in tables of their own. */
export const governmentAgencyGoodsItem = wcoClass('government_agency_goods_item', '68A', {
  SequenceNumeric: quantity('sequence_numeric', '006', 5),
  CustomsValueAmount: amount('customs_value_amount', '108'),
  StatisticalValueAmount: amount('statistical_value_amount', '114'),
  AdditionalDocument: many(additionalDocument),
  AdditionalInformation: many(additionalInformation),
  Commodity: folded('23A', {
    Description: text('description', '137', 512),
    Classification: many(classification),
    DangerousGoods: many(dangerousGoods),
    DutyTaxFee: many(dutyTaxFee),
    GoodsMeasure: folded('65A', {
      GrossMassMeasure: measure('gross_mass_measure', '126'),
      NetNetWeightMeasure: measure('net_net_weight_measure', '128'),
      TariffQuantity: measure('tariff_quantity', '130'),
    }),
    InvoiceLine: folded('', { ItemChargeAmount: amount('invoice_line_item_charge_amount', '') }),
  }),
  CustomsValuation: folded('', {
    MethodCode: code('valuation_method_code', '', 3),
    ChargeDeduction: many(chargeDeduction),
  }),
  GovernmentProcedure: many(governmentProcedure),
  Origin: many(origin),
  Packaging: many(packaging),
  PreviousDocument: many(previousDocument),
  UCR: ucr,
  ValuationAdjustment: many(valuationAdjustment),
});

/** Goods of one sale or movement. */
export const goodsShipment = wcoClass(
  'goods_shipment',
  '67A',
  {
    TransactionNatureCode: code('transaction_nature_code', '103', 3),
    ExitDateTime: dateTime('exit_date_time', '024'),
    Buyer: one(party, 'Buyer'),
    Consignee: one(party, 'Consignee'),
    Consignor: one(party, 'Consignor'),
    Consignment: one(consignment),
    Destination: folded('99B', { CountryCode: code('destination_country_code', '', 2) }),
    ExportCountry: folded('95B', { ID: code('export_country_id', '', 2) }),
    GovernmentAgencyGoodsItem: many(governmentAgencyGoodsItem),
    Importer: one(party, 'Importer'),
    PreviousDocument: many(previousDocument),
    Seller: one(party, 'Seller'),
    TradeTerms: folded('22B', {
      ConditionCode: code('trade_terms_condition_code', '', 3),
      LocationID: text('trade_terms_location_id', '', 17),
    }),
    UCR: ucr,
  },
  // The unique consignment reference: the UCR's own id, else the declaration UCR cited as previous document.
  { derived: { ucr: 'text', ucr_key: 'text' } },
);

/** The declaration as one message states it. */
export const declaration = wcoClass('declaration_version', '42A', {
  FunctionCode: code('function_code', '017', 2),
  FunctionalReferenceID: text('functional_reference_id', 'D026', 35),
  ID: text('id', 'D014', 70),
  IssueDateTime: dateTime('issue_date_time', 'D011'),
  AcceptanceDateTime: dateTime('acceptance_date_time', '023'),
  TypeCode: code('type_code', 'D013', 3),
  VersionID: text('version_id', 'D034', 9),
  DeclarationOfficeID: text('declaration_office_id', '065', 17),
  GoodsItemQuantity: quantity('goods_item_quantity', '228', 5),
  InvoiceAmount: amount('invoice_amount', '109'),
  SpecificCircumstancesCode: code('specific_circumstances_code', '504', 3),
  // The element's name in the schemas of several national services.
  SpecificCircumstancesCodeCode: code('specific_circumstances_code', '504', 3),
  TotalGrossMassMeasure: measure('total_gross_mass_measure', '131'),
  TotalPackageQuantity: quantity('total_package_quantity', '146', 8),
  AdditionalDocument: many(additionalDocument),
  AdditionalInformation: many(additionalInformation),
  Agent: one(party, 'Agent'),
  AuthorisationHolder: many(authorisationHolder),
  BorderTransportMeans: one(borderTransportMeans),
  Consignment: one(consignment),
  Declarant: one(party, 'Declarant'),
  ExitOffice: folded('56A', { ID: text('exit_office_id', '', 17) }),
  Exporter: one(party, 'Exporter'),
  GoodsShipment: many(goodsShipment),
  ObligationGuarantee: many(obligationGuarantee),
  PresentationOffice: folded('15C', { ID: text('presentation_office_id', '', 17) }),
  SupervisingOffice: folded('', { ID: text('supervising_office_id', '', 17) }),
});
