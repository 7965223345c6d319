import { type Content, code, dateTime, folded, many, text, wcoClass } from './classes.ts';
import { additionalInformation } from './declaration.ts';

/** Customs' notification about a declaration (WCO RES message). */
export const response = wcoClass(
  'response',
  '',
  {
    FunctionCode: code('function_code', '017', 2),
    FunctionalReferenceID: text('functional_reference_id', 'D026', 35),
    IssueDateTime: dateTime('issue_date_time', 'D011'),
    AdditionalInformation: many(additionalInformation),
    Declaration: folded('42A', {
      AcceptanceDateTime: dateTime('acceptance_date_time', '023'),
      FunctionalReferenceID: text('declaration_functional_reference_id', 'D026', 35),
      ID: text('declaration_mrn', 'D014', 70),
      VersionID: text('declaration_version_id', 'D034', 9),
    }),
  },
  // The declaration it was found to be about, and its place in time: the issue time, else the time of receipt.
  { derived: { declaration_id: 'bigint', rank_instant: 'timestamptz' } },
);

/** What the envelope says of the message; kept with the message. */
export const metaData: Content = Object.freeze(
  Object.assign(Object.create(null), {
    WCODataModelVersionCode: code('wco_data_model_version_code', '', 6),
    WCOTypeName: text('wco_type_name', '', 70),
    ResponsibleCountryCode: code('responsible_country_code', '', 2),
    ResponsibleAgencyName: text('responsible_agency_name', '', 70),
    AgencyAssignedCustomizationCode: code('agency_assigned_customization_code', '', 6),
    AgencyAssignedCustomizationVersionCode: code('agency_assigned_customization_version_code', '', 6),
  }),
);
