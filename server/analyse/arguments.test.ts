import { expect, it } from 'vitest';
import { parseArguments } from './arguments.ts';
import { sceneSettingsOf } from './scene-settings-of.ts';

const parse = (line: string) => parseArguments(line === '' ? [] : line.split('|'));
const size = { width: 1280, height: 720 };

it('takes an input and a scene, and samples as the scene needs', () => {
  expect(parse('--input|a.mp4|--scene|fire-lane')).toEqual({
    input: 'a.mp4',
    scene: 'fire-lane',
    ignore: [],
    sampling: 2,
    folderFps: 1,
  });
  expect(parse('--input|a|--scene|high-rise-throwing').sampling).toBe('every');
  expect(parse('--input|a|--scene|straw-burning|--sample-fps|0.5').sampling).toBe(0.5);
  expect(parse('--input|a|--scene|straw-burning|--every-frame').sampling).toBe('every');
});

it('takes zones as shares of the picture or as pixels', () => {
  const shares = parse('--input|a|--scene|fire-lane|--zone|0.25,0.5 0.75,0.5 0.5,1|--dwell|35');
  expect(sceneSettingsOf(shares, size)).toEqual({
    zone: [
      [0.25, 0.5],
      [0.75, 0.5],
      [0.5, 1],
    ],
    ignoreZones: [],
    dwellSeconds: 35,
    preAlarmSeconds: 30,
  });
  const pixels = parse('--input|a|--scene|fire-lane|--zone|320,360 960,360 640,720|--dwell|10');
  expect(sceneSettingsOf(pixels, size)).toMatchObject({
    zone: [
      [0.25, 0.5],
      [0.75, 0.5],
      [0.5, 1],
    ],
    preAlarmSeconds: 10,
  });
});

it('takes several places to ignore', () => {
  const twice = parse('--input|a|--scene|straw-burning|--ignore|0,0 1,0 1,1|--ignore|0,0 0,1 1,1');
  expect(sceneSettingsOf(twice, size)).toMatchObject({ ignoreZones: [{ length: 3 }, { length: 3 }] });
  const masks = parse('--input|a|--scene|high-rise-throwing|--ignore|0,0 1,0 1,1; 0,0 0,1 1,1');
  expect(sceneSettingsOf(masks, size)).toMatchObject({ masks: [{ length: 3 }, { length: 3 }] });
});

it.each([
  ['', /--input is missing/],
  ['--input|a', /--scene is missing/],
  ['--input|a|--scene|flood', /--scene flood is not known; scenes: fire-lane/],
  ['--input|a|--scene|fire-lane|--zone|1,2 3', /--zone must be at least three corners/],
  ['--input|a|--scene|fire-lane|--zone|0.1,0.2 0.3,0.4', /at least three corners/],
  ['--input|a|--scene|fire-lane|--zone|0.1,x 0.3,0.4 1,1', /at least three corners/],
  ['--input|a|--scene|fire-lane|--dwell|soon', /--dwell must be a number above 0, not "soon"/],
  ['--input|a|--scene|straw-burning|--dwell|30', /--dwell belongs to --scene fire-lane/],
  ['--input|a|--scene|fire-lane|--sample-fps|2|--every-frame', /exclude each other/],
  ['--input|a|--scene|fire-lane|--sample-fps|0', /above 0/],
  ['--input|a|--bogus', /--bogus/],
])('refuses "%s" in one line', (line, message) => {
  expect(() => parse(line)).toThrow(message);
  expect(() => parse(line)).toThrow(/^[^\n]+$/);
});

it('refuses corners outside the picture', () => {
  const outside = parse('--input|a|--scene|fire-lane|--zone|0,0 2000,0 100,100');
  expect(() => sceneSettingsOf(outside, size)).toThrow('outside the 1280×720 picture');
});
