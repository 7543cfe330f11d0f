import { Button } from '../platform/interface/button.tsx';
import { useWords } from '../platform/words/use-words.ts';

/** Save, leave it, or do away with it. */
export function FormButtons({
  busy,
  onCancel,
  onRemove,
}: {
  busy: boolean;
  onCancel(): void;
  onRemove?(): void;
}) {
  const { t } = useWords();
  return (
    <div className="flex gap-2 pt-1">
      <Button type="submit" look="accent" disabled={busy}>
        {t('alertDesk.settings.save')}
      </Button>
      <Button onClick={onCancel}>{t('alertDesk.settings.cancel')}</Button>
      {onRemove && (
        <Button look="quiet" className="ml-auto" disabled={busy} onClick={onRemove}>
          {t('alertDesk.settings.remove')}
        </Button>
      )}
    </div>
  );
}
