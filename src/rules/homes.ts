// Keys that stand at another place than theirs → where they belong, and how they look there.
import { EXAMPLES_KEYS, LIMIT_KEYS, MATCH_KEYS, REPLY_KEYS, RULE_KEYS, TOP_KEYS } from './schema-keys.ts';

/** Where else a known key belongs, said of the place. */
export const HOMES: readonly {
  readonly keys: readonly string[];
  readonly ko: string;
  readonly en: string;
  /** The required key that they are a part of. */
  readonly of?: string;
  /** How the key looks there. */
  readonly sample?: (key: string) => string;
}[] = [
  {
    // `hours` is a key of a rule, too.
    keys: TOP_KEYS.filter((key) => key !== 'hours'),
    ko: '파일의 맨 위 단계(들여쓰기 없이, `rules` 밖)',
    en: 'at the top level of the file (no indentation, outside `rules`)',
  },
  {
    keys: RULE_KEYS,
    ko: '규칙 안, `name` 과 같은 칸',
    en: 'in a rule, at the column of `name`',
  },
  {
    // `text` is a key of an example, too.
    keys: REPLY_KEYS.filter((key) => key !== 'text'),
    ko: '`reply` 안',
    en: 'inside `reply`',
    of: 'reply',
    sample: (key) => `reply: { text: …, ${IN_REPLY[key] ?? `${key}: …`} }`,
  },
  {
    keys: MATCH_KEYS,
    ko: '`match` 안',
    en: 'inside `match`',
    of: 'match',
    sample: (key) => `match: { ${key}: … }`,
  },
  {
    keys: EXAMPLES_KEYS,
    ko: '`examples` 안(`examples: { yes: […] }`)',
    en: 'inside `examples` (`examples: { yes: […] }`)',
  },
  {
    keys: LIMIT_KEYS,
    ko: '`limit` 안',
    en: 'inside `limit`',
    sample: () => 'limit: { times: 5, per: user, every: 10m }',
  },
  {
    keys: ['days', 'except'],
    ko: '`hours` 안',
    en: 'inside `hours`',
    sample: () => 'hours: { days: mon-fri, from: "09:00", to: "18:00", except: ["2026-12-25"] }',
  },
  {
    keys: ['at'],
    ko: '`examples` 의 항목 안',
    en: 'inside an entry of `examples`',
    sample: () => 'yes: [{ text: 휴가요, at: "2026-03-04T10:00" }]',
  },
  { keys: ['channel'], ko: '`examples` 의 항목 안', en: 'inside an entry of `examples`' },
  { keys: ['text'], ko: '`reply` 나 `examples` 안', en: 'inside `reply` or `examples`' },
];

const IN_REPLY: Readonly<Record<string, string>> = {
  to: 'to: thread',
  pick: 'pick: in_turn',
  after: 'after: 2s',
  also_to_channel: 'also_to_channel: true',
};
