import type { WallSnapshot } from '#contract/wall-events.ts';
import { ConnectionState } from '../../counters/connection-state.tsx';
import { CounterStrip } from '../../counters/counter-strip.tsx';
import { DistrictClock } from '../../counters/district-clock.tsx';
import { Mark } from '../../platform/interface/mark.tsx';
import { useWallStore } from '../../platform/live/wall-store.ts';
import { useWords } from '../../platform/words/use-words.ts';
import { DisplayMenu } from '../display-menu.tsx';

interface WallTopBarProps {
  district: WallSnapshot['district'];
  counters: WallSnapshot['counters'];
  onHelp(): void;
}

/** Where we are, how it stands, what time it is, and whether what one sees is now. */
export function WallTopBar({ district, counters, onHelp }: WallTopBarProps) {
  const { t, nameIn } = useWords();
  const connection = useWallStore((store) => store.connection);
  return (
    <header className="flex items-center justify-between gap-6 border-b border-line bg-panel px-4 py-2.5 max-md:flex-wrap max-md:gap-x-3 max-md:gap-y-2 max-md:py-2">
      <div className="flex min-w-0 items-center gap-3">
        <Mark className="size-8 shrink-0 text-accent max-md:size-6" />
        <div className="min-w-0">
          <h1 className="truncate text-xl leading-tight font-medium max-md:text-lg">
            {nameIn(district, 'name')}
          </h1>
          <p className="truncate text-xs leading-tight text-faint max-md:hidden">{t('product')}</p>
        </div>
      </div>
      <div className="max-md:order-last max-md:w-full max-md:overflow-x-auto">
        <CounterStrip counters={counters} />
      </div>
      <div className="flex items-center gap-5 max-md:gap-2">
        <ConnectionState connection={connection} />
        <DistrictClock />
        <DisplayMenu onHelp={onHelp} />
      </div>
    </header>
  );
}
