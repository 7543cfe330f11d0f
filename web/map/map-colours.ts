import type { CameraState } from '#contract/camera.ts';
import type { CaseState } from '#contract/case-state.ts';
import type { SceneName } from '#contract/detection.ts';

/** `[red, green, blue, alpha]`, 0–255, as deck.gl reads colours. */
export type Rgba = [number, number, number, number];

/** How far a case has come, as the map tells it apart from four metres. */
export type CaseStage = 'new' | 'working' | 'finishing' | 'ended';

export const stageOf = (state: CaseState): CaseStage => {
  if (state === 'reported') return 'new';
  if (state === 'feedback' || state === 'checked') return 'finishing';
  return state === 'refused' || state === 'closed' || state === 'rated' || state === 'cancelled'
    ? 'ended'
    : 'working';
};

export const stageColour: Record<CaseStage, string> = {
  new: '#ff5b3e',
  working: '#93d5d3',
  finishing: '#5f9298',
  ended: '#5a6a6f',
};

/** A pin's colour: the alarm's belongs to what machines found and nobody has taken; people's reports stay calm. */
export const pinColour = (shape: PinShape, stage: CaseStage): string =>
  stage === 'new' && shape === 'other' ? stageColour.working : stageColour[stage];

export const cameraColour: Record<CameraState, string> = {
  up: '#93d5d3',
  degraded: '#c9b27c',
  down: '#b06a5e',
  waiting: '#7d8d92',
  off: '#4c6068',
};

/** Grids by open load: one hue, from nearly nothing to full. */
export const gridLoadSteps = [
  { from: 0, colour: '#93d5d3', opacity: 0 },
  { from: 1, colour: '#2f6a72', opacity: 0.2 },
  { from: 2, colour: '#37808a', opacity: 0.3 },
  { from: 4, colour: '#469aa1', opacity: 0.4 },
  { from: 8, colour: '#6fbcbe', opacity: 0.5 },
] as const;

export const mapInk = '#e9eeec';
export const mapGround = '#0a0f12';
export const alarmColour = '#ff5b3e';

/** A hex colour with an opacity of 0–1 for deck.gl. */
export function rgba(hex: string, opacity = 1): Rgba {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255, Math.round(opacity * 255)];
}

/** The shapes of pins: one per scene, and a dot for everything that people report. */
export type PinShape = SceneName | 'other';
export const pinShapes: readonly PinShape[] = ['fire-lane', 'straw-burning', 'high-rise-throwing', 'other'];
