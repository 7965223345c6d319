import { topic } from './topic.ts';

/** Code that each field of the subgraph says no with. */
const failing = (...codes: readonly string[]) =>
  Object.fromEntries(
    codes.map((code) => [
      code.toLowerCase(),
      () => {
        throw Object.assign(new Error('SECRET'), { extensions: { code, agencyCode: 'SECRET', detail: 'SECRET' } });
      },
    ]),
  );

const fields = (...codes: readonly string[]) => codes.map((code) => `${code.toLowerCase()}: Int`).join(' ');

const CUSTOMS = ['LOCKED', 'SEALED', 'OPEN', 'CLOSED', 'INTERNAL_ERROR'];

topic(
  'error codes that agencies publish',
  [
    {
      name: 'customs',
      typeDefs: `type Query { ${fields(...CUSTOMS)} state: LaneState lanes: [Lane] }
        type Lane @key(fields: "code") { code: ID! }
        enum LaneState { OPEN }
        enum CustomsErrorCode { LOCKED SEALED @inaccessible }
        enum CustomsErrorCodes { CLOSED }`,
      resolvers: { Query: { ...failing(...CUSTOMS), lanes: () => [{ code: '1' }, { code: '2' }] } },
    },
    {
      name: 'sps',
      typeDefs: `type Query { laboratory_busy: Int sps_locked: Int }
        type Lane @key(fields: "code") { code: ID! laboratory_busy: Int }
        enum SpsErrorCode { LABORATORY_BUSY }`,
      resolvers: {
        Query: {
          ...failing('LABORATORY_BUSY'),
          // A code that another agency publishes.
          sps_locked: failing('LOCKED')['locked'] as () => never,
        },
        Lane: {
          __resolveReference: ({ code }: { code: string }) => ({ code }),
          laboratory_busy: ({ code }: { code: string }) =>
            code === '2' ? failing('LABORATORY_BUSY')['laboratory_busy']?.() : 7,
        },
      },
    },
  ],
  ({ federation }) => {
    const told = async (query: string) => {
      const answer = await federation().ask(query);
      expect(answer.text).not.toContain('SECRET');
      return answer.errors.map(({ message, path, extensions }) => ({ message, path, ...extensions }));
    };
    const error = (agency: string, ...path: ReadonlyArray<string | number>) => ({
      message: 'An agency could not answer this field.',
      path,
      code: 'SUBGRAPH_ERROR',
      agency,
    });

    test('reach the caller by name, without the agency’s text', async () => {
      expect(await told('{ locked }')).toEqual([{ ...error('customs', 'locked'), agencyCode: 'LOCKED' }]);
      expect(await told('{ laboratory_busy }')).toEqual([
        { ...error('sps', 'laboratory_busy'), agencyCode: 'LABORATORY_BUSY' },
      ]);
    });

    test('reach the caller at the record they are about', async () => {
      expect(await told('{ lanes { laboratory_busy } }')).toEqual([
        { ...error('sps', 'lanes', 1, 'laboratory_busy'), agencyCode: 'LABORATORY_BUSY' },
      ]);
    });

    test.each([
      ['hidden from callers', 'customs', 'sealed'],
      ['a value of another kind of enum', 'customs', 'open'],
      ['of an enum of another name', 'customs', 'closed'],
      ['published by another agency', 'sps', 'sps_locked'],
      ['of the kit', 'customs', 'internal_error'],
    ])('pass no other code: %s', async (_, agency, field) => {
      expect(await told(`{ ${field} }`)).toEqual([error(agency, field)]);
    });
  },
);

topic(
  'errors of what the hub asks for its own use',
  [
    {
      name: 'customs',
      typeDefs: `type Query { lanes: [Lane] } enum CustomsErrorCode { LOCKED }
        type Lane @key(fields: "code") { code: ID! hold: Int file: File } type File { hold: Int }`,
      resolvers: {
        Query: { lanes: () => [{ code: '1', file: {} }] },
        Lane: { __resolveReference: (lane: object) => lane, hold: failing('LOCKED')['locked'] as () => never },
        File: { hold: () => 1 },
      },
    },
    {
      name: 'border',
      typeDefs: `type Lane @key(fields: "code") { code: ID! hold: Int @external held: Boolean @requires(fields: "hold") }`,
      resolvers: { Lane: { __resolveReference: (lane: object) => lane, held: () => null } },
    },
  ],
  ({ federation }) => {
    const told = async (query: string) => {
      const { errors } = await federation().ask(query);
      return errors.map(({ path, extensions }) => ({ path, ...extensions }));
    };
    const error = { code: 'SUBGRAPH_ERROR', agency: 'customs' };

    test.each(['{ lanes { held } }', '{ lanes { held file { hold } } }'])(
      'name nothing that the caller did not ask for, nor say what it is: %s',
      async (query) => {
        expect(await told(query)).toEqual([{ ...error, path: ['lanes', 0] }]);
      },
    );

    test('are told whole where the caller asks for it too', async () => {
      expect(await told('{ lanes { held mine: hold ... on Lane { hold } } }')).toEqual(
        expect.arrayContaining([{ ...error, path: ['lanes', 0, 'hold'], agencyCode: 'LOCKED' }]),
      );
    });
  },
);
