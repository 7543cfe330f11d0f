import { Layer, useMap } from '@vis.gl/react-maplibre';

/** Empty layers that hold the map's storeys apart, whatever order their data comes in: put a layer before its slot. */
export const slots = { areas: 'slot-areas', points: 'slot-points', pins: 'slot-pins' } as const;

/** Mounted once, before everything else; areas lie beneath the basemap's names. */
export function MapSlots() {
  const { current: map } = useMap();
  const firstName = map
    ?.getMap()
    .getStyle()
    .layers.find((layer) => layer.type === 'symbol')?.id;
  return (
    <>
      <Layer
        id={slots.areas}
        type="background"
        layout={{ visibility: 'none' }}
        {...(firstName ? { beforeId: firstName } : {})}
      />
      <Layer id={slots.points} type="background" layout={{ visibility: 'none' }} />
      <Layer id={slots.pins} type="background" layout={{ visibility: 'none' }} />
    </>
  );
}
