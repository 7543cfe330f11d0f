import { createTransport } from 'nodemailer';
import { EmailSettings } from '#contract/alert-channel.ts';
import type { Send } from './channel.ts';
import { checkedAddress } from './checked-address.ts';
import { SendFailed } from './send-failed.ts';

/** A mail by SMTP: the connection goes to the very address that was checked, under the name that its certificate has. */
export const sendEmail: Send = async ({ settings, secrets }, to, message, { allowed }) => {
  if (to.email === null) throw new SendFailed('no e-mail address', { permanent: true });
  const { host, port, security, username, from } = EmailSettings.parse(settings);
  const transport = createTransport({
    host: await checkedAddress(host, allowed),
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    tls: { servername: host },
    ...(username === null ? {} : { auth: { user: username, pass: secrets.password ?? '' } }),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 15_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    const sent = await transport.sendMail({
      from,
      to: { name: '', address: to.email },
      subject: message.title,
      text: [message.text, message.link].filter(Boolean).join('\n\n'),
      textEncoding: 'base64',
      messageId: `<${message.id}@eyrie>`,
    });
    return sent.response;
  } catch (error) {
    const code = (error as { responseCode?: number }).responseCode ?? 0;
    throw new SendFailed(error instanceof Error ? error.message : String(error), {
      permanent: code >= 500 && code < 600,
    });
  } finally {
    transport.close();
  }
};
