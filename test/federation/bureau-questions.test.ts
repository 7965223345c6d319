import { dataOf } from '../support/graph.ts';
import { startNational, storedOperation } from '../support/national.ts';

const CONFORMITY_CHECK = storedOperation('conformity-check');

interface Item {
  readonly commodity: { readonly description: string } | null;
  readonly conformityChecks: ReadonlyArray<Readonly<Record<string, unknown>>> | null;
}
interface Checked {
  readonly declaration: { readonly goodsShipments: ReadonlyArray<{ items: { edges: ReadonlyArray<{ node: Item }> } }> };
}

const itemsOf = (data: Checked) =>
  data.declaration.goodsShipments.flatMap(({ items }) => items.edges.map(({ node }) => node));

test('a goods item tells of the certificate of conformity it cites whether it stands, as of last night', async () => {
  await using national = await startNational({ movements: 20 });
  const { story } = national;
  const answer = await national.ask('customs-officer', CONFORMITY_CHECK, { mrn: story.heldMrn });
  expect(answer.body.errors).toBeUndefined();
  expect(answer.body.extensions?.sources).toEqual({ bureau: 'OK', customs: 'OK' });
  const [seed, bark, tea] = itemsOf(dataOf<Checked>(answer));
  // Neither a phytosanitary certificate nor a permit of species is one of conformity.
  expect([seed?.conformityChecks, bark?.conformityChecks]).toEqual([[], []]);
  expect(tea?.conformityChecks).toEqual([
    {
      certificateNumber: story.conformityCertificate,
      match: 'MATCH',
      asOf: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T.*Z$/),
      certificate: {
        standard: 'US EAS 28',
        hsHeading: '0902',
        validUntil: expect.stringMatching(/-06-30$/),
        exporterName: 'Kelmuto Agro Ltd',
        inspectorName: expect.stringMatching(/^[A-Z]\. [A-Z]\.$/),
      },
    },
  ]);
});

test('a cited document leads to its certificate, and a certificate is found by its number', async () => {
  await using national = await startNational({ movements: 5 });
  const { conformityCertificate: number, heldMrn: mrn } = national.story;
  const answer = await national.ask(
    'sps-inspector',
    `query ($mrn: ID!, $number: ID!) { conformityCertificate(number: $number) { number status importerName }
      declaration(mrn: $mrn) { goodsShipments { items { edges { node {
        additionalDocuments { documentCode conformityCertificate { number } } } } } } } }`,
    { mrn, number },
  );
  expect(answer.body.errors).toBeUndefined();
  expect(answer.body.data?.['conformityCertificate']).toMatchObject({ number, status: 'VALID' });
  expect(answer.text.split(`"conformityCertificate":{"number":"${number}"}`)).toHaveLength(2);
});

test('who may not see goods is told of no certificate, and the bureau is not asked', async () => {
  await using national = await startNational({ movements: 5 });
  const answer = await national.ask('shift-lead', CONFORMITY_CHECK, { mrn: national.story.heldMrn });
  expect(answer.text).not.toContain(national.story.conformityCertificate);
  expect(answer.body.extensions?.sources).toEqual({ customs: 'OK' });
  const codes = new Set(answer.body.errors?.map(({ extensions }) => `${extensions.code} ${extensions.reason}`));
  expect(codes).toEqual(new Set(['UNAUTHORIZED_FIELD_OR_TYPE SCOPE']));
});

test('a bureau that is down costs its own fields alone', async () => {
  await using national = await startNational({ movements: 5 });
  await national.stop('bureau');
  const answer = await national.ask('customs-officer', CONFORMITY_CHECK, { mrn: national.story.heldMrn });
  const items = itemsOf(dataOf<Checked>(answer));
  expect(items.map(({ conformityChecks }) => conformityChecks)).toEqual([null, null, null]);
  expect(items.map(({ commodity }) => commodity?.description)).toContain('Black tea in bulk');
});
