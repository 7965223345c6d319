import { buildSchema, type FieldNode, Kind, type OperationDefinitionNode, parse, visit } from 'graphql';
import { subjectCounter } from '../../gateway/pipeline/subjects.ts';
import type { Decisions } from '../../gateway/policy/decisions.ts';
import { selectionOf } from '../../gateway/supergraph/directives.ts';

const SCHEMA = buildSchema(`
  type Query { persons: [Person] parties: [Party] things: [Thing] firms: [Firm] declarations: [Declaration] }
  interface Party { name: String boss: Person }
  type Person implements Party { id: ID name: String boss: Person alias: [String] }
  type Firm implements Party { id: ID name: String boss: Person }
  union Thing = Person | Firm
  type Declaration { mrn: ID declarant: Person goods: String }`);
const subjectOf = (text: string) => {
  const set = selectionOf(`{${text}}`);
  if (!set) throw new Error('no fields');
  return set;
};
const TYPES = new Map([
  ['Person', subjectOf('id')],
  ['Declaration', subjectOf('declarant { id }')],
]);

function operationOf(text: string): OperationDefinitionNode {
  const [operation] = parse(text).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
  return operation;
}

/** @param reduced names of fields that are shown in a reduced form. */
function countOf(text: string, answer: Record<string, unknown>, reduced: readonly string[] = []): number | undefined {
  const operation = operationOf(text);
  const masks = new Map<FieldNode, unknown>();
  visit(operation, { Field: (node) => void (reduced.includes(node.name.value) && masks.set(node, {})) });
  const decisions = { removed: new Set(), masks, conditions: new Map() } as unknown as Decisions;
  return subjectCounter({ operation, decisions }, SCHEMA, TYPES)?.(answer);
}

test('a person is one data subject wherever its key stands in the answer', () => {
  const [ann, ben] = [
    { key: '1', name: 'Ann' },
    { key: '2', name: 'Ben' },
  ];
  const text = '{ persons { key: id name boss { id } } more: persons { ... on Person { id } } }';
  expect(countOf(text, { persons: [ann, ben], more: [{ id: '1' }] })).toBe(2);
  expect(
    countOf('{ persons { id boss { id } } }', {
      persons: [
        { id: '1', boss: { id: '2' } },
        { id: '2', boss: null },
      ],
    }),
  ).toBe(2);
});

test('without its key each place is one', () => {
  expect(countOf('{ persons { name } }', { persons: [{ name: 'Ann' }, { name: 'Ann' }, null] })).toBe(2);
  expect(
    countOf('{ persons { id name } }', {
      persons: [
        { id: null, name: 'Ann' },
        { id: null, name: 'Ben' },
      ],
    }),
  ).toBe(2);
});

test('a key in a reduced form, or with arguments of the caller’s, makes no two records one', () => {
  const persons = [{ id: '19**' }, { id: '19**' }];
  expect(countOf('{ persons { id } }', { persons }, ['id'])).toBe(2);
  expect(countOf('{ persons { id } }', { persons })).toBe(1);
});

test('a key that lies deeper is read there', () => {
  const one = { mrn: '1', declarant: { id: 'd' } };
  const answer = { declarations: [one, { ...one, mrn: '2' }, { mrn: '3', declarant: null }] };
  // The declarant as whom declarations are about, the declarant as a person, and the declaration that does not say.
  expect(countOf('{ declarations { mrn declarant { id } } }', answer)).toBe(3);
});

test('a record of which nothing is told is none; that there are none of something is told', () => {
  expect(countOf('{ persons { id name } }', { persons: [{ id: null, name: null }] })).toBe(0);
  expect(countOf('{ persons { alias } }', { persons: [{ alias: [] }, { alias: null }, { alias: [null] }] })).toBe(1);
  expect(countOf('{ persons { boss { name } } }', { persons: [{ boss: { name: null } }] })).toBe(0);
});

test('where the answer does not say of which type a record is, it is counted if it may be somebody’s', () => {
  const parties = [{ name: 'Ann' }, { name: 'Nile Freight' }];
  expect(countOf('{ parties { name } }', { parties })).toBe(2);
  const named = [
    { kind: 'Person', name: 'Ann' },
    { kind: 'Firm', name: 'Nile Freight' },
  ];
  expect(countOf('{ parties { kind: __typename name } }', { parties: named })).toBe(1);
  const text = '{ things { __typename ... on Person { id } ... on Firm { name boss { id } } } }';
  const things = [
    { __typename: 'Person', id: '1' },
    { __typename: 'Firm', name: 'Nile Freight', boss: { id: '1' } },
  ];
  expect(countOf(text, { things })).toBe(1);
  const unsaid = '{ things { ... on Person { id } ... on Firm { name boss { id } } } }';
  expect(countOf(unsaid, { things: [{ id: '1' }, { name: 'Nile Freight', boss: { id: '1' } }] })).toBe(3);
});

test('operations that hold nobody’s records are not looked at', () => {
  expect(countOf('{ firms { name } }', { firms: [{ name: 'Nile Freight' }] })).toBeUndefined();
  expect(countOf('{ firms { boss { name } } }', { firms: [{ boss: { name: 'Ann' } }] })).toBe(1);
});
