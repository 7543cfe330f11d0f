import type { Map as MapLibreMap } from 'maplibre-gl';
import {
  type CaseStage,
  mapGround,
  type PinShape,
  pinColour,
  pinShapes,
  stageColour,
} from './map-colours.ts';
import { pinOutline, pinSign } from './pin-path.ts';

export const pinImageId = (shape: PinShape, stage: CaseStage): string => `pin/${shape}/${stage}`;

const width = 24;
const height = 32;
/** Drawn at four times its size, so that it is sharp on a wall. */
const pixelRatio = 4;

/** Gives the map every pin it may need; they are few, and drawn once. */
export function addPinImages(map: MapLibreMap): void {
  for (const shape of pinShapes)
    for (const stage of Object.keys(stageColour) as CaseStage[]) {
      const id = pinImageId(shape, stage);
      if (!map.hasImage(id)) map.addImage(id, drawPin(shape, stage), { pixelRatio });
    }
}

function drawPin(shape: PinShape, stage: CaseStage): ImageData {
  const canvas = new OffscreenCanvas(width * pixelRatio, height * pixelRatio);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('a pin cannot be drawn without a 2D canvas');
  context.scale(pixelRatio, pixelRatio);
  const outline = new Path2D(pinOutline);
  const colour = pinColour(shape, stage);
  // an unacknowledged case is a solid sign, one in hand an outlined one: the difference does not rest on colour alone
  const solid = stage === 'new';
  context.fillStyle = solid ? colour : mapGround;
  context.fill(outline);
  context.lineWidth = solid ? 1 : 1.75;
  context.strokeStyle = solid ? mapGround : colour;
  context.stroke(outline);
  context.lineWidth = 2;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.strokeStyle = solid ? mapGround : colour;
  context.stroke(new Path2D(pinSign[shape]));
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
