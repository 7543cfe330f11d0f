import { type FormEvent, useState } from 'react';
import type { CreateDepartment, ManagedDepartment } from '#contract/account.ts';
import { Button } from '../platform/interface/button.tsx';
import { Panel } from '../platform/interface/panel.tsx';
import { ProblemLine } from '../platform/interface/problem-line.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { DepartmentsTable } from './departments-table.tsx';
import { Line } from './fields.tsx';
import {
  useCreateDepartment,
  useManagedDepartments,
  useRenameDepartment,
} from './use-managed-departments.ts';

const none: CreateDepartment = { code: '', name: '', nameEn: '' };

/** Whom cases are sent to: added, named anew, retired. */
export function Departments() {
  const { data, error, refetch } = useManagedDepartments();
  const [renamed, setRenamed] = useState<ManagedDepartment | null>(null);
  return (
    <div className="mx-auto grid max-w-6xl grid-cols-[3fr_20rem] gap-x-8 py-2 max-lg:grid-cols-1">
      <div className="min-w-0 py-2">
        {error && <ProblemLine error={error} onRetry={() => void refetch()} />}
        {data && <DepartmentsTable departments={data.items} onRename={setRenamed} />}
      </div>
      <DepartmentForm key={renamed?.code ?? 'new'} renamed={renamed} onDone={() => setRenamed(null)} />
    </div>
  );
}

function DepartmentForm({ renamed, onDone }: { renamed: ManagedDepartment | null; onDone(): void }) {
  const { t } = useWords();
  const [department, setDepartment] = useState<CreateDepartment>(renamed ?? none);
  const create = useCreateDepartment();
  const rename = useRenameDepartment();
  const { code, name, nameEn } = department;
  const done = () => {
    setDepartment(none);
    onDone();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    (renamed ? rename : create).mutate({ code, name, nameEn }, { onSuccess: done });
  };
  const error = create.error ?? rename.error;
  return (
    <Panel
      title={
        renamed
          ? `${t('administration.department.rename')} · ${renamed.name}`
          : t('administration.department.add')
      }
      className="lg:border-t-0"
    >
      <form onSubmit={submit} className="space-y-3">
        {!renamed && (
          <Line
            label={t('administration.department.code')}
            hint={t('administration.department.codeHint')}
            value={code}
            required
            onChange={(value) => setDepartment({ ...department, code: value })}
          />
        )}
        <Line
          label={t('administration.department.name')}
          value={name}
          required
          onChange={(value) => setDepartment({ ...department, name: value })}
        />
        <Line
          label={t('administration.department.nameEn')}
          value={nameEn}
          required
          onChange={(value) => setDepartment({ ...department, nameEn: value })}
        />
        {error && <ProblemLine error={error} />}
        <div className="flex gap-2">
          <Button
            type="submit"
            look="accent"
            className="flex-1"
            disabled={create.isPending || rename.isPending || !code || !name.trim() || !nameEn.trim()}
          >
            {t('administration.save')}
          </Button>
          {renamed && (
            <Button look="quiet" onClick={done}>
              {t('administration.cancel')}
            </Button>
          )}
        </div>
      </form>
    </Panel>
  );
}
