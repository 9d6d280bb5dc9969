// A text in Slack's spelling → what the person saw: links by their labels, `@name`, `#name`, `&` for `&amp;`.
import type { Names as AllNames } from '../domain/message.ts';

type Names = Pick<AllNames, 'user' | 'channel'>;

/**
 * Every token and every `&amp;` is read once, so that what a person typed as `&lt;!here&gt;` stays text. Linear in the
 * text. Spellings: docs.slack.dev/messaging/formatting-message-text.
 */
export const decodeText = (text: string, names: Names): string =>
  text.replace(/<([^<>\s][^<>]*)>|&(?:amp|lt|gt);/g, (found: string, token: string | undefined) =>
    token === undefined ? unescape(found) : shownToken(token, names),
  );

const unescape = (text: string): string =>
  text.replace(/&(amp|lt|gt);/g, (_, sign: string) => (sign === 'amp' ? '&' : sign === 'lt' ? '<' : '>'));

const shownToken = (token: string, names: Names): string => {
  const bar = token.indexOf('|');
  const target = unescape(bar < 0 ? token : token.slice(0, bar));
  const label = bar < 0 ? '' : unescape(token.slice(bar + 1));
  const id = target.slice(1);
  if (target.startsWith('@')) return marked('@', label || (names.user(id) ?? id));
  if (target.startsWith('#')) return marked('#', label || (names.channel(id) ?? id));
  if (target.startsWith('!')) return shownCommand(id, label);
  return label || target.replace(/^(?:mailto|tel):/i, '');
};

/** `!here`, `!subteam^S…`, `!date^…`, and what Slack may add: a label, or the token as it is where it has none. */
const shownCommand = (command: string, label: string): string => {
  const [kind = '', id = ''] = command.split('^');
  switch (kind) {
    case 'here':
    case 'channel':
    case 'everyone':
    case 'group':
      return `@${kind}`;
    case 'subteam':
      return marked('@', label || id);
    default:
      return label || `<!${command}>`;
  }
};

/** Slack's labels of groups bring their own sign, those of people and channels do not. */
const marked = (sign: '@' | '#', name: string): string => (name.startsWith(sign) ? name : sign + name);
