/** A URL as it may be shown: without user, password, query and fragment, where cameras carry their secrets. */
export const redactUrl = (url: string): string => {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed) return url.replace(/\/\/[^/?#]*@/, '//').replace(/[?#].*$/s, '?…');
  const where =
    parsed.protocol === 'file:' ? parsed.pathname : `${parsed.protocol}//${parsed.host}${parsed.pathname}`;
  return parsed.search || parsed.hash ? `${where}?…` : where;
};

const urlInText = /\b[a-z][a-z0-9+.-]*:\/\/[^\s"'<>]+/gi;

/** A text in which every URL is redacted: for messages that come from elsewhere. */
export const redactText = (text: string): string => text.replace(urlInText, redactUrl);
