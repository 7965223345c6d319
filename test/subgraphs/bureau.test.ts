import { writeFileSync } from 'node:fs';
import { registerFile, writeRegister } from '../../demo/bureau/register.ts';
import { bureau } from '../../subgraphs/bureau/agency.ts';
import { passable } from '../support/folder.ts';
import { testSubgraph } from '../support/subgraph.ts';

const WRITTEN = new Date('2026-11-23T02:00:00.000Z');
const TEA = {
  certificate_no: 'UNBS-COC-2026-0000001',
  status: 'VALID',
  standard: 'US EAS 28',
  hs_heading: '0902',
  valid_until: '2027-06-30',
  exporter: 'Kelmuto Agro Ltd',
  importer: 'Ubirandi "Foods", Ltd',
  inspector: 'Grace Wanyama',
};
const EXPIRED = { ...TEA, certificate_no: 'UNBS-COC-2025-0000002', status: 'EXPIRED' };
const WITHDRAWN = { ...TEA, certificate_no: 'UNBS-COC-2026-0000003', status: 'WITHDRAWN', valid_until: '' };

/** The subgraph over a register that was written at two in the morning. */
async function startBureau() {
  const folder = passable();
  const file = registerFile(folder.path);
  writeRegister(file, [TEA, EXPIRED, WITHDRAWN], WRITTEN);
  const subgraph = await testSubgraph(bureau, file);
  return {
    ...subgraph,
    file,
    async [Symbol.asyncDispose]() {
      await subgraph[Symbol.asyncDispose]();
      folder[Symbol.dispose]();
    },
  };
}

const item = (documents: ReadonlyArray<readonly [code: string, id: string | null]> | null, tariffCode?: string) => ({
  __typename: 'GovernmentAgencyGoodsItem',
  mrn: '26UGBUSA0000123457',
  sequenceNumeric: 1,
  additionalDocuments: documents?.map(([documentCode, id]) => ({ documentCode, id })) ?? null,
  commodity: tariffCode === undefined ? null : { classifications: [{ id: tariffCode }] },
});

async function checksOf(representation: ReturnType<typeof item>): Promise<unknown> {
  await using subgraph = await startBureau();
  const { data, errors } = await subgraph.entity(
    representation,
    'conformityChecks { certificateNumber match asOf certificate { number } }',
  );
  expect(errors).toEqual([]);
  return (data['_entities'] as Array<{ conformityChecks: unknown }>)[0]?.conformityChecks;
}

test('a certificate is found by its number however it is written, and says as of when', async () => {
  await using subgraph = await startBureau();
  const { data, errors } = await subgraph.ask(
    `{ conformityCertificate(number: " unbs-coc-2026-0000001") { number status standard hsHeading validUntil exporterName
      importerName inspectorName asOf } }`,
  );
  expect(errors).toEqual([]);
  expect(data['conformityCertificate']).toEqual({
    number: TEA.certificate_no,
    status: 'VALID',
    standard: 'US EAS 28',
    hsHeading: '0902',
    validUntil: '2027-06-30',
    exporterName: 'Kelmuto Agro Ltd',
    importerName: 'Ubirandi "Foods", Ltd',
    inspectorName: 'Grace Wanyama',
    asOf: WRITTEN.toISOString(),
  });
});

test('what cannot be a number is refused by the argument', async () => {
  await using subgraph = await startBureau();
  const { errors } = await subgraph.ask('{ conformityCertificate(number: "A/B") { number } }');
  expect(errors.map(({ extensions }) => [extensions['code'], extensions['argument']])).toEqual([
    ['BAD_USER_INPUT', 'number'],
  ]);
});

test.each([
  ['stands and is for the goods', TEA, '09024000', 'MATCH'],
  ['stands and is for other goods', TEA, '25232900', 'OTHER_GOODS'],
  ['has run out', EXPIRED, '09024000', 'EXPIRED'],
  ['was withdrawn, whatever the goods are', WITHDRAWN, '25232900', 'WITHDRAWN'],
])(
  'a certificate that %s: the item is told so, with the certificate',
  async (_what, { certificate_no }, goods, match) => {
    expect(await checksOf(item([['C002', certificate_no]], goods))).toEqual([
      {
        certificateNumber: certificate_no,
        match,
        asOf: WRITTEN.toISOString(),
        certificate: { number: certificate_no },
      },
    ]);
  },
);

test('of a certificate that nobody knows it is said, as of when; what can be no number was never in the register', async () => {
  const unknown = 'UNBS-COC-2026-9999999';
  const cited = [
    ['C002', unknown],
    ['C002', 'see letter / 4'],
  ] as const;
  expect(await checksOf(item(cited, '09024000'))).toEqual([
    { certificateNumber: unknown, match: 'NO_MATCH', asOf: WRITTEN.toISOString(), certificate: null },
    { certificateNumber: 'see letter / 4', match: 'NO_MATCH', asOf: null, certificate: null },
  ]);
});

test('documents of other kinds are another agency’s affair', async () => {
  const others = [
    ['N935', TEA.certificate_no],
    ['N002', TEA.certificate_no],
    ['C002', null],
  ] as const;
  expect(await checksOf(item(others, '09024000'))).toEqual([]);
});

test('where customs does not say what is cited nothing is claimed, nor where it does not say what the goods are', async () => {
  expect(await checksOf(item(null, '09024000'))).toBeNull();
  expect(await checksOf(item([['C002', TEA.certificate_no]]))).toMatchObject([{ match: null }]);
});

test('a cited document leads to its certificate', async () => {
  await using subgraph = await startBureau();
  const ask = async (documentCode: string) => {
    const document = { __typename: 'AdditionalDocument', documentCode, id: TEA.certificate_no };
    const { data } = await subgraph.entity(document, 'conformityCertificate { standard }');
    return data['_entities'];
  };
  expect(await ask('C002')).toEqual([{ conformityCertificate: { standard: 'US EAS 28' } }]);
  expect(await ask('N851')).toEqual([{ conformityCertificate: null }]);
});

test('what is written at night is answered in the morning, as of then; half a row answers nothing', async () => {
  await using subgraph = await startBureau();
  const asked = `{ conformityCertificate(number: "${TEA.certificate_no}") { status asOf } }`;
  const night = new Date('2026-11-24T02:00:00.000Z');
  writeRegister(subgraph.file, [{ ...TEA, status: 'WITHDRAWN' }], night);
  expect((await subgraph.ask(asked)).data['conformityCertificate']).toEqual({
    status: 'WITHDRAWN',
    asOf: night.toISOString(),
  });
  writeFileSync(subgraph.file, 'certificate_no,status\nUNBS-COC-2026-0000001\n');
  const { data, errors } = await subgraph.ask(asked);
  expect(data['conformityCertificate']).toBeNull();
  expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['SOURCE_INVALID']);
});
