import { create } from 'zustand';
import type { SessionUser } from '#contract/session.ts';

/** `asking` until the server said who we are; `expired` keeps the page behind the login as it was. */
export type SessionStatus = 'asking' | 'signed-out' | 'signed-in' | 'expired';

interface SessionState {
  status: SessionStatus;
  user: SessionUser | null;
  enter(user: SessionUser): void;
  leave(): void;
  expire(): void;
}

/** Who sits before the wall. */
export const useSession = create<SessionState>((set) => ({
  status: 'asking',
  user: null,
  enter: (user) => set({ status: 'signed-in', user }),
  leave: () => set({ status: 'signed-out', user: null }),
  expire: () => set(({ status }) => ({ status: status === 'signed-in' ? 'expired' : 'signed-out' })),
}));
