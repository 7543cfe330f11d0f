import { type ReactNode, useId } from 'react';
import { type SelectOption, SelectOptions } from '../platform/interface/select-options.tsx';

const look =
  'h-9 w-full min-w-0 rounded-md border border-line-strong bg-ground px-2 text-sm text-ink placeholder:text-faint scheme-dark focus:border-accent disabled:opacity-50';

/** A field of the administration with its label. */
function Labelled({
  label,
  hint,
  children,
}: {
  label: string;
  hint?: string;
  children(id: string): ReactNode;
}) {
  const id = useId();
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="eyebrow mb-1 block">
        {label}
      </label>
      {children(id)}
      {hint && <p className="mt-1 text-xs text-faint">{hint}</p>}
    </div>
  );
}

interface LineProps {
  label: string;
  hint?: string;
  value: string;
  type?: 'text' | 'tel' | 'date' | 'search';
  placeholder?: string;
  required?: boolean;
  onChange(value: string): void;
}

/** A line of text, a number to call, a day. */
export function Line({ label, hint, value, onChange, type = 'text', ...rest }: LineProps) {
  return (
    <Labelled label={label} {...(hint ? { hint } : {})}>
      {(id) => (
        <input
          id={id}
          type={type}
          value={value}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onChange(event.target.value)}
          className={look}
          {...rest}
        />
      )}
    </Labelled>
  );
}

interface PickProps {
  label: string;
  hint?: string;
  /** What no choice means; absent where one is needed. */
  none?: string;
  value: string;
  options: readonly SelectOption[];
  disabled?: boolean;
  onChange(value: string): void;
}

/** One of many. */
export function Pick({ label, hint, none, value, options, disabled, onChange }: PickProps) {
  return (
    <Labelled label={label} {...(hint ? { hint } : {})}>
      {(id) => (
        <select
          id={id}
          value={value}
          disabled={disabled}
          onChange={(event) => onChange(event.target.value)}
          className={look}
        >
          <SelectOptions none={none} options={options} />
        </select>
      )}
    </Labelled>
  );
}
