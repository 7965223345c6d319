import { once } from 'node:events';
import { expect, test } from '@jest/globals';
import { startSubgraph } from '../../subgraphs/kit/index.ts';
import { template } from '../../subgraphs/template/agency.ts';
import { trust } from '../support/forged-grants.ts';
import { head, rawConnection } from '../support/raw-http.ts';

const BODY = { 'content-type': 'application/json', 'content-length': '100' };

test.each([
  ['sends nothing', ''],
  ['sends half a head', 'POST /graphql HTTP/1.1\r\nhost: agency\r\n'],
  ['sends half a body', `${head('POST /graphql', BODY)}{`],
  ['keeps what it was refused by', head('GET /nothing', {})],
])('a subgraph stops whoever %s', async (_, text) => {
  const running = await startSubgraph(template, { sourceUrl: 'http://127.0.0.1:9', grants: trust('template') });
  using caller = rawConnection(running.url, text);
  const closed = once(caller.socket, 'close');
  await new Promise((resolve) => setTimeout(resolve, 100));
  const start = performance.now();
  await running[Symbol.asyncDispose]();
  caller.socket.resume();
  await closed;
  expect(performance.now() - start).toBeLessThan(2_000);
});
