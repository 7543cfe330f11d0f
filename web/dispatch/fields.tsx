import clsx from 'clsx';
import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes } from 'react';

/** The fields of a centre's settings: one look, a label above, large enough for a finger. */
const look =
  'block min-h-9 w-full min-w-0 rounded-md border border-line-strong bg-ground px-2 text-sm text-ink scheme-dark disabled:opacity-60';

export const Labelled = ({
  label,
  className,
  children,
}: {
  label: string;
  className?: string;
  children: ReactNode;
}) => (
  // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
  <label className={clsx('block min-w-0', className)}>
    <span className="eyebrow mb-1 block">{label}</span>
    {children}
  </label>
);

export const Input = ({ className, ...rest }: InputHTMLAttributes<HTMLInputElement>) => (
  <input className={clsx(look, className)} {...rest} />
);

export const Select = ({ className, children, ...rest }: SelectHTMLAttributes<HTMLSelectElement>) => (
  <select className={clsx(look, className)} {...rest}>
    {children}
  </select>
);

export const Lines = ({
  value,
  onChange,
  disabled,
}: {
  value: string;
  onChange(value: string): void;
  disabled: boolean;
}) => (
  <textarea
    value={value}
    disabled={disabled}
    rows={4}
    onChange={(event) => onChange(event.target.value)}
    className={clsx(look, 'py-1.5')}
  />
);

export const Check = ({ label, ...rest }: InputHTMLAttributes<HTMLInputElement> & { label: string }) => (
  <label className="flex min-h-9 items-center gap-2 text-sm">
    <input type="checkbox" className="size-4 accent-accent" {...rest} />
    {label}
  </label>
);
