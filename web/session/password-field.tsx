import { Eye, EyeOff } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { IconButton } from '../platform/interface/icon-button.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { fieldLook } from './text-field.tsx';

/** A password that can be looked at, and that says when Caps Lock spoils it. */
export function PasswordField({
  name = 'password',
  label,
  autoComplete = 'current-password',
  value,
  onChange,
  autoFocus = false,
}: {
  name?: string;
  label?: string;
  autoComplete?: 'current-password' | 'new-password';
  value: string;
  onChange(value: string): void;
  autoFocus?: boolean;
}) {
  const { t } = useWords();
  const [shown, setShown] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const watchCapsLock = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'));
  return (
    <div>
      <label htmlFor={name} className="mb-1.5 block text-sm text-soft">
        {label ?? t('session.password')}
      </label>
      <div className="relative">
        <input
          id={name}
          name={name}
          type={shown ? 'text' : 'password'}
          autoComplete={autoComplete}
          value={value}
          // biome-ignore lint/a11y/noAutofocus: whose session ended types only the password again
          autoFocus={autoFocus}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={watchCapsLock}
          onKeyUp={watchCapsLock}
          className={`${fieldLook} pr-11`}
        />
        <IconButton
          icon={shown ? EyeOff : Eye}
          label={t(shown ? 'session.hidePassword' : 'session.showPassword')}
          onClick={() => setShown(!shown)}
          className="absolute top-1 right-1"
        />
      </div>
      {capsLock && <p className="mt-1.5 text-xs text-amber">{t('session.capsLock')}</p>}
    </div>
  );
}
