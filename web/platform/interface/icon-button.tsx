import type { LucideIcon } from 'lucide-react';
import type { ButtonHTMLAttributes, Ref } from 'react';
import { Button } from './button.tsx';

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  icon: LucideIcon;
  label: string;
  ref?: Ref<HTMLButtonElement>;
}

/** A button that shows a sign and says its name to those who cannot see it. */
export function IconButton({ icon: Icon, label, className = '', ...rest }: IconButtonProps) {
  return (
    <Button look="quiet" aria-label={label} title={label} className={`min-w-9 px-0! ${className}`} {...rest}>
      <Icon className="size-[1.125rem]" strokeWidth={1.75} aria-hidden="true" />
    </Button>
  );
}
