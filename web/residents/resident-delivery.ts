import { residentPhotosPath } from '#contract/resident.ts';
import { call } from '../platform/api/call.ts';
import { sendPhoto } from '../platform/api/send-photo.ts';

interface ResidentReport {
  clientKey: string;
  report: { plateCode?: string; typeCode: string; text: string };
}

/** How what waits on a resident's phone reaches the server. */
export const residentDelivery = {
  sendPhoto: (picture: Blob): Promise<string> => sendPhoto(picture, residentPhotosPath),
  sendReport: ({ clientKey, report: { plateCode = '', typeCode, text } }: ResidentReport, photos: string[]) =>
    call('reportFromPlate', { body: { plateCode, typeCode, text, photos, clientKey } }),
};
