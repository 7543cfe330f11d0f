import { Undo2 } from 'lucide-react';
import type { CameraTune } from '#contract/feedback.ts';
import { useUndoTune } from '../live/use-undo-tune.ts';
import { useWords } from '../words/use-words.ts';
import { Button } from './button.tsx';

interface TuneRowProps {
  tune: CameraTune;
  /** Said of a zone: at its case it is “here”, at its camera one of several. */
  zoneName: string;
}

/** One thing that was set on a camera, with the way to take it back. */
export function TuneRow({ tune, zoneName }: TuneRowProps) {
  const { t } = useWords();
  const undo = useUndoTune();
  return (
    <li className="flex items-center justify-between gap-3 text-sm">
      <span className="min-w-0 truncate">
        <span className="text-accent">
          {tune.score === null ? zoneName : t('feedback.scoreSet', { score: Math.round(tune.score * 100) })}
        </span>
        {tune.actorName && <span className="ml-2 text-faint">{tune.actorName}</span>}
      </span>
      <Button look="quiet" disabled={undo.isPending} onClick={() => undo.mutate(tune)} className="-mr-3">
        <Undo2 className="size-3.5" aria-hidden="true" />
        {t('feedback.undo')}
      </Button>
    </li>
  );
}
