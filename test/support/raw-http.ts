import { connect, type Socket } from 'node:net';

/** A connection on which a caller writes what it likes. */
export interface RawConnection extends Disposable {
  readonly socket: Socket;
  /** What has come until `isEnough`, or until the other side closes. */
  until(isEnough: (text: string) => boolean): Promise<string>;
}

export function rawConnection(url: string, text: string): RawConnection {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  // A connection that breaks is closed, which is all that is asked.
  socket.on('error', () => {});
  socket.write(text);
  return {
    socket,
    until: (isEnough) =>
      new Promise((resolve) => {
        let got = '';
        socket.on('data', (chunk) => {
          got += chunk;
          if (isEnough(got)) resolve(got);
        });
        socket.on('close', () => resolve(got));
      }),
    [Symbol.dispose]: () => void socket.destroy(),
  };
}

/** Head of a request. */
export function head(line: string, headers: Readonly<Record<string, string>>): string {
  const lines = Object.entries({ host: 'agency', ...headers }).map(([name, value]) => `${name}: ${value}`);
  return `${[`${line} HTTP/1.1`, ...lines].join('\r\n')}\r\n\r\n`;
}
