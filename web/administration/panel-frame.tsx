import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../platform/interface/icon-button.tsx';
import { useWords } from '../platform/words/use-words.ts';

/** What stands beside a list: its heading, and a way to put it away. */
export function PanelFrame({
  title,
  note,
  onClose,
  children,
}: {
  title: string;
  note?: string;
  onClose(): void;
  children: ReactNode;
}) {
  const { t } = useWords();
  return (
    <section aria-label={title}>
      <header className="flex items-start justify-between gap-3 border-b border-line px-4 py-3">
        <div>
          <h2 className="text-lg font-medium">{title}</h2>
          {note && <p className="text-sm text-faint">{note}</p>}
        </div>
        <IconButton icon={X} label={t('administration.close')} onClick={onClose} />
      </header>
      {children}
    </section>
  );
}
