import type { ReactNode } from 'react';

/** The fields that all settings of this page are made of. */
const field =
  'mt-1 block min-h-9 w-full rounded-md border border-line-strong bg-panel px-3 text-base text-ink disabled:opacity-60';

export function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: its control is among the children
    <label className="block text-sm text-soft">
      {label}
      {children}
    </label>
  );
}

/** Several boxes under one heading. */
export function Grouped({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset>
      <legend className="text-sm text-soft">{label}</legend>
      <div className="flex flex-wrap gap-x-5">{children}</div>
    </fieldset>
  );
}

interface TextProps {
  label: string;
  value: string;
  onChange(value: string): void;
  type?: 'text' | 'password' | 'number' | 'time' | 'date' | 'datetime-local';
  required?: boolean;
  placeholder?: string;
  step?: string;
}

export function TextSetting({ label, value, onChange, type = 'text', ...rest }: TextProps) {
  return (
    <Labelled label={label}>
      <input
        className={field}
        type={type}
        autoComplete="off"
        value={value}
        onChange={({ target }) => onChange(target.value)}
        {...rest}
      />
    </Labelled>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  required?: boolean;
  onChange(value: string): void;
  children: ReactNode;
}

export function ChoiceSetting({ label, value, required = false, onChange, children }: ChoiceProps) {
  return (
    <Labelled label={label}>
      <select
        className={field}
        required={required}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      >
        {children}
      </select>
    </Labelled>
  );
}

export function CheckSetting({
  label,
  on,
  onChange,
}: {
  label: string;
  on: boolean;
  onChange(on: boolean): void;
}) {
  return (
    <label className="flex min-h-9 items-center gap-2 text-sm">
      <input
        type="checkbox"
        className="size-4 accent-accent"
        checked={on}
        onChange={({ target }) => onChange(target.checked)}
      />
      {label}
    </label>
  );
}

/** `a, b，c` as typed. */
export const listOf = (text: string): string[] =>
  text
    .split(/[,，]/)
    .map((part) => part.trim())
    .filter(Boolean);
