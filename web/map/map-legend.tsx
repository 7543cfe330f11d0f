import { useWords } from '../platform/words/use-words.ts';
import { cameraColour, gridLoadSteps, type PinShape, pinShapes, stageColour } from './map-colours.ts';
import { pinOutline, pinSign } from './pin-path.ts';

const stages = ['new', 'working', 'finishing'] as const;
const stageWord = { new: 'map.unacknowledged', working: 'map.working', finishing: 'map.finishing' } as const;
const cameraStates = ['up', 'degraded', 'down'] as const;

/** What the map's signs and colours mean. */
export function MapLegend() {
  const { t } = useWords();
  return (
    <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-2.5 text-xs text-soft">
      <dt className="text-faint">{t('map.caseType')}</dt>
      <dd className="flex flex-wrap gap-x-3.5 gap-y-1">
        {pinShapes.map((shape) => (
          <span key={shape} className="flex items-center gap-1">
            <Sign shape={shape} />
            {shape === 'other' ? t('map.other') : t(`case.sceneShort.${shape}`)}
          </span>
        ))}
      </dd>
      <dt className="text-faint">{t('map.caseState')}</dt>
      <dd className="flex flex-wrap gap-x-3.5 gap-y-1">
        {stages.map((stage) => (
          <span key={stage} className="flex items-center gap-1.5">
            <svg viewBox="0 0 24 32" className="h-4 w-3" aria-hidden="true">
              <path
                d={pinOutline}
                fill={stage === 'new' ? stageColour[stage] : 'none'}
                stroke={stageColour[stage]}
                strokeWidth="3"
              />
            </svg>
            {t(stageWord[stage])}
          </span>
        ))}
      </dd>
      <dt className="text-faint">{t('map.gridLoad')}</dt>
      <dd className="flex gap-3">
        {gridLoadSteps.slice(1).map(({ from, colour, opacity }) => (
          <span key={from} className="figure flex items-center gap-1.5">
            <span
              className="size-3 border border-line-strong"
              style={{ backgroundColor: `color-mix(in srgb, ${colour} ${opacity * 160}%, transparent)` }}
            />
            ≥ {from}
          </span>
        ))}
      </dd>
      <dt className="text-faint">{t('map.camera')}</dt>
      <dd className="flex gap-3.5">
        {cameraStates.map((state) => (
          <span key={state} className="flex items-center gap-1.5">
            <span className="size-2 rounded-full border-2" style={{ borderColor: cameraColour[state] }} />
            {t(`camera.state.${state}`)}
          </span>
        ))}
      </dd>
    </dl>
  );
}

const Sign = ({ shape }: { shape: PinShape }) => (
  <svg
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth="2"
    strokeLinecap="round"
    strokeLinejoin="round"
    className="size-4"
    aria-hidden="true"
  >
    <path d={pinSign[shape]} />
  </svg>
);
