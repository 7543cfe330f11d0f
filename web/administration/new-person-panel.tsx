import { useState } from 'react';
import type { ChangeAccount } from '#contract/account.ts';
import { ProblemLine } from '../platform/interface/problem-line.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { Line } from './fields.tsx';
import { OneTimePassword } from './one-time-password.tsx';
import { PanelFrame } from './panel-frame.tsx';
import { PersonForm } from './person-form.tsx';
import { useCreateAccount } from './use-people.ts';

const nobody: ChangeAccount = {
  name: '',
  phone: null,
  role: 'grid',
  areaCode: null,
  departmentCode: null,
};

/** A new account; its one-time password is shown when it is made. */
export function NewPersonPanel({ onClose }: { onClose(): void }) {
  const { t } = useWords();
  const [username, setUsername] = useState('');
  const [work, setWork] = useState(nobody);
  const create = useCreateAccount();
  const made = create.data;
  return (
    <PanelFrame title={t('administration.person.add')} onClose={onClose}>
      <div className="space-y-3 p-4">
        {made ? (
          <>
            <p className="text-base">
              {made.account.name} · {t(`session.role.${made.account.role}`)}
            </p>
            {made.oneTimePassword ? (
              <OneTimePassword username={made.account.username} password={made.oneTimePassword} />
            ) : (
              <p className="border-l-2 border-amber pl-3 text-sm text-soft">
                {t('administration.person.administratorHint')}
              </p>
            )}
          </>
        ) : (
          <>
            <Line
              label={t('administration.person.username')}
              value={username}
              required
              onChange={setUsername}
            />
            <PersonForm
              work={work}
              isPending={create.isPending || username.trim() === ''}
              onChange={setWork}
              onSave={(saved) => create.mutate({ ...saved, username: username.trim() })}
            />
            {create.error && <ProblemLine error={create.error} />}
          </>
        )}
      </div>
    </PanelFrame>
  );
}
