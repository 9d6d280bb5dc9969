// Slack's fatal error codes in, one sentence each out that says what to do about that one.
import type { Phrase } from '../domain/language.ts';

/** Errors of fact 8, and two more of the SDK's own list (fact 26), after which no further try can help. */
const FATAL: ReadonlyMap<string, Phrase> = new Map<string, Phrase>([
  [
    'not_authed',
    {
      ko: 'Slack에 토큰이 전해지지 않았어요. SLACK_BOT_TOKEN에 xoxb-로 시작하는 봇 토큰이 들어 있는지 확인해 주세요.',
      en: 'Slack received no token: check that SLACK_BOT_TOKEN holds the bot token that begins with xoxb-.',
    },
  ],
  [
    'invalid_auth',
    {
      ko: 'Slack이 이 토큰을 모른다고 해요. 앱 설정의 “OAuth & Permissions”에서 봇 토큰을 다시 복사해 SLACK_BOT_TOKEN에 넣어 주세요.',
      en: 'Slack does not know this token: copy the bot token again from “OAuth & Permissions” of your app into SLACK_BOT_TOKEN.',
    },
  ],
  [
    'account_inactive',
    {
      ko: '이 봇의 계정이 꺼져 있어요. 앱이 워크스페이스에서 삭제되었거나 봇 사용자가 비활성화된 것이니, 앱을 다시 설치하고 새 토큰을 넣어 주세요.',
      en: "The bot's account is switched off: the app was removed or its bot user deactivated, so install it again and use the new token.",
    },
  ],
  [
    'token_revoked',
    {
      ko: '이 토큰은 취소되었어요. 앱을 워크스페이스에 다시 설치하고 새로 받은 봇 토큰을 SLACK_BOT_TOKEN에 넣어 주세요.',
      en: 'This token was revoked: install the app into the workspace again and put the new bot token into SLACK_BOT_TOKEN.',
    },
  ],
  [
    'token_expired',
    {
      ko: '이 토큰은 기한이 지났어요. 토큰이 저절로 바뀌게 하는 “token rotation”을 쓰지 않는 앱의 봇 토큰을 넣어 주세요.',
      en: 'This token has expired: use the bot token of an app that does not have “token rotation” switched on.',
    },
  ],
  [
    'not_allowed_token_type',
    {
      ko: '이 토큰은 요즘 방식(세분화된 권한)의 Slack 앱 것이에요. 이 버전의 annyeong은 RTM으로만 연결하고, RTM은 클래식 앱의 봇 토큰만 받아요. 클래식 앱의 xoxb- 토큰을 넣어 주세요. 요즘 앱은 앱 토큰(xapp-)을 쓰는 Socket Mode가 필요한데, 이 버전에는 아직 없어요.',
      en: "This is the token of a modern Slack app with granular permissions. This version of annyeong connects over RTM only, and RTM takes nothing but a classic app's bot token: use the xoxb- token of a classic app. A modern app needs Socket Mode with an app token (xapp-), which this version does not have yet.",
    },
  ],
  [
    'missing_scope',
    {
      ko: '이 토큰에는 필요한 권한이 없어요. 클래식 앱에 봇 사용자를 더하고(권한 `bot`) 워크스페이스에 다시 설치한 뒤, 새 봇 토큰을 넣어 주세요.',
      en: 'This token lacks a permission that the bot needs: add a bot user to the classic app (scope `bot`), install it again, and use the new bot token.',
    },
  ],
  [
    'is_bot',
    {
      ko: '이런 종류의 봇 토큰으로는 이 연결을 열 수 없어요. 예전 “bot integration”이 아니라 클래식 앱의 봇 토큰을 넣어 주세요.',
      en: 'Slack does not open this connection for this kind of bot: use the bot token of a classic app instead of an old “bot integration”.',
    },
  ],
  [
    'access_denied',
    {
      ko: 'Slack이 이 봇의 접근을 막았어요. 워크스페이스 관리자에게 이 앱이 허용되어 있는지 물어봐 주세요.',
      en: 'Slack denies this bot access: ask an administrator of the workspace whether the app is allowed there.',
    },
  ],
  [
    'accesslimited',
    {
      ko: '이 서버의 IP 주소는 이 앱에 허용되어 있지 않아요. 앱 설정의 “Allowed IP Address Ranges”에 이 서버의 주소를 더해 주세요.',
      en: "This machine's IP address is not allowed for the app: add it to “Allowed IP Address Ranges” in the app's settings.",
    },
  ],
  [
    'ekm_access_denied',
    {
      ko: '관리자가 암호화 키(EKM)로 이 워크스페이스의 메시지 기능을 멈추어 두었어요. 관리자가 풀어 준 뒤에 다시 시작해 주세요.',
      en: 'Administrators have suspended messaging here by their encryption keys (EKM): start again once they have lifted it.',
    },
  ],
  [
    'enterprise_is_restricted',
    {
      ko: '이 토큰은 Enterprise 조직 전체의 것이라 RTM을 쓸 수 없어요. 조직이 아니라 한 워크스페이스에 설치한 클래식 앱의 봇 토큰을 넣어 주세요.',
      en: 'This token belongs to a whole Enterprise organisation, which cannot use RTM: use the bot token of a classic app installed in one workspace.',
    },
  ],
  [
    'org_login_required',
    {
      ko: '워크스페이스가 Enterprise 조직으로 옮겨지는 중이에요. 옮기기가 끝난 뒤에 다시 시작해 주세요.',
      en: 'The workspace is being moved into an Enterprise organisation: start again when the move is done.',
    },
  ],
  [
    'two_factor_setup_required',
    {
      ko: '이 워크스페이스는 2단계 인증을 요구해요. 앱을 설치한 사람이 Slack에서 2단계 인증을 켠 뒤 다시 시작해 주세요.',
      en: 'The workspace demands two-factor sign-in: the person who installed the app has to switch it on in Slack; then start again.',
    },
  ],
  [
    'method_deprecated',
    {
      ko: 'Slack이 이 연결 방식(RTM)을 더는 제공하지 않는다고 해요. annyeong의 새 버전이 있는지 확인해 주세요.',
      en: 'Slack says that it no longer offers this way to connect (RTM): look for a newer version of annyeong.',
    },
  ],
  [
    'deprecated_endpoint',
    {
      ko: 'Slack이 이 주소의 API를 닫았다고 해요. SLACK_API_URL을 바꿔 두었다면 지우고, 아니라면 annyeong의 새 버전을 확인해 주세요.',
      en: 'Slack says that this API address is closed: unset SLACK_API_URL if you have set it, else look for a newer version of annyeong.',
    },
  ],
  [
    'unknown_method',
    {
      ko: '이 주소의 서버는 RTM을 몰라요. SLACK_API_URL을 바꿔 두었다면 `https://slack.com/api/`처럼 `/api/`로 끝나는지 확인해 주세요.',
      en: 'The server at this address knows no RTM: if you have set SLACK_API_URL, check that it ends in `/api/` like `https://slack.com/api/`.',
    },
  ],
  [
    'no_permission',
    {
      ko: '이 토큰으로는 봇이 연결할 수 없다고 해요. 앱을 설치한 사람의 권한을 확인하고, 관리자 계정으로 앱을 다시 설치해 주세요.',
      en: 'Slack does not let this token connect: check the rights of whoever installed the app, and have an administrator install it again.',
    },
  ],
  [
    'user_removed_from_team',
    {
      ko: '이 봇은 워크스페이스에서 내보내졌어요. 앱을 다시 설치하고 새 봇 토큰을 넣어 주세요.',
      en: 'The bot was removed from the workspace: install the app again and use the new bot token.',
    },
  ],
  [
    'team_disabled',
    {
      ko: '이 워크스페이스는 닫혀 있어요. 워크스페이스가 다시 열린 뒤에 시작하거나, 다른 워크스페이스의 봇 토큰을 넣어 주세요.',
      en: 'This workspace is closed: start again once it is open, or use the bot token of another workspace.',
    },
  ],
]);

export const isFatal = (error: string): boolean => FATAL.has(error);

/** What to do about `why`, a fatal error of `classifyConnect` or of a Sender, for a bot token. */
export const fatalPhrase = (why: string): Phrase =>
  FATAL.get(why) ?? {
    ko: `Slack이 이 봇을 받아 주지 않았어요(${why}). 앱 설정과 SLACK_BOT_TOKEN을 확인해 주세요.`,
    en: `Slack does not accept this bot (${why}): check the app's settings and SLACK_BOT_TOKEN.`,
  };
