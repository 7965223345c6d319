import { computed, type Mapping, mapped } from '../../kit/index.ts';

/** Which column of the database feeds which field. */
export const mapping: Mapping = {
  ...mapped('TravelDocument', 'travel_document', 'document_number', 'issuing_state', 'document_type', 'expiry_date'),
  ...computed('TravelDocument', 'isExpired', 'isMinor', 'stayDaysRemaining'),
  ...mapped('Traveller', 'traveller', 'id', 'surname', 'given_names', 'birth_date', 'sex', 'nationality'),
  ...computed('Traveller', 'isMinor'),
  ...computed('ApiRecord', 'isMinor'),
  ...computed('Crossing', 'isMinor'),
  // Read from the lines that the caller gives: nothing of it is kept.
  ...computed('MachineReadableZone', 'format', 'documentNumber', 'issuingState', 'documentType', 'isIssuingStateKnown'),
  ...computed('MachineReadableZone', 'surname', 'givenNames', 'birthDate', 'expiryDate', 'nationality'),
  ...computed('CheckDigitVerdict', 'field', 'isValid'),
  ...mapped(
    'ApiRecord',
    'api_record',
    'party_function_code',
    'surname',
    'given_names',
    'sex',
    'birth_date',
    'nationality',
  ),
  ...mapped('ApiRecord', 'api_record', 'embarkation_location_id', 'debarkation_location_id'),
  ...mapped('ApiRecord', 'api_record', 'passenger_name_record_locator'),
  ...mapped('EntryExitRecord', 'entry_exit_record', 'id', 'direction', 'date_time', 'post', 'authorised_days'),
  ...mapped('EntryExitRecord', 'entry_exit_record', 'is_refused', 'refusal_reason'),
  ...mapped('Visa', 'visa', 'number', 'issuing_state', 'type', 'valid_from', 'valid_until', 'entries', 'duration_days'),
  ...mapped('Visa', 'visa', 'status'),
  ...computed('Visa', 'isValidToday'),
  ...mapped('Vehicle', 'crossing', 'registration_nationality_code', 'registration_id'),
  ...mapped('Crossing', 'crossing', 'date_time', 'post', 'lane', 'direction'),
  ...mapped('BorderMovement', 'movement', 'id', 'immigrationArrivalDateTime=arrival_date_time'),
  ...computed('Arrivals', 'id', 'immigrationArrivalCount'),
  ...mapped('ExpectedArrival', 'movement', 'movementId=id', 'arrivalDateTime=arrival_instant'),
  ...mapped('Post', 'office_hours', 'locode=post'),
  ...mapped('OfficeHours', 'office_hours', 'weekday', 'opens', 'closes'),
};
