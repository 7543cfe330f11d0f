import { type RefObject, useEffect, useState } from 'react';

/** An element's inner width in pixels, kept current; 0 while it is not there. */
export function useElementWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  // runs after every render, since the element may come later than its owner
  const [observed, setObserved] = useState<HTMLElement | null>(null);
  useEffect(() => {
    if (element.current !== observed) setObserved(element.current);
  });
  useEffect(() => {
    if (!observed) return setWidth(0);
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0));
    observer.observe(observed);
    return () => observer.disconnect();
  }, [observed]);
  return width;
}
