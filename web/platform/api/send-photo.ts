import { z } from 'zod';
import { Photo } from '#contract/whistle.ts';
import { problemOf } from './api-problem.ts';

/** Hands a picture over, by default as whoever is signed in; answers with its id, by which a report or a step names it. */
export async function sendPhoto(picture: Blob, path = '/api/photos'): Promise<string> {
  const response = await fetch(path, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': picture.type || 'image/jpeg' },
    body: picture,
  });
  if (!response.ok) throw await problemOf(response);
  return z.object({ id: Photo.shape.id }).parse(await response.json()).id;
}
