// The name of a command, or none → its help in one language, with an example that works as it stands.
import type { Phrase } from '../domain/language.ts';
import type { Speech } from './speech.ts';

export const TOPICS: readonly string[] = ['start', 'practice', 'check', 'explain', 'replay', 'help'];

export const isTopic = (word: string): boolean => TOPICS.includes(word);

/** `program`: how this program is called. */
export const helpText = (topic: string | undefined, program: string, { say, colour }: Speech): string => {
  const text = say(topic === undefined ? OVERVIEW : (HELP[topic] ?? OVERVIEW));
  // A heading is a line that stands at the margin and ends in a colon.
  return text
    .trim()
    .replace(/\bannyeong(?= )/g, program)
    .replace(/^\S.*:$/gm, (heading) => colour.bold(heading));
};

const RULES_KO = '파일이나 폴더. 기본: ANNYEONG_RULES, 그것도 없으면 rules/rules.yaml';
const RULES_EN = 'a file or a folder. Default: ANNYEONG_RULES, else rules/rules.yaml';

const OVERVIEW: Phrase = {
  ko: `
annyeong: rules.yaml에 적은 대로 Slack 메시지에 답하는 봇

쓰는 법:
  annyeong                 SLACK_BOT_TOKEN이 있으면 start, 없으면 practice
  annyeong start           Slack에 연결해서 답해요
  annyeong practice        Slack 없이 터미널에서 말을 걸어 봐요
  annyeong check           규칙 파일에 틀린 곳이 있는지 봐요
  annyeong explain '글'     이 글에 무엇을, 왜 답하는지 보여 줘요
  annyeong replay 파일      지난 메시지에 규칙을 돌려 보고, 무엇을 규칙으로 쓰면 좋을지 보여 줘요
  annyeong help 명령        명령 하나의 도움말
  annyeong --version       버전

예:
  annyeong practice --rules rules/rules.yaml`,
  en: `
annyeong: answers Slack messages as rules.yaml says

Usage:
  annyeong                 start when SLACK_BOT_TOKEN is set, else practice
  annyeong start           connects to Slack and answers
  annyeong practice        lets you talk to the bot in this terminal, without Slack
  annyeong check           looks for mistakes in the rules file
  annyeong explain 'TEXT'  shows what the bot answers to a text, and why
  annyeong replay FILE     runs the rules over past messages, and shows what wants a rule
  annyeong help COMMAND    the help of one command
  annyeong --version       the version

Example:
  annyeong practice --rules rules/rules.yaml`,
};

