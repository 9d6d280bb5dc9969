// From one entry of `channels` as written to what it names, or to why it names nothing.
import type { ChannelSpec } from '../domain/rule.ts';
import { quoted, type Finding } from './phrases.ts';
import { channelLink, channelList, channelName, wideSign } from './phrases-names.ts';

/** Names are never in capitals; a short word without a digit is a name all the same, written loudly. */
const ID = /^[CGD](?:[A-Z0-9]*\d[A-Z0-9]*|[A-Z]{8,})$/u;
const KINDS = ['dm', 'group_dm', 'public', 'private'] as const;

export const isChannelId = (word: string): boolean => ID.test(word);

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

const WIDE: Readonly<Record<string, string>> = { '＃': '#', '！': '!', '［': '[', '］': ']', '＊': '*' };

/** `key`: `channels`, or the `channel` of an example, which takes one. */
export const channelFault = (text: string, key: 'channels' | 'channel' = 'channels'): Finding | null => {
  const name = bareName(text);
  const wide = /[＃！［］＊]/u.exec(text)?.[0];
  if (wide !== undefined) return wideSign('channel-name', [wide, WIDE[wide] ?? ''], `${key}: ${narrow(text)}`);
  const link = /^<#([^|>]+)\|?[^>]*>$/u.exec(name)?.[1];
  if (link !== undefined) return channelLink(text, key, link);
  const parts = text
    .split(/[,，、;]|\s+[/|·・&+]\s+|\s+(?=[-!#])|\s+/u)
    .map((part) =>
      part
        .trim()
        .replace(/^-(?=\S)/u, '')
        .replace(/^["'](.*)["']$/u, '$1'),
    )
    .filter((part) => part !== '' && part !== '-');
  const odd = /[\s"'“”‘’「」<>|]/u;
  if (
    key === 'channels' &&
    /[,，、;]|\s[/|·・&+]\s/u.test(text) &&
    parts.length > 1 &&
    !parts.some((part) => odd.test(part))
  )
    return channelList(text, parts);
  if (text.trim() === '-') return channelName(text, key, '');
  if (/^-\S/u.test(text.trim()))
    return key === 'channels' ? channelList(text, parts) : channelName(text, key, parts[0] ?? '');
  const fixed = name
    .replaceAll(/["'“”‘’「」,，、;]/gu, '')
    .trim()
    .replaceAll(/\s+/gu, '-');
  return name === '' || odd.test(name) || /[,，、;]/u.test(name)
    ? channelName(
        text,
        key,
        key === 'channel' && parts.length > 1 && /[,，、;]|\s[/|·・&+]\s/u.test(text) ? (parts[0] ?? '') : fixed,
      )
    : null;
};

/** As YAML takes it, with the keyboard's own signs. */
const narrow = (text: string): string => {
  const plain = text.replaceAll(/[＃！［］＊]/gu, (sign) => WIDE[sign] ?? sign).replaceAll(/\s*[，、]\s*/gu, ', ');
  return plain.startsWith('[') ? plain : quoted(plain);
};
