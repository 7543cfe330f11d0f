import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { readModel } from '../detect/model-registry.ts';
import { type CatalogueEntry, readCatalogue } from './catalogue.ts';
import { pullModel } from './pull-model.ts';
import { runPull } from './run-pull.ts';

const model = await readFile(new URL('./fixtures/yolov8.onnx', import.meta.url));
const sha256 = createHash('sha256').update(model).digest('hex');

let server: Server;
let address: string;
let ranges: (string | undefined)[] = [];
/** What the server does with a request; serves the model with ranges unless a test says otherwise. */
let answer: (request: IncomingMessage, response: ServerResponse) => void;

const serve = (bytes: Buffer) => (request: IncomingMessage, response: ServerResponse) => {
  const from = Number(request.headers.range?.match(/bytes=(\d+)-/)?.[1] ?? 0);
  if (from >= bytes.length) response.writeHead(416).end();
  else
    response
      .writeHead(from > 0 ? 206 : 200, { 'content-length': bytes.length - from })
      .end(bytes.subarray(from));
};

let dir: string;
beforeAll(async () => {
  server = createServer((request, response) => {
    ranges.push(request.headers.range);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'eyrie-pull-'));
  ranges = [];
  answer = serve(model);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(dir, { recursive: true });
});

const entry = (changes: Partial<CatalogueEntry> = {}): CatalogueEntry => ({
  name: 'tested',
  about: 'A model to test with',
  url: `${address}/release/tested.onnx`,
  sha256,
  bytes: model.length,
  licence: 'Apache-2.0',
  licenceUrl: 'https://example.org/LICENSE',
  ...changes,
});
const pull = async (changes: Partial<CatalogueEntry> = {}, trust = false) => {
  const said: string[] = [];
  await pullModel(entry(changes), { dir, trust, say: (line) => said.push(line) });
  return said.join('\n');
};
const files = () => readdir(path.join(dir, 'tested'));

it('fetches a model, shows its licence, and writes a folder that the registry takes', async () => {
  expect(await pull()).toMatch(/Licence: Apache-2.0, https:.*\n.*as it must be/);
  const pulled = await readModel(path.join(dir, 'tested'));
  expect(pulled?.manifest).toMatchObject({
    name: 'tested',
    licence: 'Apache-2.0',
    sha256,
    output: { family: 'yolov8' },
  });
  expect(await pull()).toMatch(/there already/);
  expect(ranges).toHaveLength(1);
});

it('goes on where a download broke off', async () => {
  answer = (_, response) => {
    response.writeHead(200, { 'content-length': model.length });
    response.write(model.subarray(0, 1000), () => setTimeout(() => response.destroy(), 50));
  };
  await expect(pull()).rejects.toThrow(/broke off after 1000 bytes; run it again/);
  answer = serve(model);
  await pull();
  expect(ranges).toEqual([undefined, 'bytes=1000-']);
  expect(await readFile(path.join(dir, 'tested', 'tested.onnx'))).toEqual(model);
});

it('starts over where the server knows no ranges, or the beginning is longer than the file', async () => {
  answer = (_, response) => response.writeHead(200).end(model);
  await pull({ name: 'tested' });
  await rm(path.join(dir, 'tested', 'model.json'));
  await rm(path.join(dir, 'tested', 'tested.onnx'));
  await writeFile(path.join(dir, 'tested', 'tested.onnx.part'), Buffer.alloc(100));
  await pull();
  await rm(path.join(dir, 'tested', 'model.json'));
  await writeFile(path.join(dir, 'tested', 'tested.onnx.part'), Buffer.alloc(model.length + 1));
  answer = serve(model);
  await pull();
  expect(ranges).toEqual([undefined, 'bytes=100-', `bytes=${model.length + 1}-`, undefined]);
});

it('refuses another file, and keeps nothing of it', async () => {
  const other = Buffer.from(model);
  other[2000] = (other[2000] as number) ^ 1;
  answer = serve(other);
  await expect(pull()).rejects.toThrow(new RegExp(`SHA-256 is [0-9a-f]{64}, and must be ${sha256}`));
  expect(await files()).toEqual([]);
});

it('refuses a file that is too long or too short', async () => {
  answer = serve(Buffer.concat([model, Buffer.alloc(10)]));
  await expect(pull()).rejects.toThrow(/gives more than/);
  answer = serve(model.subarray(0, 900));
  await expect(pull()).rejects.toThrow(/has 900 bytes, and must have/);
  expect(await files()).toEqual([]);
});

it('takes a file that nobody vouched for only on an express word, and pins it', async () => {
  await expect(pull({ sha256: undefined, bytes: undefined })).rejects.toThrow(/--trust takes what 127/);
  expect(ranges).toEqual([]);
  expect(await pull({ sha256: undefined, bytes: undefined }, true)).toContain(`Pinned SHA-256 ${sha256}`);
  await writeFile(path.join(dir, 'tested', 'tested.onnx'), 'another');
  await expect(pull({ sha256: undefined }, true)).rejects.toThrow(/SHA-256 is .* says/);
});

it('says so when the file is gone, and when there is no network', async () => {
  answer = (_, response) => response.writeHead(404).end();
  await expect(pull()).rejects.toThrow(/answers 404/);
  await expect(pull({ url: 'http://127.0.0.1:9/gone.onnx' })).rejects.toThrow(
    /127.0.0.1:9 can't be reached .*models:check/,
  );
});

it('goes through the proxy that the environment names', async () => {
  const asked: string[] = [];
  const proxy = createServer().on('connect', (request, socket) => {
    asked.push(request.url ?? '');
    const [host, port] = (request.url ?? '').split(':');
    const onward = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  vi.stubEnv('http_proxy', `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
  vi.stubEnv('no_proxy', '');
  vi.stubEnv('NO_PROXY', '');
  await pull();
  expect(asked).toEqual([new URL(address).host]);
  proxy.closeAllConnections();
  proxy.close();
});

it('lists what there is, each with a licence that allows it, and refuses names that are not there', async () => {
  const catalogue = await readCatalogue();
  const lines: string[] = [];
  const options = { catalogue, modelsDir: dir, print: (line: string) => lines.push(line) };
  await runPull(['--list'], options);
  expect(lines).toHaveLength(catalogue.length);
  for (const { url, licence } of catalogue) {
    expect(url).toMatch(/^https:\/\/github\.com\/.*\/releases\/download\/.*\.onnx$/);
    expect(licence).toBe('Apache-2.0');
  }
  await expect(runPull(['gone'], options)).rejects.toThrow(/no model called gone to pull; known: yolox-nano/);
  await expect(runPull([], options)).rejects.toThrow(/usage/);
});
