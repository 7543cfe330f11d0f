import exif from 'exif-reader';
import sharp from 'sharp';
import type { LngLat } from '#contract/geo.ts';
import { Problem } from '../platform/problem.ts';

/** Longest side of what is kept, pixels. */
const longestSide = 2048;
/** Pictures of more pixels are refused before they are decoded: a small file can hold a huge one. */
const mostPixels = 60_000_000;
const quality = 82;

/** A photo as it is kept: decoded and encoded anew, so that nothing of the file that came is in it. */
export interface CleanPhoto {
  jpeg: Buffer;
  width: number;
  height: number;
  takenAt: Date | null;
  location: LngLat | null;
}

/**
 * JPEG, PNG, WebP or what else can be decoded, turned upright, at most 2048 px, without any of its metadata; its time
 * and position are read out first. Refuses what is no picture, or too large a one, with the reason.
 */
export async function cleanPhoto(bytes: Buffer): Promise<CleanPhoto> {
  try {
    const source = sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error' });
    const metadata = await source.metadata();
    const { data, info } = await source
      .rotate()
      .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality, mozjpeg: true })
      .toBuffer({ resolveWithObject: true });
    return { jpeg: data, width: info.width, height: info.height, ...factsOf(metadata.exif) };
  } catch (error) {
    throw new Problem('photo-refused', `This file can't be kept as a photo: ${(error as Error).message}`);
  }
}

/** When and where it was taken, as the phone wrote it; nothing where it wrote something odd. */
function factsOf(block: Buffer | undefined): Pick<CleanPhoto, 'takenAt' | 'location'> {
  const nothing = { takenAt: null, location: null };
  if (!block) return nothing;
  let read: exif.Exif;
  try {
    read = exif(block);
  } catch {
    return nothing; // a photo with a broken note of its time is still a photo
  }
  const takenAt = read.Photo?.DateTimeOriginal;
  const lat = degreesOf(read.GPSInfo?.GPSLatitude, read.GPSInfo?.GPSLatitudeRef, 'S', 90);
  const lng = degreesOf(read.GPSInfo?.GPSLongitude, read.GPSInfo?.GPSLongitudeRef, 'W', 180);
  return {
    takenAt: takenAt instanceof Date && !Number.isNaN(takenAt.getTime()) ? takenAt : null,
    location: lat === undefined || lng === undefined ? null : [lng, lat],
  };
}

/** Degrees, minutes and seconds as one number; undefined where they are no place on earth. */
function degreesOf(parts: unknown, ref: unknown, negative: string, most: number): number | undefined {
  if (!Array.isArray(parts) || parts.length !== 3) return undefined;
  const [degrees, minutes, seconds] = parts.map(Number) as [number, number, number];
  const value = (degrees + minutes / 60 + seconds / 3600) * (ref === negative ? -1 : 1);
  return Math.abs(value) <= most ? value : undefined;
}
