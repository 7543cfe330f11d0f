import { useMemo } from 'react';
import { contourPaths } from './contour-paths.ts';

/** Height lines of a mountain that does not exist: the ground on which the login stands. */
export function ContourLines() {
  const paths = useMemo(() => contourPaths(26), []);
  return (
    <svg
      viewBox="-100 -60 200 120"
      preserveAspectRatio="xMidYMid slice"
      className="absolute inset-0 size-full"
      fill="none"
      aria-hidden="true"
    >
      {paths.map((path, index) => (
        <path
          key={path}
          d={path}
          stroke="var(--color-accent)"
          strokeWidth={index % 5 === 0 ? 0.16 : 0.08}
          opacity={0.5 - index * 0.014}
        />
      ))}
    </svg>
  );
}
