import type { GuardedFetch } from '../platform/http/guarded-fetch.ts';

export type SendSms = (phone: string, text: string) => Promise<void>;

/** How a centre's gateway is asked to send a message. `{phone}` and `{text}` stand for what is sent. */
export interface SmsGateway {
  url: string;
  /** `Name: value` lines with `|` between them. */
  headers: string;
  /** JSON, or else a form. */
  body: string;
  /** What the answer must contain where everything went well; gateways like to answer 200 with a refusal. */
  success: string | undefined;
}

/** Sends messages by HTTP; throws with the gateway's status and nothing of its address or of the message. */
export function createSmsGateway(gateway: SmsGateway, send: GuardedFetch): SendSms {
  const isJson = /^\s*[[{]/.test(gateway.body);
  const headers = {
    'content-type': isJson ? 'application/json' : 'application/x-www-form-urlencoded',
    ...readHeaders(gateway.headers),
  };
  return async (phone, text) => {
    const url = fill(gateway.url, { phone, text }, encodeURIComponent);
    const body = fill(gateway.body, { phone, text }, isJson ? escapeJson : encodeURIComponent);
    const answer = await send(url, { headers, body });
    if (answer.status < 200 || answer.status > 299)
      throw new Error(`The SMS gateway answered ${answer.status}`);
    if (gateway.success && !answer.text.includes(gateway.success))
      throw new Error('The SMS gateway answered without its word of success');
  };
}

/** Also where the address was normalised and its braces escaped. */
const fill = (
  template: string,
  values: { phone: string; text: string },
  escaped: (value: string) => string,
): string =>
  template.replace(/(?:\{|%7B)(phone|text)(?:\}|%7D)/gi, (_, name: string) =>
    escaped(values[name.toLowerCase() as 'phone' | 'text']),
  );

const escapeJson = (value: string): string => JSON.stringify(value).slice(1, -1);

export function readHeaders(text: string): Record<string, string> {
  const pairs = text.split('|').filter((line) => line.trim() !== '');
  return Object.fromEntries(
    pairs.map((line) => {
      const at = line.indexOf(':');
      if (at < 1) throw new Error('A header is `Name: value`');
      return [line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim()];
    }),
  );
}
