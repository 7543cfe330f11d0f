import { useState } from 'react';
import { toast } from 'sonner';
import type { Account, ChangeAccount } from '#contract/account.ts';
import { Panel } from '../platform/interface/panel.tsx';
import { ProblemLine } from '../platform/interface/problem-line.tsx';
import { useSession } from '../platform/session-state.ts';
import { useWords } from '../platform/words/use-words.ts';
import { PanelFrame } from './panel-frame.tsx';
import { PersonActs } from './person-acts.tsx';
import { PersonForm } from './person-form.tsx';
import { PersonSessions } from './person-sessions.tsx';
import { useChangeAccount } from './use-people.ts';

/** One person: what they do, how their account stands, and what the one who looks may change of it. */
export function PersonPanel({ account, onClose }: { account: Account; onClose(): void }) {
  const { t } = useWords();
  const user = useSession(({ user }) => user);
  const isOwn = user?.id === account.id;
  return (
    <PanelFrame
      title={account.name}
      note={`${account.username} · ${t(`session.role.${account.role}`)}`}
      onClose={onClose}
    >
      <ul className="space-y-1 px-4 pt-3 text-sm text-soft">
        <li>{t(`administration.person.states.${account.state}`)}</li>
        <li>
          {t('administration.person.secondFactor')} ·{' '}
          {t(`administration.person.factors.${account.secondFactor}`)}
        </li>
        <li>{t('administration.person.openSessions', { count: account.openSessions })}</li>
        {account.mustChangePassword && <li>{t('administration.person.mustChangePassword')}</li>}
        {isOwn && <li className="text-amber">{t('administration.person.own')}</li>}
      </ul>
      {user?.role === 'admin' && <Work account={account} isOwn={isOwn} />}
      {!isOwn && <PersonActs account={account} />}
      {user?.role === 'security-admin' && <PersonSessions account={account} />}
    </PanelFrame>
  );
}

function Work({ account, isOwn }: { account: Account; isOwn: boolean }) {
  const { t } = useWords();
  const { name, phone, role, areaCode, departmentCode } = account;
  const [work, setWork] = useState<ChangeAccount>({ name, phone, role, areaCode, departmentCode });
  const change = useChangeAccount(account.id);
  return (
    <Panel title={t('administration.person.work')} className="mt-3">
      <PersonForm
        work={work}
        isOwn={isOwn}
        isPending={change.isPending}
        onChange={setWork}
        onSave={(saved) => change.mutate(saved, { onSuccess: () => toast(t('administration.saved')) })}
      />
      {change.error && <ProblemLine error={change.error} />}
    </Panel>
  );
}
