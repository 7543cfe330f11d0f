/** The product's mark: an eagle over its nest. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 32 32"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className={className}
    >
      <path d="M2 9.5c5.5-1.2 10.8.8 14 6 3.2-5.2 8.5-7.2 14-6" />
      <path d="M16 15.5v3.5" />
      <path d="M6.5 20.5c5.3 5 13.7 5 19 0M10 26.3c3.8 2 8.2 2 12 0" opacity="0.6" />
    </svg>
  );
}
