/** The product's mark: an eagle over a ridge. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" fill="none" stroke="currentColor" strokeWidth="2" strokeLinejoin="round" aria-hidden="true" className={className}>
      <path d="M3 9.5c5.4 0 9.2 1.9 13 6.8 3.8-4.9 7.6-6.8 13-6.8-2 7.4-7 11.8-13 13.5C10 21.3 5 16.9 3 9.5Z" />
      <circle cx="16" cy="8" r="2.2" fill="currentColor" stroke="none" />
    </svg>
  );
}
