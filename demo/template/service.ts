import fastify from 'fastify';

/** A register of permits, held in memory: the existing system of the agency that new ones are copied from. */
export interface RunningPermits extends AsyncDisposable {
  readonly url: string;
}

interface Permit {
  readonly permit_no: string;
  readonly state: 'APPLIED' | 'GRANTED' | 'REVOKED';
  readonly holder_name: string | null;
  readonly holder_country: string | null;
  readonly valid_from: string | null;
  readonly valid_until: string | null;
  readonly hs_headings: readonly string[];
}

const PERMITS: readonly Permit[] = Array.from({ length: 25 }, (_, at) => ({
  permit_no: `P-${String(at + 1).padStart(4, '0')}`,
  state: at % 5 === 4 ? 'APPLIED' : 'GRANTED',
  holder_name: `Holder ${at + 1}`,
  holder_country: at % 2 === 0 ? 'UG' : 'KE',
  valid_from: '2026-01-01',
  valid_until: at % 7 === 6 ? '2026-06-30' : '2099-12-31',
  hs_headings: ['0901', '0902'].slice(0, (at % 2) + 1),
}));

const BY_NUMBER = new Map(PERMITS.map((permit) => [permit.permit_no, permit]));

const QUESTION = {
  type: 'object',
  required: ['numbers'],
  additionalProperties: false,
  properties: { numbers: { type: 'array', maxItems: 1_000, items: { type: 'string', maxLength: 35 } } },
} as const;

const PAGE = {
  type: 'object',
  required: ['limit'],
  properties: {
    limit: { type: 'integer', minimum: 1, maximum: 201 },
    country: { type: 'string', pattern: '^[A-Z]{2}$' },
    after: { type: 'string', maxLength: 35 },
  },
} as const;

/**
 * Starts the JSON service on loopback: POST /permits/query, GET /permits?limit&country&after. Its `register` says
 * whether it can be relied on at the moment.
 */
export async function startPermits({
  register = 'OPEN',
}: {
  readonly register?: string;
} = {}): Promise<RunningPermits> {
  const app = fastify({ forceCloseConnections: true, bodyLimit: 1024 * 1024 });
  app.get('/health', async () => ({ status: 'alive' }));
  app.post<{ Body: { numbers: string[] } }>('/permits/query', { schema: { body: QUESTION } }, async ({ body }) => ({
    register,
    permits: body.numbers.map((number) => BY_NUMBER.get(number) ?? null),
  }));
  app.get<{ Querystring: { limit: number; country?: string; after?: string } }>(
    '/permits',
    { schema: { querystring: PAGE } },
    async ({ query: { limit, country, after = '' } }) => {
      const fitting = PERMITS.filter((permit) => country === undefined || permit.holder_country === country);
      const permits = fitting.filter((permit) => permit.permit_no > after).slice(0, limit);
      return { register, permits, total: fitting.length };
    },
  );
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return { url, [Symbol.asyncDispose]: () => app.close() };
}
