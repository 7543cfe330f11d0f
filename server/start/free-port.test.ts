import net from 'node:net';
import { describe, expect, it } from 'vitest';
import { freePort } from './free-port.ts';

describe('the port', () => {
  it('is refused in a clear line when another program has it', async () => {
    const other = net.createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as net.AddressInfo;
    const wish = freePort({ port, host: '127.0.0.1', setting: 'PORT' });
    await expect(wish).rejects.toThrow(
      `Port ${port} is taken by another program: stop it, or set PORT to a free port.`,
    );
    other.close();
  });

  it('is any free one for 0', async () => {
    expect(await freePort({ port: 0, host: '127.0.0.1', setting: 'PORT' })).toBeGreaterThan(0);
  });
});
