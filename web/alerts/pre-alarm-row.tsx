import type { PreAlarm } from '#contract/wall-events.ts';
import { Elapsed } from '../platform/interface/elapsed.tsx';
import { SceneIcon } from '../platform/interface/scene-icon.tsx';
import { useWords } from '../platform/words/use-words.ts';

interface PreAlarmRowProps {
  alarm: PreAlarm;
  cameraName: string;
  onChoose(cameraCode: string): void;
}

/** Something that may become a case: amber, with how long it has been watched. */
export function PreAlarmRow({ alarm, cameraName, onChoose }: PreAlarmRowProps) {
  const { t } = useWords();
  return (
    <li className="animate-appear">
      <button
        type="button"
        onClick={() => onChoose(alarm.cameraCode)}
        className="grid w-full grid-cols-[auto_1fr] gap-x-1.5 border-l-[3px] border-amber bg-amber-deep/40 py-2 pr-4 pl-3 text-left hover:bg-amber-deep/70"
      >
        <SceneIcon scene={alarm.scene} className="size-5 text-amber" />
        <span className="flex items-baseline justify-between gap-3 text-sm">
          <span className="truncate font-medium">
            <span className="text-amber">{t('alert.preAlarm')}</span> {t(`case.scene.${alarm.scene}`)}
          </span>
          <span className="figure shrink-0 text-soft">
            <Elapsed since={alarm.startedAt} />
          </span>
        </span>
        <span className="col-start-2 truncate text-sm text-soft">{cameraName}</span>
      </button>
    </li>
  );
}
