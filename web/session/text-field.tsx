export const fieldLook =
  'block h-11 w-full rounded-md border border-line-strong bg-ground/70 px-3 text-base text-ink outline-offset-0 placeholder:text-faint focus:border-accent';

interface TextFieldProps {
  name: string;
  label: string;
  value: string;
  autoComplete: string;
  autoFocus?: boolean;
  inputMode?: 'text' | 'numeric' | 'tel';
  onChange(value: string): void;
}

/** A line of text with its label. */
export function TextField({ name, label, onChange, ...rest }: TextFieldProps) {
  return (
    <div>
      <label htmlFor={name} className="mb-1.5 block text-sm text-soft">
        {label}
      </label>
      <input
        id={name}
        name={name}
        type="text"
        spellCheck={false}
        autoCapitalize="none"
        onChange={(event) => onChange(event.target.value)}
        className={fieldLook}
        {...rest}
      />
    </div>
  );
}
