import { useMap } from '@vis.gl/react-maplibre';
import { useLayoutEffect } from 'react';
import { addPinImages } from './pin-images.ts';

/** Mounted before the layers that use the pins. */
export function PinImages() {
  const { current: map } = useMap();
  useLayoutEffect(() => {
    if (map) addPinImages(map.getMap());
  }, [map]);
  return null;
}
