/**
 * Sends one request after another until it is told to stop, and reads each answer to its end without looking at it. A
 * process of its own, so that reading megabytes does not delay the clock of whoever measures beside it.
 */
import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const sum = { requests: 0, failed: 0, bytes: 0 };
let isGoing = true;

process.once('message', async ({ url, headers, body }) => {
  process.once('message', () => {
    isGoing = false;
  });
  while (isGoing) {
    sum.requests += 1;
    await ask(url, headers, body).catch(() => {
      sum.failed += 1;
    });
  }
  process.send({ kind: 'sum', ...sum });
});

function ask(url, headers, body) {
  return new Promise((resolve, reject) => {
    const options = { method: 'POST', agent, headers: { 'content-type': 'application/json', ...headers } };
    const sent = request(url, options, (response) => {
      if (response.statusCode !== 200) sum.failed += 1;
      response.on('data', (chunk) => {
        sum.bytes += chunk.length;
      });
      response.once('end', resolve);
      response.once('error', reject);
    });
    sent.once('error', reject);
    sent.end(body);
  });
}
