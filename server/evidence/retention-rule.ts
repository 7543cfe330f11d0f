const dayMs = 86_400_000;

/** What the rule needs to know of a file of a case; epoch milliseconds. */
export interface KeptFile {
  /** `null` while its case is open. */
  caseClosedAt: number | null;
  createdAt: number;
}

/** True where a file's time is over: `keepDays` after its case was closed, and after itself came; never while it is open. */
export function isExpired(file: KeptFile, now: number, keepDays: number): boolean {
  if (file.caseClosedAt === null) return false;
  return Math.max(file.caseClosedAt, file.createdAt) < expiryCutoff(now, keepDays);
}

/** What ended before this moment is over. */
export const expiryCutoff = (now: number, keepDays: number) => now - keepDays * dayMs;