const HELP: Readonly<Record<string, Phrase>> = {
  start: {
    ko: `
annyeong start: Slack에 연결해서 답해요. Ctrl+C나 SIGTERM을 받으면 남은 답을 보내고 끝나요

옵션:
  --rules PATH        규칙. ${RULES_KO}
  --dry-run           연결하고 판단하고 기록만 해요. 아무것도 보내지 않아요
  --transport rtm     연결 방식. 지금은 rtm 하나예요

환경 변수:
  SLACK_BOT_TOKEN     클래식 앱의 Bot User OAuth Token (xoxb-…). SLACK_BOT_TOKEN_FILE에 파일로 줄 수도 있어요
  ANNYEONG_RULES      규칙의 기본 위치
  ANNYEONG_DATA_DIR   이미 답한 메시지와 보낼 답을 적어 두는 폴더. 기본: ~/.local/share/annyeong
  ANNYEONG_REDIS_URL  여러 대가 일을 나눌 때의 Redis(redis://…). ANNYEONG_REDIS_URL_FILE에 파일로 줄 수도 있어요
  ANNYEONG_POSTS_PER_MINUTE  워크스페이스에 1분에 올릴 수 있는 글의 수. 기본: 300
  ANNYEONG_LANG       말하는 언어: ko, en
  LOG_LEVEL           debug, info, warn, error

끝날 때의 코드:
  0 잘 끝남, 1 규칙 파일이 틀렸거나 데이터 폴더를 쓸 수 없음, 2 잘못 부름, 78 토큰이나 설정이 틀림

예:
  SLACK_BOT_TOKEN=xoxb-… annyeong start --rules rules/rules.yaml`,
    en: `
annyeong start: connects to Slack and answers. On Ctrl+C or SIGTERM it sends what is owed and ends

Options:
  --rules PATH        the rules: ${RULES_EN}
  --dry-run           connects, decides and logs, and sends nothing
  --transport rtm     how to connect; rtm is the only way for now

Environment:
  SLACK_BOT_TOKEN     a classic app's Bot User OAuth Token (xoxb-…), or its file in SLACK_BOT_TOKEN_FILE
  ANNYEONG_RULES      where the rules are, unless --rules says so
  ANNYEONG_DATA_DIR   the folder that remembers what was answered and what is owed. Default: ~/.local/share/annyeong
  ANNYEONG_REDIS_URL  a Redis (redis://…) in which several replicas share the work, or its file in ANNYEONG_REDIS_URL_FILE
  ANNYEONG_POSTS_PER_MINUTE  how many posts a minute the workspace takes. Default: 300
  ANNYEONG_LANG       the language spoken to you: ko, en
  LOG_LEVEL           debug, info, warn, error

Exit codes:
  0 ended well, 1 mistakes in the rules, or no usable data folder, 2 wrong usage, 78 a wrong token or setting

Example:
  SLACK_BOT_TOKEN=xoxb-… annyeong start --rules rules/rules.yaml`,
  },
  practice: {
    ko: `
annyeong practice: Slack 없이 진짜 봇과 이야기해 봐요. 토큰이 필요 없어요

옵션:
  --rules PATH    규칙. ${RULES_KO}
  --port N        연습장이 쓸 포트. 기본: 비어 있는 아무 포트
  --terminal      터미널에서 이야기해요 (지금은 이것 하나예요)

한 줄을 쓰면 봇에게 말한 것이 되고, 규칙 파일을 고쳐 저장하면 바로 바뀌어요. /help 를 쓰면 할 수 있는 일이 나와요.
파이프로 주면 한 줄마다 답을 보여 주고, 다 읽으면 끝나요.

예:
  echo '휴가 어떻게 써요?' | annyeong practice`,
    en: `
annyeong practice: talk to the real bot without Slack. No token is needed

Options:
  --rules PATH    the rules: ${RULES_EN}
  --port N        the port of the practice workspace. Default: any that is free
  --terminal      talk in this terminal (the only way for now)

A line that you type is said to the bot; a rules file that you save counts at once. /help shows what else you can do.
Over a pipe each line is answered in turn, and the command ends with the input.

Example:
  echo 'How do I take leave?' | annyeong practice`,
  },
  check: {
    ko: `
annyeong check [PATH]: 규칙 파일에 틀린 곳이 있는지 봐요. 어디가 왜 틀렸고 어떻게 고치는지 한꺼번에 알려 줘요

PATH:
  ${RULES_KO}

옵션:
  --rules PATH                 PATH와 같아요
  --format text|json|github    사람에게, 프로그램에게, GitHub Actions에게

끝날 때의 코드:
  0 좋음 (경고는 있을 수 있어요), 1 틀린 곳이 있음, 2 잘못 부름

예:
  annyeong check rules/rules.yaml`,
    en: `
annyeong check [PATH]: looks for mistakes in the rules, and says of all of them where, what and how to mend it

PATH:
  ${RULES_EN}

Options:
  --rules PATH                 the same as PATH
  --format text|json|github    for people, for programs, for GitHub Actions

Exit codes:
  0 good (there may be warnings), 1 mistakes, 2 wrong usage

Example:
  annyeong check rules/rules.yaml`,
  },
  explain: {
    ko: `
annyeong explain '글': 이 글에 무엇을, 왜 답하는지 보여 줘요. 봇이 쓰는 것과 똑같은 코드로 판단해요

옵션:
  --rules PATH          규칙. ${RULES_KO}
  --channel 이름        어디에서: 채널 이름이나 id, dm, group_dm, public, private. 기본: general
  --from 사람           누가: @이름, @그룹, U…, S…, B…, guests, external, bots. 기본: 한 사람
  --in-thread           스레드 안의 답글로
  --mention             봇을 부른 글로
  --bot U…              글 속의 <@U…>가 봇이라고 알려 줘요
  --at 시각             언제: 2026-11-24T09:00 처럼. 시간대가 없으면 규칙 파일의 timezone. 기본: 지금
  --all                 답하는 규칙 뒤의 규칙까지 다 보여 줘요
  --format text|json    사람에게, 프로그램에게

'-'로 시작하는 글은 -- 뒤에 써요: annyeong explain -- '-5도'

예:
  annyeong explain '휴가 어떻게 써요?' --channel hr`,
    en: `
annyeong explain 'TEXT': shows what the bot answers to a text, and why, by the very code that the bot runs

Options:
  --rules PATH          the rules: ${RULES_EN}
  --channel NAME        where: a channel's name or id, dm, group_dm, public, private. Default: general
  --from WHO            who: @name, @group, U…, S…, B…, guests, external, bots. Default: a person
  --in-thread           as a reply inside a thread
  --mention             as a message that mentions the bot
  --bot U…              says that <@U…> in the text is the bot
  --at TIME             when: 2026-11-24T09:00, in the timezone of the rules where it names none. Default: now
  --all                 shows the rules after the one that answers, too
  --format text|json    for people, for programs

A text that begins with '-' goes behind --: annyeong explain -- '-5 degrees'

Example:
  annyeong explain 'How do I take leave?' --channel hr`,
  },
  replay: {
    ko: `
annyeong replay 파일: 지난 메시지에 규칙을 돌려 봐요. 규칙마다 몇 번 맞았는지, 기본 답에 맡긴 메시지는 무엇인지 보여 줘요

파일:
  Slack에서 내보낸 폴더나 zip: 모든 채널의 메시지를 시간 순서로
  한 줄에 메시지 하나씩 적은 JSON: 적힌 순서로. -는 표준 입력
    {"text": "휴가 어떻게 써요?", "channel": "hr", "user": "U0123456789", "ts": "1795000000.000100"}
    channel과 user에는 explain의 --channel, --from 값도 쓸 수 있어요. 스레드의 답글에는 thread_ts도 적어요

옵션:
  --rules PATH               규칙. ${RULES_KO}
  --against PATH             이전 규칙. 그때와 견주어 어떤 메시지가 어떻게 달라지는지 보여 줘요
  --bot U…                   글 속의 <@U…>가 봇이라고 알려 줘요
  --format text|json|jsonl   사람에게, 프로그램에게 한꺼번에, 프로그램에게 메시지마다 한 줄씩

once_per, limit, in_turn, hours는 메시지가 쓰인 때를 따라요. 처음에는 아무것도 답하지 않은 것으로 봐요.

끝날 때의 코드:
  0 좋음 (읽지 못한 메시지는 있을 수 있어요), 1 규칙이나 파일이 틀림, 2 잘못 부름

예:
  annyeong replay export.zip --against old.yaml`,
    en: `
annyeong replay FILE: runs the rules over past messages; shows what each rule fits, and what only the default answered

FILE:
  a Slack export, as a folder or a zip: the messages of all channels by time
  a file with one JSON message a line: in the order of the lines. - is the standard input
    {"text": "How do I take leave?", "channel": "hr", "user": "U0123456789", "ts": "1795000000.000100"}
    channel and user may be what explain takes for --channel and --from; a reply in a thread has a thread_ts too

Options:
  --rules PATH               the rules: ${RULES_EN}
  --against PATH             older rules; shows which messages would go elsewhere than with them
  --bot U…                   says that <@U…> in the texts is the bot
  --format text|json|jsonl   for people; for programs, at once; for programs, one line for each message

once_per, limit, in_turn and hours go by the times of the messages; at first nothing has been answered.

Exit codes:
  0 good (some messages may be unreadable), 1 mistakes in the rules or no such file, 2 wrong usage

Example:
  annyeong replay export.zip --against old.yaml`,
  },
  help: {
    ko: `
annyeong help [명령]: 도움말을 보여 줘요

예:
  annyeong help check`,
    en: `
annyeong help [COMMAND]: shows help

Example:
  annyeong help check`,
  },
};
