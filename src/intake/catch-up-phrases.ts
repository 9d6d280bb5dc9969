// The kinds of conversations that the token may not read in; one sentence out that says what follows from it.
import type { Phrase } from '../domain/language.ts';
import type { ChannelKind } from '../domain/message.ts';

const NAMES: Readonly<Record<ChannelKind, Phrase>> = {
  public: { ko: '공개 채널', en: 'public channels' },
  private: { ko: '비공개 채널', en: 'private channels' },
  group_dm: { ko: '그룹 DM', en: 'group DMs' },
  dm: { ko: 'DM', en: 'direct messages' },
};

export const unreadableHint = (kinds: readonly ChannelKind[]): Phrase => {
  const named = (language: keyof Phrase): string => kinds.map((kind) => NAMES[kind][language]).join(', ');
  return {
    ko: `이 토큰으로는 지난 대화를 읽을 수 없는 곳이 있어요(${named('ko')}). 거기서는 연결이 끊긴 사이에 올라온 질문을 나중에라도 알 수 없고, 답이 나갔는지 확실하지 않으면 두 번 답하지 않도록 그냥 두고 로그에 남겨요. 클래식 앱의 토큰은 채널에서 원래 그래요.`,
    en: `This token may not read what was said before in some places (${named('en')}). What is asked there while the connection is down is never seen, and an answer that may or may not have arrived is left and logged rather than given twice. With a classic app's token, channels are always so.`,
  };
};
