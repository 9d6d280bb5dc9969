// What people and bots say in a run, by kind: the rules file that answers them, and the one answer that each must get.

/** A message that is to be said; its id stands in its text, and every rule quotes it. */
export interface Line {
  readonly id: string;
  /** Milliseconds after the run began. */
  readonly atMs: number;
  /** A handle. */
  readonly who: string;
  /** A channel's name, or `dm`. */
  readonly where: string;
  readonly kind: Kind;
  /** The id of the line in whose thread it is said. */
  readonly threadOf: string | null;
}

export type Kind =
  | 'thread'
  | 'channel'
  | 'later'
  | 'reacted'
  | 'dm'
  | 'only_them'
  | 'default'
  | 'once'
  | 'silent'
  | 'bot';

/** How each begins, what answers it, and how the answer begins. */
const WORDS: Readonly<Record<Kind, { readonly says: string; readonly answer: string | null; readonly extra: string }>> =
  {
    thread: { says: '질문', answer: '답', extra: 'to: thread' },
    channel: { says: '공지', answer: '채널답', extra: 'to: channel' },
    later: { says: '나중', answer: '나중답', extra: 'to: thread, after: 2s' },
    reacted: { says: '좋아', answer: '좋은답', extra: 'to: thread' },
    dm: { says: '따로', answer: '따로답', extra: 'to: dm' },
    only_them: { says: '혼자', answer: '혼자답', extra: 'to: only_them' },
    once: { says: '한번', answer: '한번답', extra: 'to: thread' },
    silent: { says: '조용', answer: null, extra: '' },
    default: { says: '아무말', answer: '기본 아무말', extra: '' },
    bot: { says: '질문', answer: null, extra: '' },
  };

export const REACTION = 'wave';

const ruleOf = (kind: Kind): string => {
  const { says, answer, extra } = WORDS[kind];
  const reply = answer === null ? 'none' : `{ text: "${answer} {{ match[1] }}", ${extra} }`;
  const more = kind === 'reacted' ? `\n    react: ${REACTION}` : kind === 'once' ? '\n    once_per: channel' : '';
  return `  - name: ${says}\n    match: { regex: '^${says} (\\S+)' }\n    reply: ${reply}${more}\n`;
};

const RULED: readonly Kind[] = ['thread', 'channel', 'later', 'reacted', 'dm', 'only_them', 'once', 'silent'];

/** `generation`: each is another file, which answers the same. */
export const rulesText = (generation: number): string =>
  `language: ko\ntimezone: Asia/Seoul\nrules:\n${RULED.map(ruleOf).join('')}` +
  `  - name: 판 ${generation}\n    match: 판${generation}을 부르는 말\n    reply: 판 ${generation}\n` +
  'default: { reply: "기본 {{ message.text }}" }\n';

export const BAD_RULES = 'rules:\n  - name: 휴가\n    mach: 휴가\n    reply: 답\n';

export const textOf = ({ kind, id }: Pick<Line, 'kind' | 'id'>): string => `${WORDS[kind].says} ${id}`;

/** null: nothing may be said. */
export const answerTo = ({ kind, id }: Pick<Line, 'kind' | 'id'>): string | null =>
  WORDS[kind].answer === null ? null : `${WORDS[kind].answer} ${id}`;

/** The id that a text quotes. */
export const idIn = (text: string): string | null => /\bs\d+m\d+\b/.exec(text)?.[0] ?? null;
