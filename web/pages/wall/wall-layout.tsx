import type { ReactNode } from 'react';

export interface WallParts {
  top: ReactNode;
  queue: ReactNode;
  map: ReactNode;
  /** The case on screen, or null. */
  item: ReactNode | null;
  /** Stands where the case would, on screens with room. */
  overview: ReactNode;
  strip: ReactNode;
}

/** A desk or a wall: queue left, map in the middle with the live strip beneath it, evidence right. */
export function WallLayout({ top, queue, map, item, overview, strip }: WallParts) {
  return (
    <div className="grid h-full grid-cols-[21rem_minmax(0,1fr)_28rem] grid-rows-[auto_minmax(0,1fr)_auto] max-xl:grid-cols-[18rem_minmax(0,1fr)_22rem] ultrawide:grid-cols-[23rem_minmax(0,1fr)_50rem]">
      <div className="col-span-3">{top}</div>
      <aside className="row-span-2 flex min-h-0 flex-col border-r border-line bg-panel">{queue}</aside>
      <main className="relative min-h-0 min-w-0">{map}</main>
      <aside className="row-span-2 flex min-h-0 flex-col border-l border-line bg-panel">
        {item ?? overview}
      </aside>
      <div className="col-start-2 min-w-0 border-t border-line bg-panel p-2">{strip}</div>
    </div>
  );
}
