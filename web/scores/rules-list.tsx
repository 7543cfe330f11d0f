import { useState } from 'react';
import type { ScoreRule } from '#contract/score.ts';
import { Button } from '../platform/interface/button.tsx';
import { ProblemLine } from '../platform/interface/problem-line.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { useChangeRule } from './use-change-rule.ts';

/** The rules that scores come from; who may changes them here. */
export function RulesList({ rules, mayChange }: { rules: readonly ScoreRule[]; mayChange: boolean }) {
  const { t } = useWords();
  const change = useChangeRule();
  return (
    <div className="text-sm">
      <p className="mb-2 text-faint">{t('scores.formula')}</p>
      {change.error && <ProblemLine error={change.error} />}
      <ul>
        {rules.map((rule) => (
          <RuleRow
            key={`${rule.code} ${rule.points} ${rule.limitMinutes} ${rule.enabled}`}
            rule={rule}
            mayChange={mayChange}
            onChange={(next) => change.mutate(next)}
          />
        ))}
      </ul>
    </div>
  );
}

function RuleRow({
  rule,
  mayChange,
  onChange,
}: {
  rule: ScoreRule;
  mayChange: boolean;
  onChange(rule: ScoreRule): void;
}) {
  const { t } = useWords();
  const [points, setPoints] = useState(String(rule.points));
  const [minutes, setMinutes] = useState(String(rule.limitMinutes ?? ''));
  const changed = { ...rule, points: Number(points), limitMinutes: rule.limitMinutes && Number(minutes) };
  const isChanged = changed.points !== rule.points || changed.limitMinutes !== rule.limitMinutes;
  const name = t(`scores.rule.${rule.code}`);
  const field = 'figure h-8 w-20 rounded-md border border-line-strong bg-ground px-2 text-right text-ink';
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line py-1.5">
      <label className="flex min-w-40 flex-1 items-center gap-2">
        <input
          type="checkbox"
          checked={rule.enabled}
          disabled={!mayChange}
          onChange={(event) => onChange({ ...rule, enabled: event.target.checked })}
          className="accent-accent"
        />
        {name}
      </label>
      {rule.limitMinutes !== null && (
        <span className="flex items-center gap-1.5 text-faint">
          <input
            type="number"
            min={1}
            aria-label={`${name}: ${t('scores.minutes')}`}
            value={minutes}
            disabled={!mayChange}
            onChange={(event) => setMinutes(event.target.value)}
            className={field}
          />
          {t('scores.minutes')}
        </span>
      )}
      <input
        type="number"
        step={0.1}
        aria-label={`${name}: ${t('scores.points')}`}
        value={points}
        disabled={!mayChange}
        onChange={(event) => setPoints(event.target.value)}
        className={field}
      />
      {isChanged && (
        <Button look="accent" onClick={() => onChange(changed)}>
          {t('find.keep')}
        </Button>
      )}
    </li>
  );
}
