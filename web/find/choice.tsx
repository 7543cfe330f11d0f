import { useId } from 'react';
import { type SelectOption, SelectOptions } from '../platform/interface/select-options.tsx';

interface ChoiceProps {
  label: string;
  /** What no choice means; left out where one must be chosen. */
  all?: string;
  value: string | undefined;
  options: readonly SelectOption[];
  onChange(value: string): void;
}

/** One of many, or all of them. */
export function Choice({ label, all, value = '', options, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="eyebrow mb-1 block">
        {label}
      </label>
      <select
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="h-9 w-full min-w-0 rounded-md border border-line-strong bg-ground px-2 text-sm text-ink"
      >
        <SelectOptions none={all} options={options} />
      </select>
    </div>
  );
}
