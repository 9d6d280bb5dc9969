// What a person can do about a reply that Slack refuses. In: Slack's error code. Out: one sentence.
import type { Phrase } from '../domain/language.ts';

export const hintFor = (code: string): Phrase => HINTS.get(code) ?? UNKNOWN;

const HINTS: ReadonlyMap<string, Phrase> = new Map([
  [
    'not_in_channel',
    {
      ko: '봇이 채널에 없어요. 그 채널에서 `/invite @봇이름` 으로 초대해 주세요.',
      en: 'The bot is not in the channel. Invite it there: /invite @botname.',
    },
  ],
  [
    'channel_not_found',
    {
      ko: '봇이 볼 수 없는 채널이에요. 비공개 채널이라면 그 채널에서 `/invite @봇이름` 으로 초대해 주세요.',
      en: 'The bot cannot see this channel. If it is private, invite the bot there: /invite @botname.',
    },
  ],
  [
    'is_archived',
    {
      ko: '보관된 채널이라 글을 쓸 수 없어요. 채널을 보관 해제하거나 규칙의 channels에서 빼 주세요.',
      en: 'The channel is archived. Unarchive it, or leave it out of the rule’s channels.',
    },
  ],
  [
    'missing_scope',
    {
      ko: '앱에 권한(scope)이 모자라요. 앱 설정에서 chat:write와 reactions:write를 더하고 다시 설치해 주세요.',
      en: 'The app lacks a scope. Add chat:write and reactions:write in its settings and install it again.',
    },
  ],
  [
    'restricted_action',
    {
      ko: '워크스페이스 설정이 이 채널에 글쓰기를 막고 있어요. 관리자에게 봇을 허용해 달라고 해 주세요.',
      en: 'The workspace does not let the bot post here. Ask an administrator to allow it.',
    },
  ],
  [
    'invalid_name',
    {
      ko: '이 워크스페이스에 없는 이모지예요. 규칙의 react에 적은 이름을 확인해 주세요.',
      en: 'The workspace has no emoji of this name. Check the name under `react` in the rule.',
    },
  ],
  [
    'message_not_found',
    {
      ko: '메시지가 그사이 지워졌어요. 할 일은 없어요.',
      en: 'The message was deleted meanwhile. There is nothing to do.',
    },
  ],
  [
    'cannot_reply_to_message',
    {
      ko: '이 메시지에는 스레드로 답할 수 없어요. 규칙에서 reply를 `to: channel`로 바꿀 수 있어요.',
      en: 'This message takes no replies in a thread. The rule may answer with `to: channel` instead.',
    },
  ],
]);

const UNKNOWN: Phrase = {
  ko: '슬랙이 이 답장을 받지 않았어요. 오류 이름을 docs.slack.dev/reference/methods/chat.postMessage 에서 찾아보세요.',
  en: 'Slack refused this reply. Look its code up at docs.slack.dev/reference/methods/chat.postMessage.',
};
