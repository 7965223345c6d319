import { agency, NEUTRAL, officer, start } from './judged-graph.ts';

const JUDGED = `${NEUTRAL} @record(attributes: "isCovert")`;

test('a graph in which records are judged by what is made of others is not served', async () => {
  const post = agency(
    'post',
    `type Query @classified(as: PUBLIC) { file: File }
      type File @key(fields: "id") @classified(as: PUBLIC) { id: ID alerts: [Alert] }
      type Alert ${JUDGED} { id: ID isCovert: Boolean }`,
    {},
  );
  const lab = agency(
    'lab',
    `type Alert ${NEUTRAL} { id: ID @external }
      type File @key(fields: "id") @classified(as: PUBLIC) @record(attributes: "isHot") {
        id: ID alerts: [Alert] @external text: String @classified(as: PERSONAL)
        isHot: Boolean @classified(as: SPECIAL) @requires(fields: "alerts { id }") @derived(from: "alerts { id }") }`,
    {},
    officer('cold', 'PERSONAL', 'isHot'),
  );
  await expect(start(post, lab)).rejects.toThrow('File.isHot is made from what others give');
});

test('a graph in which an agency says for another what its records are judged by is not served', async () => {
  const post = agency(
    'post',
    `type Query @classified(as: PUBLIC) { alerts: [Alert] @federation__provides(fields: "isCovert") }
      type Alert @key(fields: "id") ${NEUTRAL} { id: ID isCovert: Boolean @external }`,
    {},
  );
  const register = agency(
    'register',
    `type Alert @key(fields: "id") ${JUDGED} { id: ID isCovert: Boolean @shareable reason: String }`,
    {},
  );
  await expect(start(post, register)).rejects.toThrow('Alert.isCovert is provided by another agency');
});

test('a graph in which a record that is judged is part of a key is not served', async () => {
  const post = agency(
    'post',
    `type Query @classified(as: PUBLIC) { files: [File] }
      type File @key(fields: "alert { id }") @classified(as: PUBLIC) { alert: Alert @shareable }
      type Alert @key(fields: "id") ${JUDGED} { id: ID isCovert: Boolean }`,
    {},
  );
  const lab = agency(
    'lab',
    `type Alert @key(fields: "id") ${NEUTRAL} { id: ID }
      type File @key(fields: "alert { id }") @classified(as: PUBLIC) { alert: Alert @shareable size: Int }`,
    {},
  );
  await expect(start(post, lab)).rejects.toThrow('The key "alert { id }" of File has a Alert in it');
});
