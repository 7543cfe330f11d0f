import type { Layer } from '@deck.gl/core';
import type { Camera } from '#contract/camera.ts';
import { alarmColour, mapInk, rgba, stageColour } from '../map/map-colours.ts';
import { areaLayer, lineLayer } from '../map/ring-layers.ts';
import { viewSector } from '../map/view-sector.ts';

export interface ViewLayersInput {
  /** Every watched camera: faint. */
  watched: readonly Camera[];
  /** The chosen or hovered ones: bright, outlined. */
  focused: readonly Camera[];
  /** The one that sees the case on screen: in the alarm's colour. */
  alerting: Camera | null;
}

/** Fields of view, true to bearing, angle and range. */
export function viewLayers({ watched, focused, alerting }: ViewLayersInput): Layer[] {
  const bright = focused.filter((camera) => camera.code !== alerting?.code);
  const shown = new Set([...bright.map((camera) => camera.code), alerting?.code]);
  const quiet = watched.filter((camera) => !shown.has(camera.code)).map(viewSector);
  const focus = bright.map(viewSector);
  const alarm = alerting ? [viewSector(alerting)] : [];
  return [
    areaLayer('views-watched', quiet, rgba(stageColour.working, 0.1)),
    areaLayer('views-focused', focus, rgba(mapInk, 0.16)),
    lineLayer('views-focused-line', focus, rgba(mapInk, 0.7), 1.25),
    areaLayer('view-alerting', alarm, rgba(alarmColour, 0.14)),
    lineLayer('view-alerting-line', alarm, rgba(alarmColour, 0.65), 1.25),
  ];
}
