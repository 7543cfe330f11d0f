import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { samplingOf } from '../../analyse/arguments.ts';
import type { EvidenceStore } from '../../evidence/evidence-store.ts';
import { createClipWorker } from '../clip-worker.ts';
import type { JudgedCase } from './judged-case.repository.ts';

/** What the present model, with the camera's present settings, makes of a judged case's clip. */
export interface AskedAgain {
  judged: JudgedCase;
  /** Undefined where the clip could not be analysed. */
  tellsAgain: boolean | undefined;
  why?: string;
}

/** Runs every clip of a judged case again. A clip is short: a scene that learns for minutes has less to go by than live. */
export const askAgain = async (
  cases: readonly JudgedCase[],
  store: Pick<EvidenceStore, 'get'>,
  say: (line: string) => void,
): Promise<AskedAgain[]> => {
  const withClip = cases.filter(({ clip, verdict }) => clip && verdict !== 'unjudged');
  const folder = await mkdtemp(path.join(tmpdir(), 'eyrie-feedback-'));
  const worker = createClipWorker();
  const answers: AskedAgain[] = [];
  try {
    for (const judged of withClip) {
      const answer = await ask(judged).catch((error: Error) => ({
        judged,
        tellsAgain: undefined,
        why: error.message,
      }));
      answers.push(answer);
      say(`[${answers.length}/${withClip.length}] ${judged.number}: ${wordOf(answer)}`);
    }
  } finally {
    worker.stop();
    await rm(folder, { recursive: true, force: true });
  }
  return answers;

  async function ask(judged: JudgedCase): Promise<AskedAgain> {
    const { scene, settings, clip } = judged;
    const opened = clip && (await store.get(clip.storageKey));
    if (!opened) throw new Error('its clip is not in the store');
    const input = path.join(folder, 'clip.mp4');
    await pipeline(opened.stream, createWriteStream(input));
    const args = { input, scene, ignore: [], ...samplingOf(scene, undefined), folderFps: 1 };
    const { told } = await worker.analyse({ args, settings });
    return { judged, tellsAgain: told.length > 0 };
  }
};

const wordOf = ({ tellsAgain, why }: AskedAgain): string =>
  tellsAgain === undefined ? `not asked (${why})` : tellsAgain ? 'would be told again' : 'would not be told';

/** How many of each verdict would come again, and which false alarms. */
export const askedAgainInWords = (answers: readonly AskedAgain[]): string => {
  const asked = answers.filter(({ tellsAgain }) => tellsAgain !== undefined);
  const count = (isFalse: boolean): string => {
    const group = asked.filter(({ judged }) => (judged.verdict === 'false-alarm') === isFalse);
    return `${group.filter(({ tellsAgain }) => tellsAgain).length} of ${group.length}`;
  };
  const again = asked.filter(({ judged, tellsAgain }) => tellsAgain && judged.verdict === 'false-alarm');
  return [
    `Asked again, with the models and settings of now: ${count(true)} false alarms would be told again, ${count(
      false,
    )} confirmed cases would be found again.`,
    ...again.map(
      ({ judged }) =>
        `  ${judged.number}  ${judged.scene}  ${judged.cameraName}  ${judged.openedAt.toISOString()}  ${judged.reason ?? ''}`,
    ),
    ...answers
      .filter(({ tellsAgain }) => tellsAgain === undefined)
      .map(({ judged, why }) => `  ${judged.number}: not asked, ${why}`),
  ].join('\n');
};
