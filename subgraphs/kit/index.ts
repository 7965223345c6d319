/** The kit: everything an agency's subgraph shares with the others, and its only import beside its own files. */

export { isCountryCode, mrzStateCode } from '../../standards/codes/countries.ts';
export {
  type AttributeType,
  type Comparison,
  type Literal,
  parseResidual,
  type Residual,
  ResidualError,
} from '../../standards/grant/residual.ts';
export { flightNumber } from '../../standards/identifiers/flight.ts';
export { lettersAndDigits, travelDocumentKey } from '../../standards/identifiers/keys.ts';
export { type MachineReadableZone, readMrz } from '../../standards/identifiers/mrz.ts';
export { isInstant } from '../../standards/instant.ts';
export { type ExpectedArrival, type OfficeHours, postLoaders } from './arrivals.ts';
export { type Agency, type AgencyDefinition, defineAgency, type KitContext } from './define.ts';
export { type GrantTrust, grantTrust } from './door.ts';
export { AgencyError, InputError, SourceError } from './errors.ts';
export {
  answersIn,
  booleanIn,
  date,
  dateOrNull,
  type Fields,
  fieldsOf,
  integerOrNull,
  listIn,
  numberOrNull,
  oneOf,
  oneOfOrNull,
  text,
  textIn,
  textOrNull,
} from './json.ts';
export { type DocumentKey, documentKey, keyText, type Unread, type VehicleKey, vehicleKey } from './keys.ts';
export type { LedgerNames } from './ledger-names.ts';
export {
  connectionIn,
  type Held,
  type Listing,
  type ListingConnection,
  memoryListing,
  type Table,
  tableListing,
} from './listing.ts';
export { batched, grouped, keyedLoader, next } from './loaders.ts';
export { COMPUTED, computed, type Mapping, mapped } from './mapping.ts';
export {
  type Connection,
  type Counted,
  connectionOf,
  MAX_LIST,
  type Page,
  type PageArguments,
  type PageOf,
  pageOf,
  pageSizeOf,
} from './paging.ts';
export { publishedCategories } from './published.ts';
export { compileToFilter } from './residual/filter.ts';
export { type Column, compileToSql, type SqlCondition } from './residual/sql.ts';
export type { AgencyResolvers } from './resolvers.ts';
export type { KeptAttribute, Restricted, Restrictions } from './restricted.ts';
export { amount, exactInstant, fields, measure, object } from './select.ts';
export { type RunningSubgraph, type SubgraphOptions, startSubgraph } from './server.ts';
export type { SourceOptions } from './source.ts';
export { type CsvSource, csvSource } from './source-csv.ts';
export { type HttpSource, httpSource } from './source-http.ts';
export { type PostgresSource, postgresSource } from './source-postgres.ts';
export { type ArrivalsWindow, arrivalsWindowOf, isMovementId } from './window.ts';
export { childOf, childrenOf, readXml, type XmlElement } from './xml.ts';
