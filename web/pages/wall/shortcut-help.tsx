import { Dialog } from 'radix-ui';
import { KeyCap } from '../../platform/interface/key-cap.tsx';
import { useWords } from '../../platform/words/use-words.ts';

const rows = [
  { word: 'next', keys: ['J', '↓'] },
  { word: 'previous', keys: ['K', '↑'] },
  { word: 'accept', keys: ['A'] },
  { word: 'refuse', keys: ['F'] },
  { word: 'close', keys: ['C'] },
  { word: 'dismiss', keys: ['Esc'] },
  { word: 'home', keys: ['H'] },
  { word: 'language', keys: ['L'] },
  { word: 'help', keys: ['?'] },
] as const;

/** What the keys do. */
export function ShortcutHelp({ open, onOpenChange }: { open: boolean; onOpenChange(open: boolean): void }) {
  const { t } = useWords();
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-ground/70" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-1/2 left-1/2 z-50 w-96 max-w-[92vw] -translate-1/2 border border-line-strong bg-panel p-6 outline-none"
        >
          <Dialog.Title className="mb-4 text-lg font-medium">{t('shortcut.title')}</Dialog.Title>
          <dl className="space-y-2.5">
            {rows.map(({ word, keys }) => (
              <div key={word} className="flex items-center justify-between gap-4">
                <dt className="text-soft">{t(`shortcut.${word}`)}</dt>
                <dd className="flex gap-1.5">
                  {keys.map((key) => (
                    <KeyCap key={key}>{key}</KeyCap>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
