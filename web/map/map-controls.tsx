import { useMap } from '@vis.gl/react-maplibre';
import { Expand, Minus, Plus } from 'lucide-react';
import { IconButton } from '../platform/interface/icon-button.tsx';
import { useWords } from '../platform/words/use-words.ts';

/** Nearer, farther, and back to the whole district. */
export function MapControls({ onHome }: { onHome(): void }) {
  const { t } = useWords();
  const { current: map } = useMap();
  return (
    <div className="absolute top-3 right-3 flex flex-col divide-y divide-line border border-line-strong bg-panel max-md:hidden">
      <IconButton icon={Plus} label={t('map.zoomIn')} onClick={() => map?.zoomIn()} />
      <IconButton icon={Minus} label={t('map.zoomOut')} onClick={() => map?.zoomOut()} />
      <IconButton icon={Expand} label={t('map.home')} onClick={onHome} />
    </div>
  );
}
