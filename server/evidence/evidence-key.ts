/** Throws where a key is no plain path below the store: empty parts, dots at the front of a part, odd characters. */
export function assertEvidenceKey(key: string): void {
  const parts = key.split('/');
  const plain = parts.every((part) => /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}$/.test(part));
  if (!plain || key.length > 800) throw new Error(`${JSON.stringify(key)} is no evidence key`);
}
