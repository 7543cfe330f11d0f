import { clockTime, longDate } from '../platform/format-time.ts';
import { useServerSecond } from '../platform/live/server-clock.ts';
import { useWords } from '../platform/words/use-words.ts';

/** The district's time by the server's clock, the same on every wall. */
export function DistrictClock() {
  const { language } = useWords();
  const now = useServerSecond();
  return (
    <time
      dateTime={new Date(now).toISOString()}
      className="flex flex-col-reverse text-right whitespace-nowrap"
    >
      <span className="text-xs leading-tight text-faint max-md:hidden">{longDate(now, language)}</span>
      <span className="figure text-2xl leading-none font-medium max-md:text-xl">
        {clockTime(now, language)}
      </span>
    </time>
  );
}
