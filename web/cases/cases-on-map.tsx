import { Layer, Source } from '@vis.gl/react-maplibre';
import { useMemo } from 'react';
import type { Case } from '#contract/case.ts';
import type { FeatureStates } from '../map/feature-states.ts';
import { HotSource } from '../map/hot-source.tsx';
import { PinImages } from '../map/map-pin-images.tsx';
import { useFeatureStates } from '../map/use-feature-states.ts';
import { createCaseFeatures, hiddenInTiles } from './case-features.ts';
import { caseTileLayers, caseTileSource, hotCaseLayers, hotCaseSource } from './case-layers.ts';

interface CasesOnMapProps {
  cases: ReadonlyMap<string, Case>;
  ended: ReadonlySet<string>;
  selectedId: string | null;
  /** Pins grow with the wall's type. */
  scale: number;
  /** How many cases are open in all: where the hot ones are all, the tiles are not needed. */
  openCases: number;
  /** Tiles are loaded anew when this changes. */
  generation: number;
}

const tileLayers = caseTileLayers();

/** All open cases: the many from tiles, the hot ones as pins above them. */
export function CasesOnMap({ cases, ended, selectedId, scale, openCases, generation }: CasesOnMapProps) {
  const toFeatures = useMemo(createCaseFeatures, []);
  const features = useMemo(() => toFeatures(cases), [toFeatures, cases]);
  const hidden = useMemo(() => hiddenInTiles(cases, ended), [cases, ended]);
  const tiled = openCases > cases.size;
  const pins = useMemo(
    () => hotCaseLayers({ selectedId, scale, clustered: tiled }),
    [selectedId, scale, tiled],
  );
  const tiles = useMemo(
    () => [`${window.location.origin}/api/tiles/cases/{z}/{x}/{y}.mvt?v=${generation}`],
    [generation],
  );
  return (
    <>
      <PinImages />
      {tiled && (
        <Source id={caseTileSource} type="vector" tiles={tiles} promoteId="id" minzoom={8} maxzoom={14}>
          {tileLayers.map((layer) => (
            <Layer key={layer.id} {...layer} />
          ))}
          <TileStates states={hidden} />
        </Source>
      )}
      <HotSource id={hotCaseSource} features={features}>
        {pins.map((layer) => (
          <Layer key={layer.id} {...layer} />
        ))}
      </HotSource>
    </>
  );
}

/** A child of the source, so that the source stands before its states are written. */
function TileStates({ states }: { states: FeatureStates }) {
  useFeatureStates(caseTileSource, states, 'cases');
  return null;
}
