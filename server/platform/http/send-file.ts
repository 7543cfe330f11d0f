import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { Problem } from '../problem.ts';

/** A stored file opened for reading, whole or in part. */
export interface OpenedFile {
  contentType: string;
  sha256: string;
  totalBytes: number;
  start: number;
  end: number;
  stream: NodeJS.ReadableStream;
}
/** Answers a file with its hash as ETag and honours one byte range, so that a video can be scrubbed. */
export async function sendFile(
  request: Request,
  response: Response,
  open: (range: { start: number; end?: number } | undefined) => Promise<OpenedFile | undefined>,
  name: string,
): Promise<void> {
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
  const wanted = range
    ? { start: Number(range[1]), ...(range[2] ? { end: Number(range[2]) } : {}) }
    : undefined;
  let file: OpenedFile | undefined;
  try {
    file = await open(wanted);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    response.status(416).end();
    return;
  }
  if (!file) throw new Problem('evidence-not-found', 'There is no such file (yet)');
  const extension = file.contentType === 'video/mp4' ? 'mp4' : 'jpg';
  response.status(wanted ? 206 : 200).set({
    'Content-Type': file.contentType,
    'Content-Length': String(file.end - file.start + 1),
    'Accept-Ranges': 'bytes',
    'Cache-Control': 'private, max-age=3600',
    ETag: `"${file.sha256}"`,
    'Content-Disposition': `inline; filename="${name}.${extension}"`,
    ...(wanted ? { 'Content-Range': `bytes ${file.start}-${file.end}/${file.totalBytes}` } : {}),
  });
  await pipeline(file.stream, response).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error; // the viewer scrubbed away
  });
}
