import { COMPUTED, csvSource, defineAgency } from '../kit/index.ts';
import { loadersOver } from './data.ts';
import { resolvers } from './resolvers.ts';

/** The bureau of standards, over the register of certificates that it writes to a file every night. */
export const bureau = defineAgency({
  name: 'bureau',
  schema: new URL('./schema.graphql', import.meta.url),
  resolvers,
  openSource: csvSource,
  loaders: loadersOver,
  ready: (source) => source.alive(),
  mapping: {
    'ConformityCertificate.number': 'register.certificate_no',
    'ConformityCertificate.status': 'register.status',
    'ConformityCertificate.standard': 'register.standard',
    'ConformityCertificate.hsHeading': 'register.hs_heading',
    'ConformityCertificate.validUntil': 'register.valid_until',
    'ConformityCertificate.exporterName': 'register.exporter',
    'ConformityCertificate.importerName': 'register.importer',
    'ConformityCertificate.inspectorName': 'register.inspector',
    'ConformityCertificate.asOf': COMPUTED,
    'GovernmentAgencyGoodsItem.mrn': COMPUTED,
    'GovernmentAgencyGoodsItem.sequenceNumeric': COMPUTED,
    'AdditionalDocument.documentCode': COMPUTED,
    'AdditionalDocument.id': COMPUTED,
    'ConformityCheck.certificateNumber': COMPUTED,
    'ConformityCheck.match': COMPUTED,
    'ConformityCheck.asOf': COMPUTED,
  },
});
