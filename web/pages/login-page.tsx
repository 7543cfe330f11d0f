import { LoginForm } from '../session/login-form.tsx';
import { DoorFrame } from './door-frame.tsx';

/** The door. */
export function LoginPage() {
  return (
    <DoorFrame>
      <LoginForm />
    </DoorFrame>
  );
}
