import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Stands between a client and a server, and lets through what the test says. */
export interface TcpProxy extends AsyncDisposable {
  /** The server's address with the proxy's port. */
  readonly url: string;
  /** From now on to this server; what is open stays where it is. */
  target(url: string): void;
  pass(): void;
  /** Open connections are broken, new ones refused as soon as they are made. */
  cut(): void;
  /** Nothing comes through any more, in either direction; nothing is broken either. */
  hang(): void;
  /** Lets the client's bytes through and none of the server's: it does what it is asked, and nobody learns of it. */
  deafen(): void;
}

export async function startProxy(serverUrl: string): Promise<TcpProxy> {
  let [server, mode] = [new URL(serverUrl), 'pass' as 'pass' | 'cut' | 'hang' | 'deafen'];
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
  };
  const listener = createServer((client) => {
    keep(client);
    if (mode === 'cut') {
      client.destroy();
      return;
    }
    const upstream = connect(Number(server.port || 5432), server.hostname);
    keep(upstream);
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
    client.on('data', (bytes) => mode !== 'hang' && upstream.write(bytes));
    upstream.on('data', (bytes) => mode === 'pass' && client.write(bytes));
  });
  await new Promise<void>((listening) => void listener.listen(0, '127.0.0.1', listening));
  const cut = () => {
    mode = 'cut';
    for (const socket of sockets) socket.destroy();
  };
  const url = new URL(serverUrl);
  [url.hostname, url.port] = ['127.0.0.1', String((listener.address() as AddressInfo).port)];
  return {
    url: url.toString(),
    target: (to) => {
      server = new URL(to);
    },
    pass: () => {
      mode = 'pass';
    },
    cut,
    hang: () => {
      mode = 'hang';
    },
    deafen: () => {
      mode = 'deafen';
    },
    async [Symbol.asyncDispose]() {
      cut();
      await new Promise((closed) => listener.close(closed));
    },
  };
}
