import { call } from '../platform/api/call.ts';
import { sendPhoto } from '../platform/api/send-photo.ts';
import type { Delivery } from './send-reports.ts';

/** The product's own server. */
export const deliver: Delivery = {
  sendPhoto: (picture) => sendPhoto(picture),
  sendReport: ({ report, clientKey }, photos) =>
    call('whistle', { body: { ...report, coordinates: 'wgs84', photos, clientKey } }),
};
