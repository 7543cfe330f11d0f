import clsx from 'clsx';
import type { ButtonHTMLAttributes, Ref } from 'react';

type Look = 'plain' | 'accent' | 'quiet';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: Look;
  ref?: Ref<HTMLButtonElement>;
}

const looks: Record<Look, string> = {
  plain: 'border border-line-strong text-ink hover:bg-pressed',
  accent: 'bg-accent text-ground font-semibold hover:brightness-110',
  quiet: 'text-soft hover:bg-pressed hover:text-ink',
};

/** A button of the wall: large enough for a finger, calm until it is touched. */
export function Button({ look = 'plain', className, type = 'button', ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      className={clsx(
        'inline-flex min-h-9 items-center justify-center gap-2 rounded-md px-3 text-sm transition-colors duration-150',
        'disabled:pointer-events-none disabled:opacity-40',
        looks[look],
        className,
      )}
      {...rest}
    />
  );
}
