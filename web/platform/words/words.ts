import { accountWords } from './account-words.ts';
import { administrationWords } from './administration-words.ts';
import { alertDeskWords } from './alert-desk-words.ts';
import { cameraWords } from './camera-words.ts';
import { caseWords } from './case-words.ts';
import { dispatchWords } from './dispatch-words.ts';
import { dutyWords } from './duty-words.ts';
import { feedbackWords } from './feedback-words.ts';
import { figureWords } from './figure-words.ts';
import { findWords } from './find-words.ts';
import { ratingWords } from './rating-words.ts';
import { reasonWords } from './reason-words.ts';
import { reportWords } from './report-words.ts';
import { residentWords } from './resident-words.ts';
import { scoreWords } from './score-words.ts';
import { sheetWords } from './sheet-words.ts';
import { systemWords } from './system-words.ts';
import { wallWords } from './wall-words.ts';

/** Every word of the interface. */
export const words = {
  ...wallWords,
  ...systemWords,
  account: accountWords,
  administration: administrationWords,
  alertDesk: alertDeskWords,
  case: caseWords,
  camera: cameraWords,
  dispatch: dispatchWords,
  duty: dutyWords,
  feedback: feedbackWords,
  figures: figureWords,
  scores: scoreWords,
  sheet: sheetWords,
  find: findWords,
  rating: ratingWords,
  reason: reasonWords,
  report: reportWords,
  resident: residentWords,
} as const;
