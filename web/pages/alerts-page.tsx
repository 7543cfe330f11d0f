import clsx from 'clsx';
import { Tabs } from 'radix-ui';
import { AlertDesk } from '../alerts-desk/alert-desk.tsx';
import { ChannelSettings } from '../alerts-desk/channel-settings.tsx';
import { DeadLetters } from '../alerts-desk/dead-letters.tsx';
import { ReachMe } from '../alerts-desk/reach-me.tsx';
import { RuleSettings } from '../alerts-desk/rule-settings.tsx';
import { useSession } from '../platform/session-state.ts';
import { useWords } from '../platform/words/use-words.ts';
import { PageFrame } from './page-frame.tsx';

const lookers: readonly string[] = ['admin', 'operator', 'dispatcher', 'leader', 'supervisor'];
const tabs = ['alerts', 'rules', 'channels', 'dead'] as const;

/** Alerts that somebody must answer; and, for whoever minds them, how they come about and reach people. */
export function AlertsPage() {
  const { t } = useWords();
  const role = useSession((session) => session.user?.role);
  const shown = role && lookers.includes(role) ? tabs : tabs.slice(0, 1);
  return (
    <PageFrame title={t('alertDesk.title')}>
      <Tabs.Root defaultValue="alerts" className="flex h-full flex-col">
        <div className="flex items-center justify-between border-b border-line bg-panel px-2">
          <Tabs.List className="flex overflow-x-auto">
            {shown.map((tab) => (
              <Tabs.Trigger
                key={tab}
                value={tab}
                className={clsx(
                  'min-h-11 border-b-2 border-transparent px-4 text-sm whitespace-nowrap text-soft hover:text-ink',
                  'data-[state=active]:border-accent data-[state=active]:text-ink',
                )}
              >
                {t(`alertDesk.tabs.${tab}`)}
              </Tabs.Trigger>
            ))}
          </Tabs.List>
          <ReachMe />
        </div>
        <Tabs.Content value="alerts" className="min-h-0 flex-1">
          <AlertDesk />
        </Tabs.Content>
        <Tabs.Content value="rules" className="min-h-0 flex-1 overflow-y-auto">
          <RuleSettings />
        </Tabs.Content>
        <Tabs.Content value="channels" className="min-h-0 flex-1 overflow-y-auto">
          <ChannelSettings />
        </Tabs.Content>
        <Tabs.Content value="dead" className="min-h-0 flex-1 overflow-y-auto">
          <DeadLetters />
        </Tabs.Content>
      </Tabs.Root>
    </PageFrame>
  );
}
