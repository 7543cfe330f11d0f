/** Which of its presets a turning camera looks at, told by the picture alone: each keeps its own background. */
import type { Picture } from '#contract/detection.ts';

const columns = 32;
const rows = 24;
/** A tower scans a round of a few presets; more would be memory for views that never come again. */
const mostViews = 12;
/** Correlation of two thumbnails of one preset, through weather and light. */
const sameView = 0.8;
/** A preset's thumbnail follows the light this fast. */
const followPace = 0.05;

interface View<State> {
  thumbnail: Float32Array;
  seenAt: number;
  state: State;
}

export interface Views<State> {
  /** The state of the view that this picture shows; a new one where it is unknown. */
  stateFor(picture: Picture, at: number): State;
  count(): number;
}

/** Remembers up to twelve views and what belongs to each; the one unseen for longest is forgotten first. */
export const createViews = <State>(create: () => State): Views<State> => {
  const views: View<State>[] = [];
  let current: View<State> | undefined;

  return {
    stateFor(picture, at) {
      const thumbnail = thumbnailOf(picture);
      const isStill = current !== undefined && likeness(current.thumbnail, thumbnail) >= sameView;
      if (!isStill) {
        const best = views
          .map((view) => ({ view, like: likeness(view.thumbnail, thumbnail) }))
          .sort((a, b) => b.like - a.like)[0];
        if (best && best.like >= sameView) current = best.view;
        else {
          current = { thumbnail, seenAt: at, state: create() };
          views.push(current);
          if (views.length > mostViews) {
            views.sort((a, b) => b.seenAt - a.seenAt);
            views.length = mostViews;
          }
        }
      }
      const view = current as View<State>;
      view.seenAt = at;
      for (let i = 0; i < thumbnail.length; i++) {
        view.thumbnail[i]! += (thumbnail[i]! - view.thumbnail[i]!) * followPace;
      }
      return view.state;
    },
    count: () => views.length,
  };
};

/** A small grey picture of mean 0 and length 1, of the green channel where there are colours. */
function thumbnailOf({ width, height, channels, data }: Picture): Float32Array {
  const sums = new Float32Array(columns * rows);
  const counts = new Float32Array(columns * rows);
  const step = Math.max(1, Math.floor(width / 320));
  for (let y = 0; y < height; y += step) {
    const row = Math.floor((y / height) * rows) * columns;
    for (let x = 0; x < width; x += step) {
      const cell = row + Math.floor((x / width) * columns);
      sums[cell]! += data[(y * width + x) * channels + (channels === 3 ? 1 : 0)]!;
      counts[cell]! += 1;
    }
  }
  let mean = 0;
  for (let i = 0; i < sums.length; i++) {
    sums[i]! /= Math.max(1, counts[i]!);
    mean += sums[i]! / sums.length;
  }
  let length = 0;
  for (let i = 0; i < sums.length; i++) {
    sums[i]! -= mean;
    length += sums[i]! ** 2;
  }
  length = Math.sqrt(length) || 1;
  for (let i = 0; i < sums.length; i++) sums[i]! /= length;
  return sums;
}

/** Correlation, −1..1. */
function likeness(a: Float32Array, b: Float32Array): number {
  let product = 0;
  let lengths = [0, 0] as [number, number];
  for (let i = 0; i < a.length; i++) {
    product += a[i]! * b[i]!;
    lengths = [lengths[0] + a[i]! ** 2, lengths[1] + b[i]! ** 2];
  }
  return product / (Math.sqrt(lengths[0] * lengths[1]) || 1);
}
