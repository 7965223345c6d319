import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { composeServices } from '@apollo/composition';
import { print } from 'graphql';
import { labelledFields } from '../../bin/check/derived-labels.ts';
import { LABEL_RULES } from '../../bin/check/rules.ts';
import { withFieldLabels } from '../../bin/compose/labels.ts';
import { agencies } from '../../subgraphs/index.ts';
import { cursorKeys, cursorsAt } from '../../subgraphs/kit/cursors.ts';
import { exampleOf } from '../../subgraphs/kit/examples.ts';
import { mappingProblems } from '../../subgraphs/kit/mapping.ts';
import { subgraphDocument } from '../../subgraphs/kit/server.ts';
import { template } from '../../subgraphs/template/agency.ts';
import {
  columnsOf,
  countedSystem,
  entitiesOf,
  exampleArguments,
  ownFieldsOf,
  referenceQuestion,
  resolverOf,
  rootQuestions,
  SECRET,
  schemaOf,
  troubledSystem,
} from '../support/contract.ts';
import { testGrants } from '../support/grants.ts';
import { type SubgraphAnswer, testSubgraph } from '../support/subgraph.ts';

const SOURCE_CODES = ['SOURCE_UNAVAILABLE', 'SOURCE_TIMEOUT', 'SOURCE_INVALID'];
const TIMEOUT_MS = 400;
/** A question waits for a connection and for its answer, and what it depends on may have waited before. */
const PATIENCE_MS = 8 * TIMEOUT_MS;

const TROUBLES: ReadonlyArray<readonly ['down' | 'slow' | 'lying', lie: string]> = [
  ['down', ''],
  ['slow', ''],
  ['lying', `<${SECRET}>`],
  ['lying', `{"${SECRET}":[]}`],
  ['lying', '[]'],
  ['lying', 'null'],
];

const codesOf = ({ errors }: SubgraphAnswer) => errors.map(({ extensions }) => extensions['code']);

const SUBGRAPHS = new URL('../../subgraphs/', import.meta.url);

/** The text of a folder's own code. */
function codeIn(folder: string): string {
  return readdirSync(new URL(`${folder}/`, SUBGRAPHS), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.startsWith('generated'))
    .map((file) => readFileSync(new URL(`${folder}/${file}`, SUBGRAPHS), 'utf8'))
    .join('\n');
}

/** A field stands in code by its own name, or as the column from which its name is made. */
function isNamed(code: string, field: string): boolean {
  const column = field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return new RegExp(`\\b(${field}|${column})\\b`).test(code);
}

