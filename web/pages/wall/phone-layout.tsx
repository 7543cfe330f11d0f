import { ChevronDown, ChevronUp } from 'lucide-react';
import { Tabs } from 'radix-ui';
import { useState } from 'react';
import { IconButton } from '../../platform/interface/icon-button.tsx';
import { useWords } from '../../platform/words/use-words.ts';
import type { WallParts } from './wall-layout.tsx';

/** A phone: the map, a sheet with queue and pictures, and the case over both. */
export function PhoneLayout({ top, queue, map, item, strip }: WallParts) {
  const { t } = useWords();
  const [tall, setTall] = useState(false);
  return (
    <div className="flex h-full flex-col">
      {top}
      <div className="relative min-h-0 flex-1">
        <main className="absolute inset-0">{map}</main>
        <Tabs.Root
          defaultValue="queue"
          className={`absolute inset-x-0 bottom-0 flex flex-col border-t border-line-strong bg-panel transition-[height] duration-200 ${tall ? 'h-[88%]' : 'h-[46%]'}`}
        >
          <Tabs.List className="flex items-center border-b border-line px-2">
            <SheetTab value="queue">{t('panel.queue')}</SheetTab>
            <SheetTab value="cameras">{t('panel.cameras')}</SheetTab>
            <IconButton
              icon={tall ? ChevronDown : ChevronUp}
              label={t(tall ? 'panel.closeSheet' : 'panel.openSheet')}
              onClick={() => setTall(!tall)}
              className="ml-auto"
            />
          </Tabs.List>
          <Tabs.Content value="queue" className="flex min-h-0 flex-1 flex-col">
            {queue}
          </Tabs.Content>
          <Tabs.Content value="cameras" className="min-h-0 flex-1 overflow-y-auto p-2">
            {strip}
          </Tabs.Content>
        </Tabs.Root>
        {item && <div className="absolute inset-0 z-10 flex flex-col bg-panel">{item}</div>}
      </div>
    </div>
  );
}

function SheetTab({ value, children }: { value: string; children: string }) {
  return (
    <Tabs.Trigger
      value={value}
      className="min-h-11 border-b-2 border-transparent px-4 text-sm text-soft data-[state=active]:border-accent data-[state=active]:text-ink"
    >
      {children}
    </Tabs.Trigger>
  );
}
