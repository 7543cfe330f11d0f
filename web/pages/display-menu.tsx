import {
  Activity,
  BellRing,
  CalendarClock,
  ChartColumn,
  CircleUserRound,
  Keyboard,
  Languages,
  LogOut,
  Map as MapIcon,
  Megaphone,
  PhoneCall,
  QrCode,
  Search,
  Send,
  ShieldCheck,
  UserCog,
} from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { caseRoles } from '#contract/endpoint.ts';
import { administratorRoles } from '#contract/session.ts';
import { IconButton } from '../platform/interface/icon-button.tsx';
import { useSession } from '../platform/session-state.ts';
import { scaleChoices, useScaleChoice } from '../platform/wall-scale.ts';
import { useWords } from '../platform/words/use-words.ts';
import { useSignOut } from '../session/use-sign-out.ts';

/** Who calls reporters back. */
const centre = ['operator', 'dispatcher', 'admin'];

/** Who is signed in, where else one can go, and how the wall looks. */
export function DisplayMenu({ onHelp }: { onHelp?: () => void }) {
  const { t, switchLanguage } = useWords();
  const user = useSession((session) => session.user);
  const hasWall = user !== null && caseRoles.includes(user.role);
  const { choice, choose } = useScaleChoice();
  const navigate = useNavigate();
  const signOut = useSignOut();
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger asChild>
        <IconButton icon={CircleUserRound} label={user?.name ?? t('nav.settings')} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={6}
          className="z-50 min-w-60 border border-line-strong bg-panel py-1.5 text-sm"
        >
          {user && (
            <DropdownMenu.Label className="border-b border-line px-4 pt-1 pb-2.5">
              <span className="block text-base">{user.name}</span>
              <span className="text-faint">
                {t(`session.role.${user.role}`)} · {user.username}
              </span>
            </DropdownMenu.Label>
          )}
          {hasWall && (
            <>
              <Item icon={<MapIcon />} onSelect={() => void navigate('/')}>
                {t('nav.wall')}
              </Item>
              <Item icon={<Search />} onSelect={() => void navigate('/cases')}>
                {t('find.title')}
              </Item>
              <Item icon={<ChartColumn />} onSelect={() => void navigate('/reports')}>
                {t('figures.title')}
              </Item>
              <Item icon={<Send />} onSelect={() => void navigate('/dispatch')}>
                {t('dispatch.title')}
              </Item>
              <Item icon={<Megaphone />} onSelect={() => void navigate('/report')}>
                {t('report.title')}
              </Item>
              {user && centre.includes(user.role) && (
                <Item icon={<PhoneCall />} onSelect={() => void navigate('/call-backs')}>
                  {t('rating.callBacks')}
                </Item>
              )}
              <Item icon={<QrCode />} onSelect={() => void navigate('/plates')}>
                {t('resident.plates.title')}
              </Item>
              <Item icon={<BellRing />} onSelect={() => void navigate('/alerts')}>
                {t('alertDesk.title')}
              </Item>
              <Item icon={<CalendarClock />} onSelect={() => void navigate('/duty')}>
                {t('duty.title')}
              </Item>
              <Item icon={<Activity />} onSelect={() => void navigate('/health')}>
                {t('nav.health')}
              </Item>
            </>
          )}
          {user && administratorRoles.includes(user.role) && (
            <Item icon={<ShieldCheck />} onSelect={() => void navigate('/administration')}>
              {t('administration.title')}
            </Item>
          )}
          <Item icon={<UserCog />} onSelect={() => void navigate('/administration/account')}>
            {t('account.title')}
          </Item>
          <Item icon={<Languages />} onSelect={() => void switchLanguage()}>
            {t('nav.language')}
          </Item>
          {onHelp && (
            <Item icon={<Keyboard />} onSelect={onHelp}>
              {t('nav.shortcuts')}
            </Item>
          )}
          <DropdownMenu.Label className="eyebrow mt-1.5 border-t border-line px-4 pt-2.5 pb-1">
            {t('nav.scale')}
          </DropdownMenu.Label>
          <div className="flex flex-wrap gap-1 px-3 pb-2">
            {scaleChoices.map((each) => (
              <DropdownMenu.CheckboxItem
                key={each}
                checked={choice === each}
                onSelect={(event) => {
                  event.preventDefault();
                  choose(each);
                }}
                className="figure flex min-w-11 cursor-pointer justify-center rounded-sm border border-line px-2 py-1 text-soft data-[highlighted]:bg-pressed data-[state=checked]:border-accent data-[state=checked]:text-accent"
              >
                {each === 'auto' ? t('nav.scaleAuto') : `${Math.round(Number(each) * 100)}`}
              </DropdownMenu.CheckboxItem>
            ))}
          </div>
          <div className="border-t border-line pt-1">
            <Item icon={<LogOut />} onSelect={() => signOut.mutate()}>
              {t('nav.signOut')}
            </Item>
          </div>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function Item({ icon, children, onSelect }: { icon: ReactNode; children: ReactNode; onSelect(): void }) {
  return (
    <DropdownMenu.Item
      onSelect={onSelect}
      className="flex cursor-pointer items-center gap-3 px-4 py-2 text-soft outline-none data-[highlighted]:bg-pressed data-[highlighted]:text-ink [&>svg]:size-4"
    >
      {icon}
      {children}
    </DropdownMenu.Item>
  );
}
