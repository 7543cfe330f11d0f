import type { TFunction } from 'i18next';
import type { SupervisionOrder } from '#contract/dispatch.ts';

/** Why a 督办单 was written: the limit that was over, or what a person gave as their reason. */
export const reasonInWords = (
  { phase, reason }: Pick<SupervisionOrder, 'phase' | 'reason'>,
  t: TFunction,
): string => (phase === null ? reason : t('dispatch.order.overdue', { phase: t(`dispatch.phase.${phase}`) }));
