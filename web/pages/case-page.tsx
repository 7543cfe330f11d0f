import { useNavigate, useParams } from 'react-router';
import { CasePanel } from '../cases/case-panel.tsx';
import { useCase } from '../cases/use-case.ts';
import { useWords } from '../platform/words/use-words.ts';
import { PageFrame } from './page-frame.tsx';

/** One case on a page of its own, to be linked to. */
export function CasePage() {
  const { id = '' } = useParams();
  const { t } = useWords();
  const { data } = useCase(id);
  const navigate = useNavigate();
  return (
    <PageFrame title={data ? `${t('case.one')} ${data.number}` : t('case.one')}>
      <div className="mx-auto flex max-w-6xl flex-col border-x border-line bg-panel">
        <CasePanel id={id} known={undefined} requestedStep={null} onClose={() => void navigate('/')} />
      </div>
    </PageFrame>
  );
}
