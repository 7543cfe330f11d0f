import { Printer } from 'lucide-react';
import { useNavigate, useParams } from 'react-router';
import { CaseSheet } from '../case-sheet/case-sheet.tsx';
import { CasePanel } from '../cases/case-panel.tsx';
import { useCase } from '../cases/use-case.ts';
import { Button } from '../platform/interface/button.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { PageFrame } from './page-frame.tsx';

/** One case on a page of its own, to be linked to and to be printed. */
export function CasePage() {
  const { id = '' } = useParams();
  const { t } = useWords();
  const { data } = useCase(id);
  const navigate = useNavigate();
  return (
    <PageFrame title={data ? `${t('case.one')} ${data.number}` : t('case.one')}>
      <div className="mx-auto flex max-w-6xl flex-col border-x border-line bg-panel print:hidden">
        {data && (
          <Button look="quiet" className="self-end" onClick={() => window.print()}>
            <Printer className="size-4" aria-hidden="true" />
            {t('sheet.print')}
          </Button>
        )}
        <CasePanel id={id} known={undefined} requestedStep={null} onClose={() => void navigate('/')} />
      </div>
      {data && <CaseSheet item={data} />}
    </PageFrame>
  );
}
