/** Quiet colours that tell the people of a roster apart. */
const tones = [
  'bg-[#1d4347] text-[#bfe6e4]',
  'bg-[#3a3358] text-[#d5cdf5]',
  'bg-[#4b3a26] text-[#f0d9b5]',
  'bg-[#2f4a2c] text-[#cce8c4]',
  'bg-[#4a2b3c] text-[#f2c9dc]',
  'bg-[#25405c] text-[#c4dcf4]',
] as const;

/** A colour for each of these people, the same in every month that they stand in together. */
export function tonesOf(userIds: Iterable<string>): ReadonlyMap<string, string> {
  const people = [...new Set(userIds)].sort();
  return new Map(people.map((userId, n) => [userId, tones[n % tones.length] as string]));
}
