import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from '@aws-sdk/client-s3';
import { resolveRange } from './byte-range.ts';
import { assertEvidenceKey } from './evidence-key.ts';
import type { EvidenceStore } from './evidence-store.ts';

export interface S3Address {
  /** Absent: the provider's own endpoint of the region. */
  endpoint?: string;
  bucket: string;
  region: string;
  /** Absent: the SDK's own search (environment, instance role). */
  credentials?: { accessKeyId: string; secretAccessKey: string };
}

/**
 * `https://key:secret@host/bucket?region=…` for any S3-compatible service, `s3://bucket?region=…` for AWS.
 * Key and secret are percent-encoded; without them the SDK looks for credentials by itself.
 */
export function parseS3Address(address: string): S3Address {
  const url = new URL(address);
  const isAws = url.protocol === 's3:';
  const bucket = isAws ? url.hostname : url.pathname.split('/').filter(Boolean)[0];
  if (!bucket) throw new Error('the S3 address names no bucket');
  return {
    ...(!isAws && { endpoint: `${url.protocol}//${url.host}` }),
    bucket,
    region: url.searchParams.get('region') ?? 'us-east-1',
    ...(url.username && {
      credentials: {
        accessKeyId: decodeURIComponent(url.username),
        secretAccessKey: decodeURIComponent(url.password),
      },
    }),
  };
}

/** Evidence in an S3 bucket; the service checks each upload against its SHA-256. */
export function createS3Store(address: S3Address): EvidenceStore {
  const { bucket: Bucket, endpoint, region, credentials } = address;
  const client = new S3Client({
    region,
    // a bucket as part of the host name needs DNS that private services seldom have
    ...(endpoint && { endpoint, forcePathStyle: true }),
    ...(credentials && { credentials }),
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });

  return {
    async put(key, bytes, contentType) {
      assertEvidenceKey(key);
      const digest = createHash('sha256').update(bytes).digest();
      await client.send(
        new PutObjectCommand({
          Bucket,
          Key: key,
          Body: bytes,
          ContentType: contentType,
          ContentLength: bytes.byteLength,
          ChecksumSHA256: digest.toString('base64'),
        }),
      );
      return { key, bytes: bytes.byteLength, sha256: digest.toString('hex') };
    },

    async get(key, range) {
      assertEvidenceKey(key);
      const head = await client
        .send(new HeadObjectCommand({ Bucket, Key: key }))
        .catch(undefinedWhereMissing);
      if (!head) return undefined;
      const totalBytes = head.ContentLength ?? 0;
      const { start, end } = resolveRange(range, totalBytes);
      const Range = range ? { Range: `bytes=${start}-${end}` } : {};
      const object = await client
        .send(new GetObjectCommand({ Bucket, Key: key, ...Range }))
        .catch(undefinedWhereMissing);
      return object?.Body && { stream: object.Body as Readable, totalBytes, start, end };
    },

    async delete(key) {
      assertEvidenceKey(key);
      const head = await client
        .send(new HeadObjectCommand({ Bucket, Key: key }))
        .catch(undefinedWhereMissing);
      if (!head) return false;
      await client.send(new DeleteObjectCommand({ Bucket, Key: key }));
      return true;
    },

    async *list(prefix) {
      for await (const page of paginateListObjectsV2({ client }, { Bucket, Prefix: prefix })) {
        for (const { Key, Size } of page.Contents ?? []) if (Key) yield { key: Key, bytes: Size ?? 0 };
      }
    },
  };
}

/** `HEAD` has no body, so its 404 has no other name than the status. */
function undefinedWhereMissing(error: unknown): undefined {
  const { name, $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } };
  if (name === 'NotFound' || name === 'NoSuchKey' || $metadata?.httpStatusCode === 404) return undefined;
  throw error;
}
