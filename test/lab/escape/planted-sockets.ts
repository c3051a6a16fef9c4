import { createSocket } from 'node:dgram';
import { chmodSync } from 'node:fs';
import { createServer, type AddressInfo, type ListenOptions, type Server } from 'node:net';
import path from 'node:path';

/** Servers of the machine, each of which tells a secret to whoever connects. */
export interface PlantedSockets {
  readonly port4: number;
  readonly port6: number;
  readonly socketFile: string;
  /** The name of a socket in the abstract namespace (unix(7)), without the zero before it. */
  readonly abstractName: string;
  /** Packets with a secret go to it over the loopback link, again and again. */
  readonly chatterPort: number;
  readonly closeSockets: () => Promise<void>;
}

export async function plantSockets(folder: string, secret: () => string): Promise<PlantedSockets> {
  const servers: Server[] = [];
  const listen = async (options: ListenOptions): Promise<Server> => {
    const text = `${secret()}\n`;
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.end(text);
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(options, resolve);
    });
    servers.push(server);
    return server;
  };
  const portOf = (server: Server): number => (server.address() as AddressInfo).port;
  const port4 = portOf(await listen({ host: '127.0.0.1', port: 0 }));
  const port6 = portOf(await listen({ host: '::1', port: 0 }));
  const socketFile = path.join(folder, 'socket');
  await listen({ path: socketFile });
  chmodSync(socketFile, 0o666);
  const abstractName = path.basename(folder);
  await listen({ path: `\0${abstractName}` });

  const receiver = createSocket('udp4');
  await new Promise<void>((resolve) => receiver.bind(0, '127.0.0.1', resolve));
  const { port: chatterPort } = receiver.address();
  const chatter = secret();
  const timer = setInterval(() => receiver.send(chatter, chatterPort, '127.0.0.1'), 20);
  return {
    port4,
    port6,
    socketFile,
    abstractName,
    chatterPort,
    closeSockets: async () => {
      clearInterval(timer);
      receiver.close();
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}
