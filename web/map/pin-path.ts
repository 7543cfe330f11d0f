import type { PinShape } from './map-colours.ts';

/** The sign inside a pin, as SVG paths in a 24×24 field; strokes, so that it stays legible when small. */
export const pinSign: Record<PinShape, string> = {
  // a lane closed by a bar
  'fire-lane': 'M7.5 18.5 9.5 5.5M16.5 18.5 14.5 5.5M6 12h12',
  // a flame
  'straw-burning':
    'M12 4.5c.6 3 4.8 5 4.8 9.2a4.8 4.8 0 0 1-9.6 0c0-2 1-3.2 2-4.2.3 1.3 1 1.9 1.6 2.1-.4-2.6.2-5 1.2-7.1Z',
  // something falling
  'high-rise-throwing': 'M6.5 4.5v15M10.5 5.5c4 0 6.3 3.6 6.5 11.5M13.8 14.2l3.2 3.3 3-3.5',
  other: 'M12 7.5v5.5M12 16.4v.1',
};

/** A pin's outline: a shield with its foot at (12, 30) of a 24×32 field. */
export const pinOutline =
  'M3.5 1.5h17a2 2 0 0 1 2 2v17a2 2 0 0 1-2 2H16L12 30l-4-7.5H3.5a2 2 0 0 1-2-2v-17a2 2 0 0 1 2-2Z';
