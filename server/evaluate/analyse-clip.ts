import type { SceneChange } from '#contract/detection.ts';
import { type AnalyseOptions, analyseInput } from '../analyse/analyse-input.ts';
import type { AnalyseArguments } from '../analyse/arguments.ts';
import { modelForScene } from '../detect/scene-model.ts';
import type { ClipResult } from './clip-result.ts';
import type { ReportedEvent } from './event-fit.ts';

/** Runs one clip exactly as `npm run analyse` does, and keeps what was told. */
export const analyseClip = async (args: AnalyseArguments, options: AnalyseOptions): Promise<ClipResult> => {
  const incidents = new Map<string, ReportedEvent>();
  const { name, version, sha256 } = modelForScene(options.models, args.scene).manifest;
  let looked = { frames: 0, seconds: 0 };
  for await (const { change, done } of analyseInput(args, options)) {
    if (done) looked = done;
    else tell(incidents, change);
  }
  return { ...looked, model: { name, version, sha256 }, told: [...incidents.values()] };
};

const tell = (incidents: Map<string, ReportedEvent>, change: SceneChange): void => {
  const known = incidents.get(change.incidentKey);
  if (change.change === 'opened') incidents.set(change.incidentKey, reportedEventOf(change));
  else if (known) {
    known.score = Math.max(known.score, change.score);
    if (change.change === 'cleared') known.clearedSeconds = change.at / 1000;
  }
};

const reportedEventOf = ({
  at,
  startedAt,
  label,
  score,
  box,
  track,
  reasons,
}: SceneChange): ReportedEvent => ({
  openedSeconds: at / 1000,
  startedSeconds: startedAt / 1000,
  label,
  score,
  box,
  reasons: reasons.map(({ code }) => code),
  ...(track ? { track: track.map(([time, x, y]) => [time / 1000, x, y]) } : {}),
});
