// From one entry of `channels` as written to what it names, or to why it names nothing.
import type { ChannelSpec } from '../domain/rule.ts';
import type { Finding } from './phrases.ts';
import { channelList, channelName } from './phrases-names.ts';

/** Names are never in capitals; a short word without a digit is a name all the same, written loudly. */
const ID = /^[CGD](?:[A-Z0-9]*\d[A-Z0-9]*|[A-Z]{8,})$/u;
const KINDS = ['dm', 'group_dm', 'public', 'private'] as const;

export const channelSpec = (text: string): ChannelSpec => {
  const exclude = text.trim().startsWith('!');
  const name = bareName(text);
  const kind = KINDS.find((one) => one === name.toLowerCase());
  if (kind !== undefined && !text.includes('#')) return { exclude, kind: 'kind', of: kind };
  if (ID.test(name)) return { exclude, kind: 'id', id: name };
  return name.includes('*') ? { exclude, kind: 'glob', glob: name } : { exclude, kind: 'name', name };
};

/** Without `!`, `#` and blanks around. */
export const bareName = (text: string): string => text.trim().replace(/^!\s*/u, '').replace(/^#/u, '');

export const channelFault = (text: string): Finding | null => {
  const name = bareName(text);
  const parts = text
    .split(/[,，、;]|\s+(?=[-!#])|\s+/u)
    .map((part) => part.trim().replace(/^-(?=\S)/u, ''))
    .filter((part) => part !== '' && part !== '-');
  const odd = /[\s"'“”‘’「」<>|]/u;
  if (/[,，、;]/u.test(text) && parts.length > 1 && !parts.some((part) => odd.test(part)))
    return channelList(text, parts);
  if (/^-\S/u.test(text.trim())) return channelList(text, parts);
  const fixed = name
    .replaceAll(/["'“”‘’「」,，、;]/gu, '')
    .trim()
    .replaceAll(/\s+/gu, '-');
  return name === '' || odd.test(name) || /[,，、;]/u.test(name) ? channelName(text, fixed) : null;
};
