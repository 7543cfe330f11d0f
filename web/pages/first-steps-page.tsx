import { Button } from '../platform/interface/button.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { FirstSteps } from '../session/first-steps.tsx';
import { useSignOut } from '../session/use-sign-out.ts';
import { DoorFrame } from './door-frame.tsx';

/** Behind the door, for whoever has to do something before anything else. */
export function FirstStepsPage() {
  const { t } = useWords();
  const signOut = useSignOut();
  return (
    <DoorFrame
      foot={
        <Button look="quiet" onClick={() => signOut.mutate()} className="px-0! text-faint">
          {t('nav.signOut')}
        </Button>
      }
    >
      <FirstSteps />
    </DoorFrame>
  );
}
