import { buffer } from 'node:stream/consumers';
import sharp from 'sharp';
import type { OpenedFile } from '../platform/http/send-file.ts';
import type { Picture } from './month-facts.ts';

/** A case's decisive picture, small enough for a page; nothing where it was not kept. */
export async function readSnapshot(file: OpenedFile | undefined): Promise<Picture | undefined> {
  if (!file) return undefined;
  const { data, info } = await sharp(await buffer(file.stream))
    .resize({ width: 1200, withoutEnlargement: true })
    .jpeg({ quality: 82 })
    .toBuffer({ resolveWithObject: true });
  return { jpeg: data, width: info.width, height: info.height };
}
