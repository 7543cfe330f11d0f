import { Bell, BellOff, Volume2, VolumeX } from 'lucide-react';
import { Button } from '../platform/interface/button.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { useSoundChoice } from './alert-sound.ts';
import { usePush } from './use-push.ts';

/** How this browser calls one: by sound, and when the page is closed by push. */
export function ReachMe() {
  const { t } = useWords();
  const sound = useSoundChoice();
  const push = usePush();
  return (
    <div className="flex items-center gap-1 max-md:hidden">
      <Button look="quiet" aria-pressed={sound.on} onClick={sound.switch}>
        {sound.on ? <Volume2 className="size-4" /> : <VolumeX className="size-4" />}
        {t(sound.on ? 'alertDesk.sound.on' : 'alertDesk.sound.off')}
      </Button>
      {push.state === 'on' && (
        <Button look="quiet" onClick={() => void push.stop()}>
          <Bell className="size-4" />
          {t('alertDesk.push.off')}
        </Button>
      )}
      {push.state === 'off' && (
        <Button look="quiet" onClick={() => void push.start()}>
          <BellOff className="size-4" />
          {t('alertDesk.push.ask')}
        </Button>
      )}
      {(push.state === 'denied' || push.state === 'unable') && (
        <span className="px-3 text-sm text-faint">{t(`alertDesk.push.${push.state}`)}</span>
      )}
    </div>
  );
}
