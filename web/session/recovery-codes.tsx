import { Copy } from 'lucide-react';
import { toast } from 'sonner';
import { Button } from '../platform/interface/button.tsx';
import { useWords } from '../platform/words/use-words.ts';

/** The codes for a lost phone, shown this once. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept(): void }) {
  const { t } = useWords();
  const copy = async () => {
    await navigator.clipboard.writeText(codes.join('\n'));
    toast(t('account.factor.copied'));
  };
  return (
    <div className="space-y-4">
      <h3 className="text-base font-medium">{t('account.factor.codesTitle')}</h3>
      <p className="text-sm text-soft">{t('account.factor.codesWhy')}</p>
      <ul className="grid grid-cols-2 gap-x-6 gap-y-1.5 border-y border-line py-3 font-mono text-sm">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex gap-2">
        <Button look="accent" onClick={onKept} className="flex-1">
          {t('account.factor.kept')}
        </Button>
        {/* without HTTPS a browser has no clipboard */}
        {window.isSecureContext && (
          <Button onClick={() => void copy()}>
            <Copy className="size-4" aria-hidden="true" />
            {t('account.factor.copy')}
          </Button>
        )}
      </div>
    </div>
  );
}
