import { expect, test } from '@jest/globals';
import { compileToFilter, defineAgency, httpSource, startSubgraph } from '../../subgraphs/kit/index.ts';
import { template } from '../../subgraphs/template/agency.ts';
import { headersFor, REFUSED, sent, trust } from '../support/forged-grants.ts';

const QUERY = JSON.stringify({ query: '{ permit(number: "P-1") { number } }' });
const COORDINATES = ['Query.permit', 'Permit.number'];
const ATTRIBUTES = new Map([['holderCountryCode', { type: 'text' as const }]]);

/** The template's permits, of one holder, kept to what grants leave. */
function agencyOf(restricted?: readonly string[]) {
  return defineAgency({
    name: 'template',
    schema: template.schema,
    resolvers: {
      Query: {
        permit(_: unknown, { number }: { number: string }, { residuals }: { residuals: readonly Restriction[] }) {
          const permit = { number, holderCountryCode: 'KE' };
          const isLeft = residuals
            .filter(({ type }) => type === 'Permit')
            .every(({ residual }) => compileToFilter(residual, ATTRIBUTES)(permit));
          return isLeft ? permit : null;
        },
      },
    },
    openSource: httpSource,
    loaders: () => ({}),
    ready: async () => true,
    ...(restricted && { restricted }),
  });
}

type Restriction = { readonly type: string; readonly residual: Parameters<typeof compileToFilter>[0] };

const from = (country: string) => ({ op: 'eq', attribute: 'holderCountryCode', value: country });

async function asked(agency: ReturnType<typeof agencyOf>, residuals: readonly object[]): Promise<string> {
  await using running = await startSubgraph(agency, {
    sourceUrl: 'http://127.0.0.1:9',
    grants: trust('template'),
  });
  return await sent(running.url, QUERY, headersFor('template', COORDINATES, QUERY, { claims: { residuals } }));
}

test('a grant that restricts records is refused by an agency that does not restrict them', async () => {
  expect(await asked(agencyOf(), [{ type: 'Permit', residual: from('KE') }])).toBe(REFUSED);
  expect(await asked(agencyOf(), [{ type: 'Query', residual: from('KE') }])).toBe(REFUSED);
  expect(await asked(agencyOf(['Permit']), [{ type: 'PermitEdge', residual: from('KE') }])).toBe(REFUSED);
});

test('an agency that restricts records lets pass those that fit every restriction of their type', async () => {
  const agency = agencyOf(['Permit']);
  const found = '200 {"data":{"permit":{"number":"P-1"}}}';
  const none = '200 {"data":{"permit":null}}';
  const permits = (...countries: string[]) => countries.map((each) => ({ type: 'Permit', residual: from(each) }));
  expect(await asked(agency, [])).toBe(found);
  expect(await asked(agency, permits('KE'))).toBe(found);
  expect(await asked(agency, permits('UG'))).toBe(none);
  expect(await asked(agency, permits('KE', 'UG'))).toBe(none);
});

test.each([
  ['of an unknown operator', { type: 'Permit', residual: { op: 'always' } }],
  ['with a member nobody knows', { type: 'Permit', residual: { ...from('KE'), unless: true } }],
  ['with a member beside it', { type: 'Permit', residual: from('KE'), unless: true }],
  ['without a condition', { type: 'Permit' }],
  ['of no type', { residual: from('KE') }],
  ['that is a text', { type: 'Permit', residual: 'true' }],
])('a restriction that cannot be read is refused: %s', async (_, residual) => {
  expect(await asked(agencyOf(['Permit']), [residual])).toBe(REFUSED);
});

test('a restriction of an attribute that the agency does not keep lets nothing pass', async () => {
  const residual = { op: 'eq', attribute: 'unknown', value: 1 };
  const answer = await asked(agencyOf(['Permit']), [{ type: 'Permit', residual }]);
  expect(JSON.parse(answer.slice(4))).toMatchObject({
    data: { permit: null },
    errors: [{ extensions: { code: 'INTERNAL_ERROR' } }],
  });
});

test('an agency does not start that restricts records of a type it has not', async () => {
  const start = startSubgraph(agencyOf(['Permits']), { sourceUrl: '', grants: 'off' });
  await expect(start).rejects.toThrow('Permits is restricted, but no object type of the schema');
});
