import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sps } from '../../subgraphs/sps/agency.ts';
import { spsSystem } from '../demo/sps-system.ts';
import { type SubgraphAnswer, testSubgraph } from '../support/subgraph.ts';

const CHED = 'CHEDP.UG.2026.0000101';

/** A system that answers whatever it is told to. */
async function garbled(type: string, body: string | Buffer): Promise<{ readonly url: string } & AsyncDisposable> {
  const server = createServer((incoming, outgoing) => {
    incoming.resume();
    incoming.on('end', () => outgoing.writeHead(200, { 'content-type': type }).end(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const codesOf = ({ errors }: SubgraphAnswer) => errors.map(({ extensions }) => extensions['code']);

test.each([
  ['no XML', '{"certificates":[]}'],
  ['XML cut short', '<CertificateAnswer><Certificate state="FOUND"'],
  ['another document', '<Other><Certificate state="UNKNOWN"/></Other>'],
  ['fewer answers than questions', '<CertificateAnswer/>'],
  ['a state nobody knows', '<CertificateAnswer><Certificate state="MAYBE"/></CertificateAnswer>'],
  [
    'a certificate without content',
    '<CertificateAnswer><Certificate state="FOUND" issuingCountry="KE"/></CertificateAnswer>',
  ],
  [
    'a document type',
    '<!DOCTYPE a [<!ENTITY b "c">]><CertificateAnswer><Certificate state="UNKNOWN"/></CertificateAnswer>',
  ],
  ['an entity', '<CertificateAnswer><Certificate state="&b;"/></CertificateAnswer>'],
  ['nesting without end', `${'<a>'.repeat(5_000)}${'</a>'.repeat(5_000)}`],
  ['no UTF-8', Buffer.from([0x3c, 0x61, 0xff, 0xfe, 0x2f, 0x3e])],
  ['more than is read', `<CertificateAnswer>${' '.repeat(17 * 1024 * 1024)}</CertificateAnswer>`],
])('a certificate service that answers %s is an error, never "no certificate"', async (_, body) => {
  await using system = await garbled('application/xml', body);
  await using subgraph = await testSubgraph(sps, system.url);
  const answer = await subgraph.ask('{ spsCertificate(issuingCountry: "KE", id: "1") { id } }');
  expect([answer.data['spsCertificate'], codesOf(answer)]).toEqual([null, ['SOURCE_INVALID']]);
});

test.each(['[]', '{}', '{"references":[],"mrns":[]}', '{"references":[{"reference":"a"}],"mrns":[]}', 'null', '<a/>'])(
  'an entry document service that answers %s is an error, never "no document"',
  async (body) => {
    await using system = await garbled('application/json', body);
    await using subgraph = await testSubgraph(sps, system.url);
    const answer = await subgraph.ask(`{ healthEntryDocument(reference: "${CHED}") { status } }`);
    expect([answer.data['healthEntryDocument'], codesOf(answer)]).toEqual([null, ['SOURCE_INVALID']]);
  },
);

test.each([
  ['{ spsCertificate(issuingCountry: "Kenya", id: "1") { id } }', 'issuingCountry'],
  ['{ spsCertificate(issuingCountry: "KE", id: "") { id } }', 'id'],
  ['{ healthEntryDocument(reference: "SECRET") { status } }', 'reference'],
  ['{ diseaseEvents(country: "K") { totalCount } }', 'country'],
  ['{ diseaseEvents(country: "KE", first: 201) { totalCount } }', 'first'],
  ['{ diseaseEvents(country: "KE", after: "SECRET") { totalCount } }', 'after'],
  ['{ diseaseEvents(country: "KE", since: "2026-02-31") { totalCount } }', 'since'],
])('an argument that cannot be one is refused by its name: %s', async (query, argument) => {
  await using system = await spsSystem();
  await using subgraph = await testSubgraph(sps, system.url);
  const { errors } = await subgraph.ask(query);
  expect(errors.map(({ extensions }) => extensions)).toEqual([{ code: 'BAD_USER_INPUT', argument }]);
  expect(JSON.stringify(errors)).not.toContain('SECRET');
});
