/** A quiet colour for each person, the same wherever they stand. */
const tones = [
  'bg-[#1d4347] text-[#bfe6e4]',
  'bg-[#3a3358] text-[#d5cdf5]',
  'bg-[#2f4a2c] text-[#cce8c4]',
  'bg-[#4b3a26] text-[#f0d9b5]',
  'bg-[#4a2b3c] text-[#f2c9dc]',
  'bg-[#25405c] text-[#c4dcf4]',
] as const;

export function toneOf(userId: string): string {
  let sum = 0;
  for (const character of userId) sum = (sum * 31 + character.charCodeAt(0)) % 9973;
  return tones[sum % tones.length] as string;
}
