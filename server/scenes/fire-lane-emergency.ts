/**
 * Recognises fire engines and ambulances at work by what no other vehicle has: blue lamps that flash, on a red or a
 * white body. A parked one with its lamps off is not recognised.
 */
import type { Box, Picture } from '#contract/detection.ts';
import type { Track } from './tracker.ts';

/** The box is divided into so many places; a lamp stays in one of them. */
const [placeColumns, placeRows] = [6, 6];
/** A lamp flashes: it is seen in some looks and not in others, over so many looks. */
const leastLooks = 8;
const leastLit = 3;
const [leastLitShare, mostLitShare] = [0.25, 0.85];
/** A lamp's pixel: so much bluer than red and green, and so blue in all, of 255. */
const bluerBy = 45;
const leastBlue = 120;
/** A flash is so much bluer than its place is between flashes: blue paint that wavers with noise is not. */
const flashBluerBy = 40;
/** Share of the box's pixels that are red, or pale: rain, dusk and glass leave little of a body's colour. */
const redBody = 0.15;
const paleBody = 0.15;
/** Lamps on a roof stand out above a detector's box. */
const above = 0.12;

interface Evidence {
  since: number;
  looks: number;
  /** By place: in how many looks a lamp was lit, and how blue its bluest pixel was then and else, summed. */
  lit: Uint16Array;
  litBlue: Float64Array;
  elseBlue: Float64Array;
  red: number;
  pale: number;
}

export interface EmergencyWatch {
  /** Looks at what stands; RGB pictures only. */
  look(picture: Picture, tracks: readonly Pick<Track, 'id' | 'standingSince' | 'place'>[]): void;
  isEmergency(trackId: number): boolean;
}

export function createEmergencyWatch(): EmergencyWatch {
  const evidence = new Map<number, Evidence>();

  const isEmergency = (trackId: number): boolean => {
    const known = evidence.get(trackId);
    if (!known || known.looks < leastLooks) return false;
    const isBody = known.red >= redBody * known.looks || known.pale >= paleBody * known.looks;
    return isBody && known.lit.some((_, place) => isFlashing(known, place));
  };

  return {
    look(picture, tracks) {
      if (picture.channels !== 3) return;
      for (const id of evidence.keys()) if (!tracks.some((track) => track.id === id)) evidence.delete(id);
      for (const { id, standingSince, place } of tracks) {
        const before = evidence.get(id);
        const known = before?.since === standingSince ? before : newEvidence(standingSince);
        evidence.set(id, known);
        addLook(known, picture, place);
      }
    },
    isEmergency,
  };
}

const places = placeColumns * placeRows;
const newEvidence = (since: number): Evidence => ({
  since,
  looks: 0,
  lit: new Uint16Array(places),
  litBlue: new Float64Array(places),
  elseBlue: new Float64Array(places),
  red: 0,
  pale: 0,
});

function isFlashing({ looks, lit, litBlue, elseBlue }: Evidence, place: number): boolean {
  const count = lit[place]!;
  if (count < leastLit || count < leastLitShare * looks || count > mostLitShare * looks) return false;
  return litBlue[place]! / count - elseBlue[place]! / (looks - count) >= flashBluerBy;
}

function addLook(known: Evidence, picture: Picture, [x, y, w, h]: Box): void {
  const { data, width, height, scaleX, scaleY } = picture;
  const left = Math.max(0, Math.floor(x / scaleX));
  const right = Math.min(width, Math.ceil((x + w) / scaleX));
  const top = Math.max(0, Math.floor((y - above * h) / scaleY));
  const bottom = Math.min(height, Math.ceil((y + h) / scaleY));
  if (right - left < placeColumns || bottom - top < placeRows) return;
  const isLit = new Uint8Array(places);
  const bluest = new Uint8Array(places);
  let [red, pale] = [0, 0];
  for (let row = top; row < bottom; row++) {
    const placeRow = Math.floor(((row - top) / (bottom - top)) * placeRows) * placeColumns;
    for (let column = left; column < right; column++) {
      const at = (row * width + column) * 3;
      const r = data[at]!;
      const g = data[at + 1]!;
      const b = data[at + 2]!;
      const bluer = b - Math.max(r, g);
      if (bluer > 0) {
        const place = placeRow + Math.floor(((column - left) / (right - left)) * placeColumns);
        if (bluer > bluest[place]!) bluest[place] = bluer;
        if (b >= leastBlue && bluer >= bluerBy) isLit[place] = 1;
      }
      if (r > 50 && r > 1.7 * g && r > 1.7 * b) red++;
      else if (r > 105 && Math.max(r, g, b) - Math.min(r, g, b) < 40) pale++;
    }
  }
  const pixels = (right - left) * (bottom - top);
  known.looks++;
  known.red += red / pixels;
  known.pale += pale / pixels;
  for (let place = 0; place < places; place++) {
    known.lit[place]! += isLit[place]!;
    if (isLit[place]) known.litBlue[place]! += bluest[place]!;
    else known.elseBlue[place]! += bluest[place]!;
  }
}
