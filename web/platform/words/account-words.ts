import type { WordTree } from './word-tree.ts';

/** One's own account: signing in with a code, passwords, second factors, sessions. */
export const accountWords = {
  title: ['我的账号', 'My account'],
  code: ['动态验证码', 'Authenticator code'],
  codeHint: [
    '打开手机上的验证器，输入六位数字；手机不在身边时可输入恢复码。',
    'Six digits from the authenticator on your phone, or a recovery code where it is not at hand.',
  ],
  back: ['返回', 'Back'],
  next: ['下一步', 'Next'],
  first: {
    'change-password': ['请先设置您自己的密码', 'Choose a password of your own first'],
    'set-up-second-factor': ['请先绑定动态验证码', 'Set up your second factor first'],
    passwordWhy: [
      '当前密码为一次性密码或已超过使用期限。修改后即可继续。',
      'This password was good for one sign-in, or has grown too old. Change it to go on.',
    ],
    factorWhy: [
      '管理员账号登录时需要密码和手机验证器两种凭据。',
      'Administrators sign in with their password and a code from their phone.',
    ],
  },
  password: {
    title: ['修改密码', 'Change the password'],
    current: ['当前密码', 'Current password'],
    wanted: ['新密码', 'New password'],
    again: ['再次输入新密码', 'New password again'],
    differs: ['两次输入的新密码不一致', 'The two new passwords differ'],
    save: ['修改密码', 'Change it'],
    done: ['密码已修改，其他设备上的会话已结束', 'The password is changed; your other sessions have ended'],
    rule: [
      '至少 {{minLength}} 位，建议 {{advisedLength}} 位以上',
      'At least {{minLength}} characters, better {{advisedLength}}',
    ],
    ruleClasses: [
      '须包含大写字母、小写字母、数字、符号中的至少 {{classes}} 类',
      'At least {{classes}} of: capitals, small letters, digits, signs',
    ],
    ruleCommon: ['不得为常见密码或包含用户名', 'None that everybody uses, nor one with your username in it'],
    ruleAge: ['每 {{days}} 天更换一次', 'Changed every {{days}} days'],
    flaw: {
      'too-short': ['新密码太短', 'The new password is too short'],
      'too-few-classes': ['新密码的字符种类不足', 'The new password has too few kinds of signs'],
      'too-common': ['新密码过于常见，容易被猜到', 'Everybody tries this password first'],
      'holds-name': ['新密码不能包含用户名', 'The new password holds your username'],
      'the-old-one': ['新密码不能与当前密码相同', 'The new password is the current one'],
      wrong: ['当前密码不正确', 'The current password is wrong'],
    },
  },
  factor: {
    title: ['双因素认证', 'Second factor'],
    on: ['已绑定手机验证器', 'An authenticator is set up'],
    off: ['未绑定', 'Not set up'],
    exempt: [
      '演示账号：免除双因素认证。正式使用时管理员必须绑定。',
      'A demo account: it needs none. A real administrator does.',
    ],
    setUp: ['绑定手机验证器', 'Set up an authenticator'],
    drop: ['解除绑定', 'Remove it'],
    dropped: ['已解除绑定', 'Removed: the password alone signs you in'],
    confirmPassword: ['请输入密码以确认', 'Enter your password to go on'],
    scan: [
      '用手机上的验证器（如各类 TOTP 验证器、微信小程序“腾讯身份验证器”）扫描二维码，或手工输入密钥。',
      'Scan this with an authenticator on your phone, or type the key into it.',
    ],
    qr: ['二维码', 'QR code'],
    key: ['密钥', 'Key'],
    firstCode: ['输入验证器显示的六位数字', 'The six digits that it shows'],
    confirm: ['完成绑定', 'Finish'],
    done: ['动态验证码已启用', 'The second factor is on'],
    codesTitle: ['恢复码', 'Recovery codes'],
    codesWhy: [
      '手机丢失时，每个恢复码可登录一次。请抄写或打印后妥善保管，此页关闭后不再显示。',
      'Each opens the door once where the phone is lost. Write them down now: they are not shown again.',
    ],
    codesLeft: ['剩余恢复码 {{count}} 个', 'Recovery codes left: {{count}}'],
    newCodes: ['重新生成恢复码', 'New recovery codes'],
    copy: ['复制', 'Copy'],
    copied: ['已复制', 'Copied'],
    kept: ['我已妥善保管', 'I have put them away safely'],
  },
  sessions: {
    title: ['登录会话', 'Sessions'],
    isThis: ['当前会话', 'This one'],
    lastSeen: ['最近使用 {{time}}', 'Last used {{time}}'],
    signedIn: ['登录于 {{time}}', 'Signed in {{time}}'],
    end: ['结束', 'End'],
    ended: ['会话已结束', 'The session has ended'],
    none: ['没有打开的会话', 'No open sessions'],
    unknownDevice: ['未知设备', 'Unknown device'],
  },
} as const satisfies WordTree;
