import { markTerms } from './mark-terms.ts';

/** A text with what was looked for marked in it. */
export function Marked({ text, terms }: { text: string; terms: readonly string[] }) {
  let at = 0;
  return markTerms(text, terms).map((part) => {
    const key = at;
    at += part.text.length;
    return part.hit ? (
      <mark key={key} className="rounded-sm bg-accent-deep text-accent">
        {part.text}
      </mark>
    ) : (
      <span key={key}>{part.text}</span>
    );
  });
}
