import { dictionary } from '@zxcvbn-ts/language-common';
import type { PasswordRules } from '#contract/account.ts';
import type { Role } from '#contract/session.ts';
import { administratorRoles } from '#contract/session.ts';

/** What a password must be, when guessing locks an account, and when a session ends by itself: two presets. */
export interface SignInRules extends PasswordRules {
  failuresUntilLock: number;
  lockMinutes: number;
  /** Without use a session of an administrator ends after this long, or as the setting says, if that is sooner. */
  administratorIdleMinutes: number;
}

/**
 * 等保三级 (GB/T 22239-2019, 8.1.4.1): complex, changed from time to time, lockout, time-out.
 * OWASP ASVS 5.0 (6.2): at least 8 and better 15 characters, nothing prescribed, nothing common, no forced change.
 */
const presets: Record<PasswordRules['preset'], SignInRules> = {
  djbh3: {
    preset: 'djbh3',
    minLength: 8,
    advisedLength: 12,
    classes: 3,
    maxAgeDays: 90,
    failuresUntilLock: 5,
    lockMinutes: 15,
    administratorIdleMinutes: 30,
  },
  asvs: {
    preset: 'asvs',
    minLength: 8,
    advisedLength: 15,
    classes: 1,
    maxAgeDays: null,
    failuresUntilLock: 10,
    lockMinutes: 15,
    administratorIdleMinutes: 60,
  },
};

export const rulesOf = (preset: PasswordRules['preset']): SignInRules => presets[preset];

/** After how many minutes without use a session ends. An open wall uses its session; an administrator’s page ends it by itself. */
export const idleMinutesOf = (rules: SignInRules, role: Role, settingHours: number): number =>
  Math.round(
    administratorRoles.includes(role)
      ? Math.min(rules.administratorIdleMinutes, settingHours * 60)
      : settingHours * 60,
  );

export type PasswordFlaw = 'too-short' | 'too-few-classes' | 'too-common' | 'holds-name';

const common = new Set<string>(dictionary['passwords-common']);
const ownWords = ['eyrie', '鹰巢', 'yingchao'];

/** What is wrong with a password that somebody chose; undefined where nothing is. */
export function flawOf(rules: SignInRules, password: string, username: string): PasswordFlaw | undefined {
  if ([...password].length < rules.minLength) return 'too-short';
  if (classesOf(password) < rules.classes) return 'too-few-classes';
  const plain = password.toLowerCase();
  if (username.length >= 3 && plain.includes(username.toLowerCase())) return 'holds-name';
  if (isCommon(plain)) return 'too-common';
  return undefined;
}

/** Lower case, upper case, digits, other signs (Chinese letters are other signs). */
const classesOf = (password: string): number =>
  [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter((pattern) => pattern.test(password)).length;

/** Also with a year, digits or signs put around it, and with the usual signs in place of letters: P@ssw0rd2026! */
function isCommon(plain: string): boolean {
  const letters = plain
    .replace(/[@4]/g, 'a')
    .replace(/0/g, 'o')
    .replace(/[1!|]/g, 'i')
    .replace(/3/g, 'e')
    .replace(/[$5]/g, 's');
  const bare = (text: string) => text.replace(/^[\d\W_]+|[\d\W_]+$/g, '');
  const forms = [
    plain,
    letters,
    bare(plain),
    bare(plain).replace(/[@4]/g, 'a').replace(/0/g, 'o').replace(/[$5]/g, 's'),
  ];
  return forms.some((form) => form.length >= 4 && (common.has(form) || ownWords.includes(form)));
}
