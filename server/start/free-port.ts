import net from 'node:net';

/** The setting names a port that another program listens on. */
export class PortTaken extends Error {
  constructor(port: number, setting: string) {
    super(`Port ${port} is taken by another program: stop it, or set ${setting} to a free port.`);
  }
}

/** The wished port if it is free, or for 0 a free one. */
export async function freePort(options: { port: number; host: string; setting: string }): Promise<number> {
  const probe = net.createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      probe.once('error', reject);
      probe.listen(options.port, options.host, resolve);
    });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new PortTaken(options.port, options.setting);
    throw new Error(`Can't listen on ${options.host}:${options.port} (${options.setting}): ${message}`);
  }
  const { port } = probe.address() as net.AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
