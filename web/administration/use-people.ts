import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { AccountState, ChangeAccount, CreateAccount, NewPassword } from '#contract/account.ts';
import type { Role } from '#contract/session.ts';
import { call } from '../platform/api/call.ts';

/** What the list of people is narrowed to. */
export interface PeopleFilter {
  text?: string | undefined;
  role?: Role | undefined;
  state?: AccountState | undefined;
}

/** People, page by page. */
export const usePeople = (filter: PeopleFilter) =>
  useInfiniteQuery({
    queryKey: ['accounts', filter],
    queryFn: ({ signal, pageParam }) =>
      call('accounts', { query: { ...filter, ...(pageParam ? { after: pageParam } : {}) }, signal }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });

/** Areas and grids; they change so rarely that one reading serves the session. */
export const usePlaces = () =>
  useQuery({
    queryKey: ['places'],
    queryFn: ({ signal }) => call('places', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const useSessionsOf = (id: string) =>
  useQuery({
    queryKey: ['accounts', 'sessions', id],
    queryFn: ({ signal }) => call('accountSessions', { params: { id }, signal }),
  });

/** A change of an account; the lists are read anew, whatever came of it. */
const useChange = <Input, Output>(work: (input: Input) => Promise<Output>) => {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: work,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['accounts'] }),
  });
};

export const useCreateAccount = () => useChange((body: CreateAccount) => call('createAccount', { body }));
export const useChangeAccount = (id: string) =>
  useChange((body: ChangeAccount) => call('changeAccount', { params: { id }, body }));

/** What is done with an account in one press. */
export type AccountAct =
  | 'disableAccount'
  | 'enableAccount'
  | 'lockAccount'
  | 'unlockAccount'
  | 'resetSecondFactor'
  | 'endAccountSessions';
export const useAccountAct = (id: string) =>
  useChange(async (act: AccountAct): Promise<void> => {
    await call(act, { params: { id } });
  });
export const useResetPassword = (id: string) =>
  useChange<void, NewPassword>(() => call('resetPassword', { params: { id } }));
export const useEndSessionOf = (id: string) =>
  useChange((sessionId: string) => call('endAccountSession', { params: { id, sessionId } }));
