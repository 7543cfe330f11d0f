import { Ellipsis } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { CaseStepName } from '#contract/case-machine.ts';
import { Button } from '../platform/interface/button.tsx';
import { useWords } from '../platform/words/use-words.ts';

/** The steps that are taken seldom, behind one button. */
export function MoreSteps({
  steps,
  disabled,
  onAsk,
}: {
  steps: readonly CaseStepName[];
  disabled: boolean;
  onAsk(step: CaseStepName): void;
}) {
  const { t } = useWords();
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger asChild>
        <Button className="min-h-10" disabled={disabled} aria-label={t('case.step.more')}>
          <Ellipsis className="size-4" aria-hidden="true" />
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={6}
          className="z-50 min-w-44 border border-line-strong bg-panel py-1.5 text-sm"
        >
          {steps.map((step) => (
            <DropdownMenu.Item
              key={step}
              onSelect={() => onAsk(step)}
              className="flex min-h-9 cursor-pointer items-center px-4 text-soft outline-none data-[highlighted]:bg-pressed data-[highlighted]:text-ink"
            >
              {t(`case.step.${step}`)}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
