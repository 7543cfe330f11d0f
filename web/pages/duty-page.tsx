import { useEmergency } from '../alerts-desk/use-emergency.ts';
import { DutyDesk } from '../duty/duty-desk.tsx';
import { useRosters } from '../duty/use-rosters.ts';
import { ProblemLine } from '../platform/interface/problem-line.tsx';
import { useWallStore } from '../platform/live/wall-store.ts';
import { useWords } from '../platform/words/use-words.ts';
import { PageFrame } from './page-frame.tsx';

/** Who is on duty when, what changes it, and the emergency switch. */
export function DutyPage() {
  const { t } = useWords();
  const { data: rosters, error, refetch } = useRosters();
  const { data: emergency } = useEmergency();
  const timeZone = useWallStore((store) => store.district?.timeZone);
  return (
    <PageFrame title={t('duty.title')}>
      {error && <ProblemLine error={error} onRetry={() => void refetch()} />}
      {rosters && timeZone && <DutyDesk rosters={rosters} emergency={emergency} timeZone={timeZone} />}
    </PageFrame>
  );
}
