import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CreateDepartment } from '#contract/account.ts';
import { call } from '../platform/api/call.ts';

/** Departments with those that were retired. */
export const useManagedDepartments = () =>
  useQuery({
    queryKey: ['managed-departments'],
    queryFn: ({ signal }) => call('managedDepartments', { signal }),
  });

/** A change; the lists are read anew, also those that cases are dispatched by. */
const useChange = <Input, Output>(work: (input: Input) => Promise<Output>) => {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: work,
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ['managed-departments'] }),
        queryClient.invalidateQueries({ queryKey: ['departments'] }),
      ]),
  });
};

export const useCreateDepartment = () =>
  useChange((body: CreateDepartment) => call('createDepartment', { body }));
export const useRenameDepartment = () =>
  useChange(({ code, ...body }: CreateDepartment) => call('changeDepartment', { params: { code }, body }));
export const useRetireDepartment = () =>
  useChange(({ code, isRetired }: { code: string; isRetired: boolean }) =>
    call(isRetired ? 'restoreDepartment' : 'retireDepartment', { params: { code } }),
  );
