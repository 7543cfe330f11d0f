/** The key that does the same. */
export function KeyCap({ children }: { children: string }) {
  return (
    <kbd className="figure grid h-5 min-w-5 place-items-center rounded-sm border border-current/30 px-1 text-2xs leading-none font-medium uppercase opacity-70 max-md:hidden">
      {children}
    </kbd>
  );
}
