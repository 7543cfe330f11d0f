import { useState } from 'react';
import type { EscalationLevel } from '#contract/dispatch.ts';
import type { Role } from '#contract/session.ts';
import { Button } from '../platform/interface/button.tsx';
import { ProblemLine } from '../platform/interface/problem-line.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { Check, Input } from './fields.tsx';
import { useDispatchQuery } from './use-dispatch-query.ts';
import { useDispatchSave } from './use-dispatch-save.ts';

/** 升级规则: after how long a late case climbs from each level, and who hears of it. */
export function EscalationBoard({ mayChange }: { mayChange: boolean }) {
  const { t } = useWords();
  const { data, error, refetch, dataUpdatedAt } = useDispatchQuery('escalation');
  return (
    <div className="mx-auto max-w-5xl px-4 py-4">
      {error && <ProblemLine error={error} onRetry={() => void refetch()} />}
      <p className="mb-4 text-sm text-faint">{t('dispatch.escalation.hint')}</p>
      {data && <Levels key={dataUpdatedAt} kept={data.items} mayChange={mayChange} />}
    </div>
  );
}

/** Who may get copies. */
const copied: readonly Role[] = ['operator', 'dispatcher', 'leader', 'supervisor', 'street', 'community'];

function Levels({ kept, mayChange }: { kept: readonly EscalationLevel[]; mayChange: boolean }) {
  const { t } = useWords();
  const [levels, setLevels] = useState(kept);
  const save = useDispatchSave('saveEscalation');
  const disabled = !mayChange || save.isPending;
  const set = (level: EscalationLevel, part: Partial<EscalationLevel>) =>
    setLevels((now) => now.map((each) => (each === level ? { ...each, ...part } : each)));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ body: { items: [...levels] } });
      }}
    >
      <ol>
        {levels.map((level) => (
          <li
            key={level.level}
            className="grid grid-cols-[10rem_12rem_1fr] items-center gap-x-6 gap-y-1 border-b border-line py-3 max-md:grid-cols-1"
          >
            <span className="font-medium">{t(`case.step.level.${level.level}`)}</span>
            <span className="flex items-center gap-2 text-sm text-soft">
              <Input
                type="number"
                min={0}
                className="w-20!"
                disabled={disabled}
                aria-label={t('dispatch.escalation.grace')}
                value={level.graceMinutes}
                onChange={({ target }) => set(level, { graceMinutes: Number(target.value) })}
              />
              {t('dispatch.unit.minutes')}
            </span>
            <div className="flex flex-wrap gap-x-5">
              <Check
                label={t('dispatch.escalation.supervised')}
                disabled={disabled}
                checked={level.supervised}
                onChange={({ target }) => set(level, { supervised: target.checked })}
              />
              {level.supervised && (
                <fieldset className="flex flex-wrap items-center gap-x-4 text-soft">
                  <legend className="sr-only">{t('dispatch.escalation.copies')}</legend>
                  <span aria-hidden="true" className="text-sm text-faint">
                    {t('dispatch.escalation.copies')}
                  </span>
                  {copied.map((role) => (
                    <Check
                      key={role}
                      label={t(`session.role.${role}`)}
                      disabled={disabled}
                      checked={level.copiedRoles.includes(role)}
                      onChange={({ target }) =>
                        set(level, {
                          copiedRoles: target.checked
                            ? [...level.copiedRoles, role]
                            : level.copiedRoles.filter((each) => each !== role),
                        })
                      }
                    />
                  ))}
                </fieldset>
              )}
            </div>
          </li>
        ))}
      </ol>
      {mayChange && (
        <Button type="submit" look="accent" className="mt-4" disabled={disabled || levels === kept}>
          {t('dispatch.type.save')}
        </Button>
      )}
    </form>
  );
}
