import { SmsSettings } from '#contract/alert-channel.ts';
import type { Addressee, AlertMessage, Send } from './channel.ts';
import { requireSuccess } from './judge-answer.ts';
import { SendFailed } from './send-failed.ts';

/** Any SMS gateway that takes HTTP, by a template. */
export const sendSms: Send = async ({ settings, secrets }, to, message, { fetch }) => {
  const gateway = SmsSettings.parse(settings);
  const phone = needPhone(to);
  const values = { phone, text: smsText(message, gateway.signature), id: message.id };
  const isJson = Object.values(gateway.headers).some((value) => value.includes('json'));
  const answer = await fetch(fill(gateway.url, values, secrets, encodeURIComponent), {
    method: gateway.method,
    headers: Object.fromEntries(
      Object.entries(gateway.headers).map(([name, value]) => [name, fill(value, values, secrets, oneLine)]),
    ),
    ...(gateway.method === 'GET'
      ? {}
      : { body: fill(gateway.body, values, secrets, isJson ? withinJson : encodeURIComponent) }),
  });
  requireSuccess(answer);
  if (gateway.success !== null && !answer.text.includes(gateway.success))
    throw new SendFailed(`the gateway refused: ${answer.text.slice(0, 200)}`);
  return answer.text.slice(0, 200);
};

/** A part has 70 characters; a message keeps to two, and the link stays whole. */
const mostCharacters = 140;

export function smsText({ title, text, link }: AlertMessage, signature: string): string {
  const start = `【${signature}】`;
  const end = link ? ` ${link}` : '';
  const room = mostCharacters - start.length - end.length;
  const words = text.startsWith(title) ? text : `${title}。${text.replaceAll('\n', '，')}`;
  return start + (words.length > room ? `${words.slice(0, Math.max(0, room - 1))}…` : words) + end;
}

function needPhone({ phone }: Addressee): string {
  if (phone === null) throw new SendFailed('no phone number', { permanent: true });
  return phone;
}

/** Puts values in the place of `{{name}}` and `{{secret:name}}`, made safe for where they stand. */
function fill(
  template: string,
  values: Readonly<Record<string, string>>,
  secrets: Readonly<Record<string, string>>,
  safe: (value: string) => string,
): string {
  return template.replace(/\{\{(secret:)?([\w-]+)\}\}/g, (_whole, isSecret, name) => {
    const value = isSecret ? secrets[name] : values[name];
    if (value === undefined)
      throw new SendFailed(`the template names ${name}, which is not set`, { permanent: true });
    return safe(value);
  });
}

const withinJson = (value: string): string => JSON.stringify(value).slice(1, -1);
const oneLine = (value: string): string => value.replace(/[\r\n]+/g, ' ');
