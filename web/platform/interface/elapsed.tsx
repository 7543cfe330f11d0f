import { durationInWords } from '../format-duration.ts';
import { useServerSecond } from '../live/server-clock.ts';
import { useWords } from '../words/use-words.ts';

/** How long it has been since a moment (or was, until another), counting on by itself. */
export function Elapsed({ since, until = null }: { since: string; until?: string | null }) {
  const { t } = useWords();
  const now = useServerSecond();
  return <>{durationInWords((until ? Date.parse(until) : now) - Date.parse(since), t)}</>;
}
