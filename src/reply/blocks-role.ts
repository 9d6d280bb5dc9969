// A key of a block and the type around it → who reads the text that stands there.

/** Slack's own markup, Markdown's, nobody but a person, a browser, or whatever decides by it. */
export type Role = 'mrkdwn' | 'markdown' | 'plain' | 'url' | 'structure';

/** `type`: null where it is known only when it is rendered; then Slack may parse the text, whatever it is. */
export const roleOf = (type: string | null, key: string): Role => {
  if (key === 'text') {
    if (type === 'markdown') return 'markdown';
    return type !== null && PLAIN_TYPES.has(type) ? 'plain' : 'mrkdwn';
  }
  if (URL_KEY.test(key)) return 'url';
  return READ_KEYS.has(key) && type !== 'color' ? 'mrkdwn' : 'structure';
};

/** Where Slack shows `text` as it stands, sign for sign. */
const PLAIN_TYPES: ReadonlySet<string> = new Set(['plain_text', 'raw_text', 'text', 'link']);
const URL_KEY = /(?:^|_)url$/u;
/** Other texts that a person reads, or that nobody does. Whatever is none of these decides something. */
const READ_KEYS: ReadonlySet<string> = new Set([
  'alt_text',
  'title',
  'description',
  'fallback',
  'author_name',
  'provider_name',
  'accessibility_label',
  'value',
]);
