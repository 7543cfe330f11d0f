/** One of the choices of a select; `depth` is how deep it lies below the ones before it. */
export interface SelectOption {
  value: string;
  label: string;
  depth?: number;
}

/** The choices of a select, and what no choice means where one may choose none. */
export function SelectOptions({
  none,
  options,
}: {
  none?: string | undefined;
  options: readonly SelectOption[];
}) {
  return (
    <>
      {none !== undefined && <option value="">{none}</option>}
      {options.map(({ value, label, depth = 0 }) => (
        <option key={value} value={value}>
          {'\u3000'.repeat(depth)}
          {label}
        </option>
      ))}
    </>
  );
}
