import clsx from 'clsx';
import type { ReactNode } from 'react';

/** The heading of a column. */
export const TableHead = ({ children, className }: { children: ReactNode; className?: string }) => (
  <th className={clsx('py-2 pr-4 font-medium first:pl-4', className)}>{children}</th>
);
