/** Checks the judgement against boxes of really thrown things, where that recording is at hand (event camera, 346×260). */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createTrackSet, type Peak, type Track } from './high-rise-throwing-tracks.ts';
import { judgeFall } from './high-rise-throwing-verdict.ts';

const recording = process.env.EYRIE_FALLING_BOXES ?? '../shared/data/falling_object/dvs_falling_boxes.csv';
const pictureHeight = 260;
/** The event camera's films are slowed down, and boxes are missing in up to half of a film's frames. */
const slowMotion = 4;

const alone = { similarPaths: 0, recentSinkers: 0, restlessShare: 0 };

interface BoxRow {
  video: string;
  seconds: number;
  x: number;
  y: number;
  size: number;
}

function readRows(path: string): BoxRow[] {
  const lines = readFileSync(path, 'utf8').trim().split('\n').slice(1);
  return lines.map((line) => {
    const [set, video, seconds, , left, top, right, bottom] = line.split(',');
    return {
      video: `${set}/${video}`,
      seconds: Number(seconds) / slowMotion,
      x: (Number(left) + Number(right)) / 2,
      y: (Number(top) + Number(bottom)) / 2,
      size: Math.max(Number(right) - Number(left), Number(bottom) - Number(top)),
    };
  });
}

/** The paths that the boxes of one video form. */
function tracksOf(rows: readonly BoxRow[]): Track[] {
  const set = createTrackSet(pictureHeight);
  const times = [...new Set(rows.map(({ seconds }) => seconds))].sort((a, b) => a - b);
  const ended = times.flatMap((seconds) =>
    set.advance(
      seconds,
      rows
        .filter((row) => row.seconds === seconds)
        .map(({ x, y, size }) => ({ seconds, x, y, size, score: 1 })),
    ),
  );
  return [...ended, ...set.endAll()];
}

/** The boxes were drawn by hand and jump by two of the 346 pixels: each is replaced by the mean of five. */
function smoothed(peaks: readonly Peak[]): Peak[] {
  return peaks.map((peak, i) => {
    const around = peaks.slice(Math.max(0, i - 2), i + 3);
    const mean = (of: (peak: Peak) => number) =>
      around.reduce((sum, one) => sum + of(one), 0) / around.length;
    return { ...peak, seconds: mean((p) => p.seconds), x: mean((p) => p.x), y: mean((p) => p.y) };
  });
}

describe.skipIf(!existsSync(recording))('paths of really thrown things', () => {
  it('are taken for falls where they are long enough to tell', () => {
    const rows = readRows(recording);
    const videos = [...new Set(rows.map(({ video }) => video))];
    const tracks = videos.flatMap((video) => tracksOf(rows.filter((row) => row.video === video)));
    const long = tracks.filter(
      ({ peaks }) => peaks.length >= 8 && peaks.at(-1)!.y - peaks[0]!.y > 0.2 * pictureHeight,
    );
    const verdicts = long.map((track) =>
      judgeFall(
        { ...track, peaks: smoothed(track.peaks), spanFrames: track.peaks.length },
        { pictureHeight },
        alone,
      ),
    );
    const refused = verdicts.flatMap((verdict) => (verdict.valid ? [] : [verdict.reason]));
    expect(long.length).toBeGreaterThan(15);
    expect(refused.length / long.length, refused.join(' ')).toBeLessThan(0.3);
  });
});
