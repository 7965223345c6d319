import type { ConnectionError } from 'fastify';
import { HubError, refusalBody } from '../errors.ts';

/** The socket of a request that node's parser refused. */
interface RefusedSocket {
  readonly writable: boolean;
  end(text: string): void;
  destroy(): void;
}

/**
 * What node refuses before there is a request: headers over 16 KiB, or what is no HTTP. It is answered as any refusal
 * is, by the table, and nothing of what was sent is echoed.
 *
 * @param tooLarge told of headers that are too large: a token of megabytes comes so.
 */
export function clientErrorAnswer(tooLarge: () => void): (error: ConnectionError, socket: RefusedSocket) => void {
  return (error, socket) => {
    // A connection that broke, TLS included, has nobody to read an answer, and would wait for one to be read.
    if (!/^(HPE|ERR_HTTP)_/.test(error.code) || !socket.writable) {
      socket.destroy();
      return;
    }
    const isTooLarge = error.code === 'HPE_HEADER_OVERFLOW';
    if (isTooLarge) tooLarge();
    const refusal = new HubError(isTooLarge ? 'HEADERS_TOO_LARGE' : 'BAD_REQUEST');
    const body = JSON.stringify(refusalBody(refusal));
    const head = [
      `HTTP/1.1 ${refusal.status} ${isTooLarge ? 'Request Header Fields Too Large' : 'Bad Request'}`,
      'content-type: application/json; charset=utf-8',
      'cache-control: no-store',
      `content-length: ${Buffer.byteLength(body)}`,
      'connection: close',
    ];
    socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  };
}
