import { randomBytes } from 'node:crypto';
import { defaultFieldResolver, execute, type GraphQLFieldResolver, parse } from 'graphql';
import type { Story } from '../../demo/generator/story.ts';
import { agencies } from '../../subgraphs/index.ts';
import { cursorKeys } from '../../subgraphs/kit/cursors.ts';
import { entitiesOf, schemaOf, selectionOf } from '../support/contract.ts';
import { type National, startNational } from '../support/national.ts';

/** Deep enough for what hangs below a declaration's goods. */
const DEPTH = 6;
const POST = 'UGBUS';

/** Keys of the story's records, as agencies hand them to each other. */
function knownKeys(story: Story, from: number): ReadonlyMap<string, ReadonlyArray<Record<string, unknown>>> {
  const window = [POST, new Date(from).toISOString(), new Date(from + 86_400_000).toISOString(), 50, null];
  return new Map(
    Object.entries({
      Post: [{ locode: POST }],
      Arrivals: [{ id: Buffer.from(JSON.stringify(window)).toString('base64url') }],
      BorderMovement: [{ id: story.movementId }],
      Vehicle: [{ registrationNationalityCode: story.registrationNationalityCode, registrationId: story.plate }],
      TravelDocument: story.passports.map((documentNumber) => ({
        documentNumber,
        issuingState: 'UTO',
        documentType: 'P',
      })),
      Declaration: [...story.mrns, story.exportMrn].map((mrn) => ({ mrn })),
      Clearance: [{ id: `mrn:${story.heldMrn}` }],
      GovernmentAgencyGoodsItem: story.mrns.map((mrn) => ({
        mrn,
        sequenceNumeric: 1,
        additionalDocuments: [{ documentCode: 'C002', id: story.conformityCertificate }],
      })),
      ConformityCertificate: [{ number: story.conformityCertificate }],
      AdditionalDocument: [{ documentCode: 'C002', id: story.conformityCertificate }],
      HealthEntryDocument: story.healthEntryDocuments.map((reference) => ({ reference })),
    }),
  );
}

describe('over the systems of a seeded day', () => {
  let national: National;
  beforeAll(async () => {
    national = await startNational({ movements: 5 });
  }, 120_000);
  afterAll(async () => {
    await national[Symbol.asyncDispose]();
  });

  // Of an agency that others refer to by no key nothing is asked here.
  const referredTo = agencies.filter((agency) => entitiesOf(schemaOf(agency)).size > 0);
  test.each(referredTo.map((agency) => [agency.name, agency] as const))(
    '%s answers every field it is asked for by a resolver or a member of its rows',
    async (name, agency) => {
      await using open = agency.open(national.sources[name] ?? '', { cursorKeys: cursorKeys([randomBytes(32)]) });
      const schema = schemaOf(agency);
      const keys = knownKeys(national.story, national.from);
      const absent = new Set<string>();
      const seen = new Set<string>();
      const fieldResolver: GraphQLFieldResolver<object, unknown> = (source, args, context, info) => {
        const coordinate = `${info.parentType.name}.${info.fieldName}`;
        seen.add(coordinate);
        if (!(info.fieldName in source)) absent.add(coordinate);
        return defaultFieldResolver(source, args, context, info);
      };
      const errors: string[] = [];
      for (const [type] of entitiesOf(schema)) {
        const query = `query($r: [_Any!]!) { _entities(representations: $r) { ... on ${type.name} { ${selectionOf(type, DEPTH)} } } }`;
        const { errors: faults = [] } = await execute({
          schema,
          document: parse(query),
          variableValues: { r: (keys.get(type.name) ?? []).map((key) => ({ __typename: type.name, ...key })) },
          contextValue: open.context({ viewerClass: '', residuals: [] }),
          fieldResolver,
        });
        errors.push(...faults.map(({ message }) => `${type.name}: ${message}`));
      }
      expect(errors).toEqual([]);
      expect([...absent]).toEqual([]);
      // Else nothing of the seeded day was reached.
      expect(seen.size).toBeGreaterThan(0);
    },
    60_000,
  );
});
