import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { BadInput } from '../analyse/arguments.ts';
import type { EvaluationClip } from './evaluation-clip.ts';
import { RenderedTruth } from './truth-schema.ts';

/** The clips of a folder in which each `name.mp4` has its truth beside it in `name.json`, as the demo's have. */
export const readRenderedClips = async (folder: string): Promise<EvaluationClip[]> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.mp4')).sort();
  if (names.length === 0)
    throw new BadInput(`${folder} holds neither a truth.json nor clips with their .json`);
  return Promise.all(names.map((name) => readClip(folder, name)));
};

const readClip = async (folder: string, name: string): Promise<EvaluationClip> => {
  const file = path.join(folder, name.replace(/\.mp4$/, '.json'));
  const parsed = RenderedTruth.safeParse(JSON.parse(await readFile(file, 'utf8')));
  if (!parsed.success) throw new BadInput(`${file}: ${parsed.error.issues[0]?.message}`);
  const { scene, fps, conditions, settings, incidents } = parsed.data;
  return {
    set: path.basename(path.resolve(folder)),
    name,
    input: path.resolve(folder, name),
    isStill: false,
    scene,
    events: incidents.map((incident) => ({
      kind: incident.kind,
      firstSeconds: incident.firstVisibleSeconds ?? incident.startSeconds,
      endSeconds: incident.endSeconds,
      boxes:
        incident.boxes?.map(([seconds, x, y, w, h]) => ({ seconds, box: [x, y, w, h] })) ??
        (incident.box ? [{ seconds: incident.startSeconds, box: incident.box }] : []),
      track: scene === 'high-rise-throwing' ? (incident.track ?? []) : [],
    })),
    ignore: settings.ignoreZones ?? settings.masks ?? [],
    folderFps: 1,
    framesPerSecond: fps,
    timeLapse: 1,
    conditions,
    ...(settings.zone ? { zone: settings.zone } : {}),
    ...(settings.dwellSeconds === undefined ? {} : { dwellSeconds: settings.dwellSeconds }),
  };
};
