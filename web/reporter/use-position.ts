import { useEffect, useState } from 'react';
import type { LngLat } from '#contract/geo.ts';

export type Position =
  | { state: 'asking' }
  | { state: 'known'; location: LngLat; accuracyMetres: number }
  | { state: 'denied' };

/** Where the phone is, followed while the page is open; `denied` where nobody may know or nothing can tell. */
export function usePosition(): Position {
  const [position, setPosition] = useState<Position>({ state: 'asking' });
  useEffect(() => {
    if (!('geolocation' in navigator)) return setPosition({ state: 'denied' });
    const watch = navigator.geolocation.watchPosition(
      ({ coords }) =>
        setPosition({
          state: 'known',
          location: [coords.longitude, coords.latitude],
          accuracyMetres: Math.round(coords.accuracy),
        }),
      () => setPosition((last) => (last.state === 'known' ? last : { state: 'denied' })),
      { enableHighAccuracy: true, maximumAge: 5_000 },
    );
    return () => navigator.geolocation.clearWatch(watch);
  }, []);
  return position;
}
