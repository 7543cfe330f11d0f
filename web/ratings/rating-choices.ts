import { Frown, Meh, Smile } from 'lucide-react';

/** The three answers, from good to bad: each with its face and its word. */
export const ratingChoices = [
  { rating: 'satisfied', icon: Smile, word: 'rating.satisfied' },
  { rating: 'so-so', icon: Meh, word: 'rating.soSo' },
  { rating: 'not', icon: Frown, word: 'rating.not' },
] as const;
