import { setImmediate as turn } from 'node:timers/promises';
import { type HandledCall, OWN_ENGINES } from '../support/federated.ts';
import { respondUncoerced } from './raw-answers.ts';
import { errorsOf, topic } from './topic.ts';

type Response = Parameters<typeof respondUncoerced>[2];

const TEXT = 'Kampala – 🚚 ሰላም \u2028 "q" \\';
/** How the subgraph answers, set by each test. */
let respond: (call: HandledCall, response: Response) => void = () => {};

const SUBGRAPHS = [
  {
    name: 'customs',
    typeDefs: 'type Query { remark: String lanes: Int } type Mutation { declare: Int release: Int }',
    respond: (call: HandledCall, response: Response) => respond(call, response),
  },
  {
    name: 'police',
    typeDefs: 'type Query { alerts: Int } type Mutation { alert: Int }',
    resolvers: { Query: { alerts: () => 3 }, Mutation: { alert: () => 1 } },
  },
];

topic(
  'transport',
  SUBGRAPHS,
  ({ federation }) => {
    test('an answer that arrives byte by byte is read whole', async () => {
      respond = async (_call, response) => {
        response.setHeader('content-type', 'application/json; charset=utf-8');
        for (const byte of Buffer.from(JSON.stringify({ data: { remark: TEXT } }))) {
          response.write(Uint8Array.of(byte));
          await turn();
        }
        response.end();
      };
      const answer = await federation().ask('{ remark }');
      expect([answer.data, answer.errors]).toEqual([{ remark: TEXT }, []]);
    });

    test('a subgraph that closes its connection after each answer is asked each time', async () => {
      respond = (call, response) => {
        response.setHeader('connection', 'close');
        respondUncoerced({ lanes: 4, remark: null }, call, response);
      };
      for (let round = 0; round < 20; round += 1) {
        const answer = await federation().ask('{ lanes alerts }');
        expect([answer.data, answer.errors]).toEqual([{ lanes: 4, alerts: 3 }, []]);
      }
    });

    test('one that drops its connection once it has answered, too', async () => {
      respond = (call, response) => {
        response.on('finish', () => response.socket?.destroy());
        respondUncoerced({ lanes: 4 }, call, response);
      };
      for (let round = 0; round < 20; round += 1) {
        const answer = await federation().ask('{ lanes alerts }');
        expect([answer.data, answer.errors]).toEqual([{ lanes: 4, alerts: 3 }, []]);
      }
    });

    test('what a subgraph may have done is not asked for twice', async () => {
      respond = (_call, response) => void response.destroy();
      federation().forget();
      const answer = await federation().ask('mutation { declare alert release }');
      expect(answer.data).toEqual({ declare: null, alert: 1, release: null });
      expect(errorsOf(answer)).toEqual(['SUBGRAPH_UNAVAILABLE declare', 'SUBGRAPH_UNAVAILABLE release']);
      const sent = federation().calls['customs']?.map(({ query }) => [
        query.includes('declare'),
        query.includes('release'),
      ]);
      expect(sent).toEqual([
        [true, false],
        [false, true],
      ]);
    });

    test('answers of many callers at once are not mixed up', async () => {
      respond = async (call, response) => {
        if (call.query.includes('lanes')) await turn();
        respondUncoerced({ lanes: 4, remark: TEXT }, call, response);
      };
      const asked = Array.from({ length: 60 }, (_, at) =>
        at % 3 === 0 ? '{ lanes }' : at % 3 === 1 ? `{ n${at}: remark alerts }` : '{ alerts remark }',
      );
      const answers = await Promise.all(asked.map((query) => federation().ask(query)));
      expect(answers.map(({ data }) => data)).toEqual(
        asked.map((_, at) =>
          at % 3 === 0 ? { lanes: 4 } : at % 3 === 1 ? { [`n${at}`]: TEXT, alerts: 3 } : { alerts: 3, remark: TEXT },
        ),
      );
      expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
    });
  },
  OWN_ENGINES,
);
