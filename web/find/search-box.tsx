import { Search, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../platform/words/use-words.ts';

/** So long after the last key it is looked for. */
const pauseMs = 250;

/** The one box for everything; it searches while one types, and waits for a Chinese word to be finished. */
export function SearchBox({ value, onChange }: { value: string; onChange(value: string): void }) {
  const { t } = useWords();
  const [text, setText] = useState(value);
  const composing = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => setText(value), [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const say = (next: string, afterMs: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onChange(next.trim()), afterMs);
  };
  const write = (next: string) => {
    setText(next);
    if (!composing.current) say(next, pauseMs);
  };
  return (
    <search className="relative block">
      <Search className="absolute top-3 left-3.5 size-5 text-faint" aria-hidden="true" />
      <input
        type="search"
        aria-label={t('find.title')}
        placeholder={t('find.placeholder')}
        value={text}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => write(event.target.value)}
        onCompositionStart={() => {
          composing.current = true;
        }}
        onCompositionEnd={(event) => {
          composing.current = false;
          say(event.currentTarget.value, pauseMs);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') say(event.currentTarget.value, 0);
        }}
        className="h-11 w-full rounded-md border border-line-strong bg-ground/70 pr-10 pl-11 text-base text-ink placeholder:text-faint focus:border-accent [&::-webkit-search-cancel-button]:hidden"
      />
      {text !== '' && (
        <button
          type="button"
          aria-label={t('find.clear')}
          onClick={() => {
            setText('');
            say('', 0);
          }}
          className="absolute top-2.5 right-2 p-1 text-faint hover:text-ink"
        >
          <X className="size-4" aria-hidden="true" />
        </button>
      )}
    </search>
  );
}
