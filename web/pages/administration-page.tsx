import clsx from 'clsx';
import { Link, Navigate, useParams } from 'react-router';
import type { Role } from '#contract/session.ts';
import { Audit } from '../administration/audit.tsx';
import { Departments } from '../administration/departments.tsx';
import { People } from '../administration/people.tsx';
import { useSession } from '../platform/session-state.ts';
import { useWords } from '../platform/words/use-words.ts';
import { OwnAccount } from '../session/own-account.tsx';
import { PageFrame } from './page-frame.tsx';

const tabs = {
  people: { roles: ['admin', 'security-admin'], page: <People /> },
  departments: { roles: ['admin'], page: <Departments /> },
  audit: { roles: ['audit-admin'], page: <Audit /> },
  account: { roles: null, page: <OwnAccount /> },
} as const satisfies Record<string, { roles: readonly Role[] | null; page: React.ReactNode }>;
type Tab = keyof typeof tabs;

const mayOpen = (tab: Tab, role: Role): boolean =>
  tabs[tab].roles === null || (tabs[tab].roles as readonly Role[]).includes(role);

/** The administrators’ home: to each what is theirs; everybody finds their own account here. */
export function AdministrationPage() {
  const { t } = useWords();
  const role = useSession(({ user }) => user?.role);
  const { tab } = useParams();
  if (!role) return null;
  const open = (Object.keys(tabs) as Tab[]).filter((each) => mayOpen(each, role));
  const current = open.find((each) => each === tab);
  if (!current) return <Navigate to={`/administration/${open[0]}`} replace />;
  return (
    <PageFrame title={t(open.length > 1 ? 'administration.title' : 'account.title')}>
      <div className="flex h-full flex-col">
        {open.length > 1 && (
          <nav className="flex gap-1 border-b border-line bg-panel px-4">
            {open.map((each) => (
              <Link
                key={each}
                to={`/administration/${each}`}
                aria-current={each === current ? 'page' : undefined}
                className={clsx(
                  '-mb-px border-b-2 px-3 py-2.5 text-sm',
                  each === current ? 'border-accent text-ink' : 'border-transparent text-soft hover:text-ink',
                )}
              >
                {t(`administration.tab.${each}`)}
              </Link>
            ))}
          </nav>
        )}
        <div className="min-h-0 flex-1 overflow-y-auto">{tabs[current].page}</div>
      </div>
    </PageFrame>
  );
}
