// What a person can do about a reply that Slack refuses. In: Slack's error code. Out: one sentence.
import type { Phrase } from '../domain/language.ts';

export const hintFor = (code: string): Phrase => HINTS.get(code) ?? UNKNOWN;

const BAD_BLOCKS: Phrase = {
  ko: '슬랙이 규칙의 blocks를 받지 않았어요. app.slack.com/block-kit-builder 에 붙여 넣으면 어디가 틀렸는지 보여 줘요.',
  en: 'Slack does not take the rule’s blocks. Paste them into app.slack.com/block-kit-builder to see what is wrong.',
};

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
      ko: '앱에 권한(scope)이 모자라요. 앱 설정에서 chat:write와 reactions:write를(`to: dm`을 쓰면 im:write도) 더하고 다시 설치해 주세요.',
      en: 'The app lacks a scope. Add chat:write and reactions:write (with `to: dm` im:write too) in its settings and install it again.',
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
  [
    'user_not_found',
    {
      ko: '슬랙이 모르는 사람이라 DM을 보낼 수 없어요. 다른 회사 사람이라면 규칙의 from에서 "!external"로 빼 주세요.',
      en: 'Slack does not know this person, so no direct message can be sent. Leave people of other companies out of the rule: from: "!external".',
    },
  ],
  [
    'user_not_visible',
    {
      ko: '봇이 볼 수 없는 사람이라 DM을 보낼 수 없어요. 규칙에서 `to: dm` 대신 `to: thread`를 쓰거나, from에서 이 사람을 빼 주세요.',
      en: 'The bot cannot see this person, so no direct message can be sent. Answer with `to: thread`, or leave them out of the rule’s `from`.',
    },
  ],
  [
    'user_disabled',
    {
      ko: '계정이 꺼진 사람이라 DM을 보낼 수 없어요. 할 일은 없어요.',
      en: 'The account of this person is switched off, so no direct message can be sent. There is nothing to do.',
    },
  ],
  [
    'cannot_dm_bot',
    {
      ko: '봇끼리는 DM을 주고받을 수 없어요. 봇에게 답하는 규칙에는 `to: dm` 대신 `to: thread`를 써 주세요.',
      en: 'A bot cannot send direct messages to a bot. In a rule that answers bots, write `to: thread` instead of `to: dm`.',
    },
  ],
  [
    'messages_tab_disabled',
    {
      ko: '앱의 메시지 탭이 꺼져 있어 DM을 보낼 수 없어요. 앱 설정의 App Home에서 Messages Tab을 켜 주세요.',
      en: 'The app’s Messages tab is off, so no direct message can be sent. Switch it on under App Home in the app’s settings.',
    },
  ],
  [
    'user_not_in_channel',
    {
      ko: '이 사람이 채널에 없어서 그 사람에게만 보이는 글을 띄울 수 없어요. 규칙에서 `to: only_them` 대신 `to: dm`을 쓸 수 있어요.',
      en: 'This person is not in the channel, so nothing can be shown to them alone there. The rule may answer with `to: dm` instead of `to: only_them`.',
    },
  ],
  ['invalid_blocks', BAD_BLOCKS],
  ['invalid_blocks_format', BAD_BLOCKS],
  [
    'msg_blocks_too_long',
    {
      ko: '규칙의 blocks가 슬랙이 받는 길이를 넘었어요. 글을 줄이거나 규칙을 나눠 주세요.',
      en: 'The rule’s blocks are longer than Slack takes. Shorten their texts, or make two rules of it.',
    },
  ],
]);

const UNKNOWN: Phrase = {
  ko: '슬랙이 이 답장을 받지 않았어요. 오류 이름을 docs.slack.dev/reference/methods/chat.postMessage 에서 찾아보세요.',
  en: 'Slack refused this reply. Look its code up at docs.slack.dev/reference/methods/chat.postMessage.',
};

/** What a person can do about a reply that is not sent any more. `why`: as it was given up. */
export const givenUpHint = (why: string): Phrase => (LEFT_UNDONE.has(why) ? MISSED : DOUBTFUL);

const LEFT_UNDONE: ReadonlySet<string> = new Set(['crowded_out', 'too_old']);

const MISSED: Phrase = {
  ko: '답이 너무 많이 밀려서 보내지 않았어요. 필요하면 그 채널에서 직접 답해 주세요.',
  en: 'Too much was waiting, and it was not sent. Answer there yourself if it matters.',
};
const DOUBTFUL: Phrase = {
  ko: '올라갔는지 끝내 알 수 없거나 Slack이 계속 받아 주지 않아서, 두 번 답하지 않도록 그만뒀어요. 그 메시지에 답이 있는지 보고, 없으면 직접 답해 주세요.',
  en: 'Whether it arrived cannot be known, or Slack would not take it; so that nobody is answered twice, it is not sent again. Look whether the message has its answer, and answer it yourself if not.',
};
