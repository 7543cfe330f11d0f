import clsx from 'clsx';

/** One figure with its name beneath. */
export function HealthFigure({
  name,
  value,
  troubled = false,
}: {
  name: string;
  value: number | string;
  troubled?: boolean;
}) {
  return (
    <div className="flex flex-col">
      <span className={clsx('figure text-2xl leading-tight font-medium', troubled && 'text-amber')}>
        {value}
      </span>
      <span className="text-xs text-faint">{name}</span>
    </div>
  );
}
