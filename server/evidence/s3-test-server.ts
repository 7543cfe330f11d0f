import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Speaks the S3 calls that the store makes, over real HTTP, with two keys a listing page. It wants a version 4 signature
 * by our key and body digests that are right; it does not verify the signature itself.
 */
export async function startS3TestServer(accessKeyId: string) {
  const objects = new Map<string, { body: Buffer; type: string }>();
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    const url = new URL(request.url ?? '/', 'http://s3');
    const [, bucket, ...rest] = decodeURIComponent(url.pathname).split('/');
    const key = rest.join('/');
    const fail = (status: number, code: string) =>
      response
        .writeHead(status, { 'content-type': 'application/xml' })
        .end(`<Error><Code>${code}</Code><Message>${code}</Message></Error>`);

    const signed = new RegExp(
      `^AWS4-HMAC-SHA256 Credential=${accessKeyId}/\\d{8}/.+ Signature=[0-9a-f]{64}$`,
    );
    if (!signed.test(request.headers.authorization ?? '')) return fail(403, 'AccessDenied');
    if (bucket !== 'evidence') return fail(404, 'NoSuchBucket');
    const bodyDigest = createHash('sha256').update(body);
    if (request.headers['x-amz-content-sha256'] !== bodyDigest.copy().digest('hex'))
      return fail(400, 'XAmzContentSHA256Mismatch');

    if (request.method === 'GET' && key === '') {
      const prefix = url.searchParams.get('prefix') ?? '';
      const after = url.searchParams.get('continuation-token') ?? '';
      const keys = [...objects.keys()].sort().filter((name) => name.startsWith(prefix) && name > after);
      const page = keys.slice(0, 2);
      const contents = page.map(
        (name) => `<Contents><Key>${name}</Key><Size>${objects.get(name)?.body.length}</Size></Contents>`,
      );
      const next =
        keys.length > 2
          ? `<IsTruncated>true</IsTruncated><NextContinuationToken>${page[1]}</NextContinuationToken>`
          : '';
      return response
        .writeHead(200, { 'content-type': 'application/xml' })
        .end(`<ListBucketResult>${contents.join('')}${next}</ListBucketResult>`);
    }
    if (request.method === 'PUT') {
      if (request.headers['x-amz-checksum-sha256'] !== bodyDigest.digest('base64'))
        return fail(400, 'BadDigest');
      objects.set(key, { body, type: request.headers['content-type'] ?? '' });
      return response.writeHead(200).end();
    }
    const object = objects.get(key);
    if (!object) return fail(404, 'NoSuchKey');
    if (request.method === 'DELETE') {
      objects.delete(key);
      return response.writeHead(204).end();
    }
    const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
    const part = range ? object.body.subarray(Number(range[1]), Number(range[2]) + 1) : object.body;
    response.writeHead(range ? 206 : 200, { 'content-type': object.type, 'content-length': part.length });
    return response.end(request.method === 'HEAD' ? undefined : part);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    stop: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}
