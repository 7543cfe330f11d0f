import type { SceneName } from '#contract/detection.ts';
import { pinSign } from '../../map/pin-path.ts';

/** The sign of a scene, the same as in its pin on the map. */
export function SceneIcon({ scene, className }: { scene: SceneName | null; className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className={className}
    >
      <path d={pinSign[scene ?? 'other']} />
    </svg>
  );
}
