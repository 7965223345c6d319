import { computed, type Mapping, mapped } from '../../kit/index.ts';

/** What a declaration says of itself, of its parties and of what it cites. */
const DECLARATION: Mapping = {
  ...mapped('Declaration', 'declaration', 'mrn', 'functional_reference_id'),
  ...mapped('Declaration', 'declaration_version', 'function_code', 'type_code', 'issue_date_time', 'version_id'),
  ...mapped('Declaration', 'declaration_version', 'acceptance_date_time', 'declaration_office_id', 'exit_office_id'),
  ...mapped('Declaration', 'declaration_version', 'presentation_office_id', 'supervising_office_id'),
  ...mapped('Declaration', 'declaration_version', 'specific_circumstances_code', 'goods_item_quantity'),
  ...mapped(
    'Declaration',
    'declaration_version',
    'total_package_quantity',
    'total_gross_mass_measure',
    'invoice_amount',
  ),
  ...computed(
    'Declaration',
    'cancellationRequestedDateTime',
    'customsStatus',
    'invoiceAmountBand',
    'countriesConcerned',
  ),
  ...mapped('MetaData', 'message', 'wco_data_model_version_code', 'wco_type_name', 'responsible_country_code'),
  ...mapped('MetaData', 'message', 'responsible_agency_name', 'agency_assigned_customization_code'),
  ...mapped('MetaData', 'message', 'agency_assigned_customization_version_code'),
  ...mapped('DeclarationVersion', 'declaration_version', 'function_code', 'issue_date_time'),
  ...mapped('DeclarationVersion', 'message', 'receivedDateTime=received_at'),
  ...computed('DeclarationVersion', 'isCurrent'),
  ...mapped('Response', 'response', 'functional_reference_id', 'function_code', 'issue_date_time', 'declaration_mrn'),
  ...mapped('Response', 'response', 'declaration_functional_reference_id', 'declaration_version_id'),
  ...mapped('Response', 'response', 'acceptance_date_time'),
  ...mapped('AdditionalInformation', 'additional_information', 'statement_code', 'statement_type_code'),
  ...mapped('AdditionalInformation', 'additional_information', 'statement_description', 'limit_date_time'),
  ...mapped('TraderParty', 'party', 'id', 'name', 'function_code'),
  ...mapped('Address', 'party', 'line=address_line', 'cityName=address_city_name', 'countryCode=address_country_code'),
  ...mapped('Address', 'party', 'postcodeId=address_postcode_id'),
  ...mapped('AuthorisationHolder', 'authorisation_holder', 'id', 'category_code'),
  ...mapped('AdditionalDocument', 'additional_document', 'id', 'category_code', 'type_code', 'lpco_exemption_code'),
  ...mapped('AdditionalDocument', 'additional_document', 'name', 'effective_date_time', 'write_off_quantity'),
  ...mapped('AdditionalDocument', 'additional_document', 'write_off_amount'),
  ...computed('AdditionalDocument', 'documentCode'),
  ...mapped('ObligationGuarantee', 'obligation_guarantee', 'id', 'reference_id', 'security_details_code', 'amount'),
  ...mapped('PreviousDocument', 'previous_document', 'id', 'category_code', 'type_code', 'line_numeric'),
  // Parts of many fields; the field that holds one is mapped.
  ...computed('Measure', 'value', 'unitCode'),
  ...computed('Amount', 'value', 'currencyCode'),
};

/** How goods are carried. */
const TRANSPORT: Mapping = {
  ...mapped('BorderTransportMeans', 'border_transport_means', 'id', 'name', 'identification_type_code', 'type_code'),
  ...mapped('BorderTransportMeans', 'border_transport_means', 'registration_nationality_code', 'mode_code'),
  ...mapped('BorderTransportMeans', 'border_transport_means', 'arrival_date_time', 'arrival_location_id'),
  ...mapped('CrewMember', 'crew_member', 'function_code'),
  ...computed('TransportMeans', 'id', 'identificationTypeCode', 'modeCode'),
  // Of two tables each: what declarations name as means and as equipment.
  ...computed('Vehicle', 'registrationNationalityCode', 'registrationId'),
  ...mapped('TravelDocument', 'crew_member', 'document_number', 'issuingState=identity_document_issuing_country_code'),
  ...mapped('TravelDocument', 'crew_member', 'documentType=identity_document_type_code'),
  ...mapped('Consignment', 'consignment', 'container_code', 'freight_payment_method_code', 'goods_location_id'),
  ...mapped('Consignment', 'consignment', 'goods_location_name', 'goods_location_type_code', 'loading_location_id'),
  ...mapped('Consignment', 'consignment', 'goods_location_address_type_code', 'goods_location_country_code'),
  ...mapped('Consignment', 'consignment', 'goods_location_city_name', 'goods_location_line'),
  ...mapped('Consignment', 'consignment', 'goods_location_postcode_id'),
  ...mapped('Itinerary', 'itinerary', 'sequence_numeric', 'routing_country_code'),
  ...mapped('TransportEquipment', 'transport_equipment', 'id', 'sequence_numeric', 'characteristic_code'),
  ...mapped('TransportEquipment', 'transport_equipment', 'registration_nationality_code', 'fullness_code'),
  ...mapped('Seal', 'seal', 'sequence_numeric', 'id'),
  ...computed('EquipmentTrack', 'id', 'sealMatch', 'isSeenOnOtherVehicle'),
  ...computed('EquipmentSighting', 'mrn', 'declarationTypeCode', 'dateTime', 'sealIds'),
};

