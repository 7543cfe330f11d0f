import { z } from 'zod';
import { residentPhotosPath } from '#contract/resident.ts';
import { Photo } from '#contract/whistle.ts';
import { problemOf } from '../platform/api/api-problem.ts';
import { call } from '../platform/api/call.ts';

interface ResidentReport {
  clientKey: string;
  report: { plateCode?: string; typeCode: string; text: string };
}

/** How what waits on a resident's phone reaches the server. */
export const residentDelivery = {
  async sendPhoto(picture: Blob): Promise<string> {
    const response = await fetch(residentPhotosPath, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': picture.type || 'image/jpeg' },
      body: picture,
    });
    if (!response.ok) throw await problemOf(response);
    return z.object({ id: Photo.shape.id }).parse(await response.json()).id;
  },
  sendReport: ({ clientKey, report: { plateCode = '', typeCode, text } }: ResidentReport, photos: string[]) =>
    call('reportFromPlate', { body: { plateCode, typeCode, text, photos, clientKey } }),
};
