import { type RefObject, useEffect, useState } from 'react';

/** Whether an element can be seen: in the viewport of a tab that is shown. */
export function useOnScreen(element: RefObject<Element | null>): boolean {
  const [inView, setInView] = useState(false);
  const [tabShown, setTabShown] = useState(() => !document.hidden);
  useEffect(() => {
    if (!element.current) return;
    const observer = new IntersectionObserver(([entry]) => setInView(entry?.isIntersecting ?? false), {
      rootMargin: '64px',
    });
    observer.observe(element.current);
    const onVisibility = () => setTabShown(!document.hidden);
    document.addEventListener('visibilitychange', onVisibility);
    return () => {
      observer.disconnect();
      document.removeEventListener('visibilitychange', onVisibility);
    };
  }, [element]);
  return inView && tabShown;
}
