import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { argumentsOf } from './evaluation-clip.ts';
import { readSet } from './read-set.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vehicles-'));
});
afterEach(() => rm(folder, { recursive: true }));

const write = (name: string, content: unknown) =>
  writeFile(path.join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
const read = (stills = 10) => readSet(folder, stills);

it('reads a truth whole, and runs each clip as its command line would', async () => {
  await write('truth.json', {
    scene: 'fire-lane',
    clips: [
      {
        file: 'a.mp4',
        fps: 15,
        sample_fps: 1,
        dwell_s: 12,
        zone: [
          [10, 20],
          [300, 20],
          [300, 200],
        ],
        ignore_zones: [
          [
            [0, 0],
            [5, 0],
            [5, 5],
          ],
        ],
        camera: 'yard-1',
        conditions: ['rain', 'night'],
        starts_at: '2026-01-05T22:00:00+08:00',
        events: [{ class: 'stand', t_first: 4, t_leave: 40, boxes: [{ frame: 60, bbox: [1, 2, 3, 4] }] }],
      },
      { frames_dir: 'looks', scene: 'straw-burning', fps: 0.5, frame_seconds: 2 },
    ],
  });
  const [lane, hills] = await read();
  expect(argumentsOf(hills!), 'as analyse does without a rate').toMatchObject({
    sampling: 2,
    timeLapseUpToFps: 6,
  });
  expect(argumentsOf(lane!)).toEqual({
    input: path.join(folder, 'a.mp4'),
    scene: 'fire-lane',
    zone: [
      [10, 20],
      [300, 20],
      [300, 200],
    ],
    ignore: [
      [
        [0, 0],
        [5, 0],
        [5, 5],
      ],
    ],
    dwellSeconds: 12,
    sampling: 1,
    folderFps: 15,
  });
  expect(lane).toMatchObject({
    camera: 'yard-1',
    conditions: ['rain', 'night'],
    events: [{ kind: 'stand', firstSeconds: 4, endSeconds: 40, boxes: [{ seconds: 4, box: [1, 2, 3, 4] }] }],
  });
  expect(hills).toMatchObject({ scene: 'straw-burning', folderFps: 0.5, timeLapse: 1, events: [] });
});

it('reads a truth that names no scene by what happens in it, and by its folder', async () => {
  await write('truth.json', {
    convention: 'bbox=[x,y,w,h]',
    clips: [
      { file: 'quiet.mp4', passes: [{ what: 'a car', t0: 1, t1: 2 }], expect: 'nothing stands' },
      { file: 'lapse.mp4', fps: 5, note: '1 frame = 60 s', events: [{ class: 'smoke', t_first: 8.2 }] },
      { file: 'drop.mp4', events: [{ class: 'drop', t_first: 1, track: [[1, 5, 5]] }] },
    ],
  });
  expect(await read()).toMatchObject([
    { scene: 'fire-lane', dwellSeconds: 5, events: [] },
    { scene: 'straw-burning', timeLapse: 300 },
    { scene: 'high-rise-throwing', events: [{ track: [[1, 5, 5]] }] },
  ]);
});

it('takes a time-lapse as long as it was, however its makers noted it', async () => {
  const lapse = { file: 'a.mp4', scene: 'straw-burning', fps: 5 };
  const lapseOf = async (truth: object) => {
    await write('truth.json', truth);
    return (await read()).map(({ timeLapse }) => timeLapse);
  };
  expect(await lapseOf({ convention: 'px; one frame is one minute', clips: [lapse] })).toEqual([300]);
  expect(await lapseOf({ frame_seconds: 30, clips: [lapse, { ...lapse, frame_seconds: 10 }] })).toEqual([
    150, 50,
  ]);
  expect(await lapseOf({ convention: 'pixels', clips: [lapse] })).toEqual([1]);
});

it('reads single pictures with boxes and no rate', async () => {
  const picture = {
    file: 'a.jpg',
    scene: 'straw-burning',
    events: [{ class: 'smoke', t_first: 0, boxes: [{ frame: 0, bbox: [1, 2, 3, 4] }] }],
  };
  await write('truth.json', { clips: [picture] });
  expect(await read()).toMatchObject([
    { isStill: true, events: [{ boxes: [{ seconds: 0, box: [1, 2, 3, 4] }] }] },
  ]);
  await write('truth.json', { clips: [{ ...picture, file: 'a.mp4' }] });
  await expect(read()).rejects.toThrow(/need the clip's fps/);
});

it('reads boxes from OpenCV’s XML, frame by frame', async () => {
  await write(
    'boxes.xml',
    `<opencv_storage><frames>
      <_><frameNumber>30</frameNumber><annotations><_>
        176 84 24 33</_><_> 154 152 17 44</_></annotations></_>
      <_><frameNumber>31</frameNumber><annotations></annotations></_></frames></opencv_storage>`,
  );
  await write('truth.json', {
    clips: [
      { file: 'a.mp4', fps: 30, events: [{ class: 'fire', t_first: 0, boxes_file: 'boxes.xml (x y w h)' }] },
    ],
  });
  const [clip] = await read();
  expect(clip!.events[0]!.boxes).toEqual([
    { seconds: 1, box: [176, 84, 24, 33] },
    { seconds: 1, box: [154, 152, 17, 44] },
  ]);
});

it('reads a folder of labelled pictures, one question each, and as many as asked for', async () => {
  for (const kind of ['images', 'labels'])
    await mkdir(path.join(folder, 'stills/valid', kind), { recursive: true });
  await write('stills/data.yaml', 'names:\n- Fire\n- default\n- smoke\nnc: 3\n');
  const picture = await sharp({ create: { width: 200, height: 100, channels: 3, background: '#888' } })
    .jpeg()
    .toBuffer();
  for (const name of ['a', 'b', 'c'])
    await writeFile(path.join(folder, `stills/valid/images/${name}.jpg`), picture);
  await write('stills/valid/labels/a.txt', '2 0.5 0.5 0.2 0.4\n0 0.1 0.1 0.1 0.1');
  await write('stills/valid/labels/b.txt', '1 0.5 0.5 0.2 0.4\n');
  await write('truth.json', { scene: 'straw-burning', clips: [{ dir: 'stills' }] });
  const clips = await read();
  expect(clips.map(({ isStill, conditions, events }) => [isStill, conditions, events.length])).toEqual([
    [true, ['fire', 'smoke'], 1],
    [true, ['quiet'], 0],
    [true, ['quiet'], 0],
  ]);
  expect(clips[0]!.events[0]!.boxes[0]!.box).toEqual([80, 30, 40, 40]);
  expect(await read(2)).toHaveLength(2);
});

it('reads the clips that a renderer made, with their truth beside them', async () => {
  await write('a.mp4', '');
  await write('a.json', {
    scene: 'straw-burning',
    fps: 12,
    conditions: ['fog'],
    settings: { ignoreZones: [] },
    incidents: [
      { kind: 'smoke', startSeconds: 8, firstVisibleSeconds: 9, endSeconds: 60, boxes: [[9, 1, 2, 3, 4]] },
    ],
  });
  expect(await read()).toMatchObject([
    { events: [{ firstSeconds: 9, endSeconds: 60, boxes: [{ seconds: 9, box: [1, 2, 3, 4] }] }] },
  ]);
});

it('says which part of a truth is wrong', async () => {
  await write('truth.json', { clips: [{ file: 'a.mp4', events: [{ class: 'smoke', t_first: 'soon' }] }] });
  await expect(read()).rejects.toThrow(/truth\.json: clips\.0\.events\.0\.t_first/);
  await write('truth.json', { clips: [{ file: 'a.mp4' }] });
  await expect(readSet(folder.replace('vehicles-', 'x-'), 1)).rejects.toThrow(/There is no folder/);
});