/** What is carried; a commodity stands in its item's row. */
const GOODS: Mapping = {
  ...mapped('GoodsShipment', 'goods_shipment', 'transaction_nature_code', 'ucr', 'trader_assigned_reference_id'),
  ...mapped('GoodsShipment', 'goods_shipment', 'destination_country_code', 'export_country_id', 'exit_date_time'),
  ...mapped('GoodsShipment', 'goods_shipment', 'trade_terms_condition_code', 'trade_terms_location_id'),
  ...mapped('GovernmentAgencyGoodsItem', 'government_agency_goods_item', 'sequence_numeric', 'ucr=ucr_id'),
  ...mapped('GovernmentAgencyGoodsItem', 'government_agency_goods_item', 'valuation_method_code'),
  ...mapped('GovernmentAgencyGoodsItem', 'government_agency_goods_item', 'trader_assigned_reference_id'),
  ...mapped('GovernmentAgencyGoodsItem', 'government_agency_goods_item', 'customs_value_amount'),
  ...mapped('GovernmentAgencyGoodsItem', 'government_agency_goods_item', 'statistical_value_amount'),
  // Its declaration's, and the codes of its valuation adjustments.
  ...computed('GovernmentAgencyGoodsItem', 'mrn', 'valuationAdjustmentCodes'),
  ...mapped('Commodity', 'government_agency_goods_item', 'description', 'gross_mass_measure', 'net_net_weight_measure'),
  ...mapped('Commodity', 'government_agency_goods_item', 'tariff_quantity', 'invoice_line_item_charge_amount'),
  ...computed('Commodity', 'dangerousGoodsUndgIds'),
  ...mapped('ChargeDeduction', 'charge_deduction', 'charges_type_code', 'other_charge_deduction_amount'),
  ...mapped('Classification', 'classification', 'id', 'identification_type_code'),
  ...mapped('DutyTaxFee', 'duty_tax_fee', 'type_code', 'duty_regime_code', 'quota_order_id', 'payment_method_code'),
  ...mapped('DutyTaxFee', 'duty_tax_fee', 'payment_amount'),
  ...mapped('Origin', 'origin', 'country_code', 'type_code'),
  ...mapped('Packaging', 'packaging', 'sequence_numeric', 'quantity_quantity', 'type_code', 'marks_numbers_id'),
  ...mapped('GovernmentProcedure', 'government_procedure', 'current_code', 'previous_code'),
};

/** Which column of the database feeds which field. */
export const mapping: Mapping = {
  ...DECLARATION,
  ...TRANSPORT,
  ...GOODS,
  ...computed('Hold', 'agency', 'scope', 'subjectId', 'since', 'reasonCategory'),
  ...mapped('RiskResult', 'risk_result', 'band', 'score', 'rule_id', 'assessedDateTime=assessed_at'),
  ...computed('Arrivals', 'id', 'customsArrivalCount'),
  ...mapped('ExpectedArrival', 'movement', 'movementId=id', 'arrivalDateTime=arrival_instant'),
  ...mapped('BorderMovement', 'movement', 'id', 'customsArrivalDateTime=arrival_date_time'),
  ...computed('BorderMovement', 'declarationCount'),
  ...computed('Clearance', 'id', 'customsStatus'),
  ...mapped('Post', 'office_hours', 'locode=post'),
  ...mapped('OfficeHours', 'office_hours', 'weekday', 'opens', 'closes'),
};
