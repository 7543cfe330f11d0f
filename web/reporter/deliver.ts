import { z } from 'zod';
import { Photo } from '#contract/whistle.ts';
import { problemOf } from '../platform/api/api-problem.ts';
import { call } from '../platform/api/call.ts';
import type { Delivery } from './send-reports.ts';

/** The product's own server. */
export const deliver: Delivery = {
  async sendPhoto(picture) {
    const response = await fetch('/api/photos', {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': picture.type || 'image/jpeg' },
      body: picture,
    });
    if (!response.ok) throw await problemOf(response);
    return z.object({ id: Photo.shape.id }).parse(await response.json()).id;
  },
  sendReport: ({ report, clientKey }, photos) =>
    call('whistle', { body: { ...report, coordinates: 'wgs84', photos, clientKey } }),
};