/** Every agency of the graph and the one to copy: a new one is tested by standing in the list. */
describe.each([...agencies, template].map((agency) => [agency.name, agency] as const))('%s', (name, agency) => {
  const schema = schemaOf(agency);
  const entities = [...entitiesOf(schema)];
  const questions = [
    ...entities.map(([type, keys]) => referenceQuestion(agency, type, keys, 3)),
    ...rootQuestions(agency, schema),
  ];

  test('composes alone as a federation 2 subgraph, with a label on every field', () => {
    const document = subgraphDocument(agency);
    const parts = [{ name: agency.name, document }];
    const input = { parts, fields: labelledFields(parts) };
    expect(LABEL_RULES.flatMap((rule) => rule(input))).toEqual([]);
    // Fields of others that it refers to are theirs to define: such an agency composes with them.
    const owners = print(document).includes('@external') ? agencies.filter((other) => other !== agency) : [];
    const composed = composeServices(
      [agency, ...owners].map((each) => ({
        name: each.name,
        url: '',
        typeDefs: withFieldLabels(subgraphDocument(each)),
      })),
    );
    expect(composed.errors?.map(({ message }) => message) ?? []).toEqual([]);
  });

  test('every type with a key resolves its references', () => {
    const types = agency.resolvers as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    const without = entities.filter(([{ name: type }]) => typeof types[type]?.['__resolveReference'] !== 'function');
    expect(without.map(([type]) => type.name)).toEqual([]);
  });

  test('every field has a resolver, or is named where the system is read', () => {
    const code = ['kit', '../standards', name].map(codeIn).join('\n');
    const unanswered = ownFieldsOf(schema).filter(
      ({ type, field }) => resolverOf(agency, type, field.name) === undefined && !isNamed(code, field.name),
    );
    expect(unanswered.map(({ type, field }) => `${type}.${field.name}`)).toEqual([]);
  });

  test('the mapping names every value, and columns that the system has', async () => {
    await using system = await countedSystem(name);
    const mapping = agency.mapping ?? {};
    if (agency.mapping) expect(mappingProblems(subgraphDocument(agency), mapping)).toEqual([]);
    const columns = system.url.startsWith('postgres') ? await columnsOf(system.url) : undefined;
    const unknown = Object.values(mapping).filter(
      (column) => typeof column === 'string' && columns?.has(column) === false,
    );
    expect(unknown).toEqual([]);
  });

  test('whoever comes without a grant hears the same, whatever is asked', async () => {
    await using subgraph = await testSubgraph(agency, '', { grants: testGrants([name]).trust(name) });
    const schemaQuestions = ['{ _service { sdl } }', '{ __schema { types { name } } }', '{ nothing'];
    const asked = [...questions, ...schemaQuestions.map((query) => ({ query, variables: {} }))];
    const answers = await Promise.all(asked.map(({ query, variables }) => subgraph.ask(query, variables)));
    const heard = new Set(answers.map((answer) => JSON.stringify(answer)));
    expect([...heard]).toEqual([
      expect.stringMatching(/^{"data":{},"errors":\[{"message":"[^"]+","extensions":{"code":"GRANT_REQUIRED"}}\]}$/),
    ]);
  });

  test('what nobody knows is null or empty, and no error', async () => {
    await using system = await countedSystem(name);
    await using subgraph = await testSubgraph(agency, system.url);
    const faults: string[] = [];
    for (const { name: question, query, variables } of questions) {
      const { errors } = await subgraph.ask(query, variables);
      faults.push(...errors.map(({ message }) => `${question}: ${message}`));
    }
    // A key or an argument that is refused for its form wants an example in agency.ts.
    expect([...new Set(faults)]).toEqual([]);
  });

  test('ten references and a hundred ask the system equally often', async () => {
    await using system = await countedSystem(name);
    await using subgraph = await testSubgraph(agency, system.url);
    for (const [type, keys] of entities) {
      const asked: number[] = [];
      for (const count of [10, 100]) {
        system.counter?.reset();
        const { query, variables } = referenceQuestion(agency, type, keys, count);
        const answer = await subgraph.ask(query, variables);
        expect((answer.data['_entities'] as unknown[]).length).toBe(count);
        asked.push(system.counter?.count ?? 0);
      }
      expect([type.name, asked[1]]).toEqual([type.name, asked[0]]);
    }
  });

  test('pages of more than 200 and cursors of another agency, field or viewer are refused by the argument', async () => {
    const keys = cursorKeys([randomBytes(32)]);
    await using open = agency.open('', { cursorKeys: keys });
    const context = open.context({ viewerClass: 'one', residuals: [] });
    const at = (owner: string, viewerClass: string, field: string) =>
      cursorsAt(keys, { agency: owner, viewerClass }, { field, filter: null }).seal(['1']);
    const paged = ownFieldsOf(schema).filter(({ field }) => field.args.some((argument) => argument.name === 'after'));
    for (const { type, field } of paged) {
      const coordinate = `${type}.${field.name}`;
      const given = type === 'Query' ? exampleArguments(agency, field) : {};
      const resolve = resolverOf(agency, type, field.name);
      const wrong = [
        [{ first: 0 }, 'first'],
        [{ first: 201 }, 'first'],
        [{ after: 'x' }, 'after'],
        [{ after: at('another', 'one', coordinate) }, 'after'],
        [{ after: at(name, 'another', coordinate) }, 'after'],
        [{ after: at(name, 'one', 'Query.another') }, 'after'],
      ] as const;
      for (const [page, argument] of wrong) {
        const parent = {
          isKnown: true,
          messageId: '1',
          node: 1,
          id: '1',
          ...exampleOf(agency.examples[type] ?? {}, 0),
        };
        const answer = (async () => resolve?.(parent, { ...given, ...page }, context))();
        await expect(answer.catch(({ code, argument: named }) => [coordinate, code, named])).resolves.toEqual([
          coordinate,
          'BAD_USER_INPUT',
          argument,
        ]);
      }
    }
  });

  test.each(TROUBLES)(
    'a system that is %s %s costs a code in bounded time, and no word of it is heard',
    async (trouble, lie) => {
      await using like = await countedSystem(name);
      if (like.url === '') return;
      await using troubled = await troubledSystem(like.url, trouble, lie);
      await using subgraph = await testSubgraph(agency, troubled.url, { sourceTimeoutMs: TIMEOUT_MS });
      const questions = [
        ...entities.map(([type, keys]) => referenceQuestion(agency, type, keys, 3)),
        ...rootQuestions(agency, schema),
      ];
      let faults = 0;
      for (const { name: question, query, variables } of questions) {
        const start = performance.now();
        const answer = await subgraph.ask(query, variables);
        expect(performance.now() - start).toBeLessThan(PATIENCE_MS);
        expect([question, codesOf(answer).filter((code) => !SOURCE_CODES.includes(String(code)))]).toEqual([
          question,
          [],
        ]);
        expect(JSON.stringify(answer)).not.toContain(SECRET);
        faults += answer.errors.length;
      }
      expect(faults).toBeGreaterThan(0);
      const ready = await fetch(subgraph.url.replace('/graphql', '/ready'));
      if (trouble !== 'lying') expect(ready.status).toBe(503);
    },
  );
});
