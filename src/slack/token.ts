// The text in the bot token's place in; out what is wrong with it, before anything of it is sent, or null.
import type { Phrase } from '../domain/language.ts';

const WHERE: Phrase = {
  ko: '클래식 Slack 앱의 “Bot User OAuth Token”(xoxb-로 시작해요)을 SLACK_BOT_TOKEN에 넣어 주세요.',
  en: "Put a classic Slack app's “Bot User OAuth Token”, which begins with xoxb-, into SLACK_BOT_TOKEN.",
};

/** The first row whose pattern fits; none: it may be a token. No sentence repeats what was given. */
const FAULTS: readonly { readonly fits: RegExp; readonly what: Phrase }[] = [
  { fits: /^\s*$/u, what: { ko: '봇 토큰이 비어 있어요.', en: 'The bot token is empty.' } },
  {
    fits: /[\s"'`“”‘’]/u,
    what: {
      ko: '봇 토큰에 빈칸, 따옴표나 줄바꿈이 섞여 있어요.',
      en: 'The bot token has blanks, quotes or line breaks in it.',
    },
  },
  {
    fits: /^xoxp-/iu,
    what: {
      ko: '이것은 사람의 토큰(xoxp-)이에요. 이 토큰을 쓰면 봇이 그 사람 이름으로 말하게 돼서 받지 않아요.',
      en: "This is a person's token (xoxp-), with which the bot would speak in that person's name.",
    },
  },
  {
    fits: /^xapp-/iu,
    what: {
      ko: '이것은 앱 토큰(xapp-)이라서 봇 토큰 자리에 쓸 수 없어요.',
      en: "This is an app token (xapp-), which cannot stand in the bot token's place.",
    },
  },
  {
    fits: /^xoxe[.-]/iu,
    what: {
      ko: '이것은 몇 시간마다 바뀌는 토큰이나 그 갱신용 토큰(xoxe)이에요. “token rotation”을 쓰지 않는 앱이 필요해요.',
      en: 'This is a rotating token or the one that renews it (xoxe), and the bot needs an app without “token rotation”.',
    },
  },
  {
    fits: /^xox[a-z]?[.-](?<!^xoxb-)/iu,
    what: { ko: '이것은 봇 토큰이 아닌 다른 Slack 토큰이에요.', en: "This is a Slack token, but not a bot's." },
  },
  {
    fits: /^(?:xoxb-)?(?:[x.…*_-]*|.*(?:your|change-?me|placeholder|replace-?me|[<>[\]{}…]|\.\.\.|여기|토큰).*)$/iu,
    what: { ko: '이것은 토큰 자리에 적어 둔 예시예요.', en: 'This is a placeholder, not a token.' },
  },
  { fits: /^(?!xoxb-)/u, what: { ko: '이것은 Slack의 봇 토큰이 아니에요.', en: 'This is not a Slack bot token.' } },
  {
    fits: /[^\w.-]/u, // \w is ASCII: anything else could not even be sent in an HTTP header
    what: { ko: '봇 토큰에 쓰일 수 없는 글자가 있어요.', en: 'The bot token has a character that no token has.' },
  },
];

export const tokenFault = (token: string): Phrase | null => {
  const fault = FAULTS.find(({ fits }) => fits.test(token));
  return fault === undefined ? null : { ko: `${fault.what.ko} ${WHERE.ko}`, en: `${fault.what.en} ${WHERE.en}` };
};
