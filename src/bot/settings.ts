// What the operator asks for. In: environment and flags. Out: settings, or all that is wrong with them, at once.
import { readFileSync } from 'node:fs';
import type { Language, Phrase } from '../domain/language.ts';
import type { LogLevel } from '../domain/ports.ts';
import { tokenFault } from '../slack/token.ts';
import { dataFolder } from './data-folder.ts';
import type { Environment } from './dotenv.ts';
import { rulesPath } from './rules-path.ts';

export interface Settings {
  /** null: none was given. */
  readonly token: string | null;
  /** With a slash at its end. */
  readonly apiUrl: string;
  /** A file or a folder. */
  readonly rules: string;
  /** null: not asked for; the rules file or the system's locale decide. */
  readonly language: Language | null;
  readonly logLevel: LogLevel;
  readonly dryRun: boolean;
  /** Where claims and what is owed are kept; a dry run keeps nothing. */
  readonly journal: JournalChoice;
  /** How many posts a minute the workspace takes. */
  readonly postsPerMinute: number;
}

export type JournalChoice =
  | { readonly kind: 'memory' }
  /** A folder of this machine, which is made where it is not there. */
  | { readonly kind: 'level'; readonly folder: string }
  /** Shared by several replicas. The address may hold a password. */
  | { readonly kind: 'redis'; readonly url: string };

export interface Flags {
  readonly rules?: string | undefined;
  readonly dryRun?: boolean | undefined;
}

const SLACK_API_URL = 'https://slack.com/api/';

export const readSettings = (
  env: Environment,
  flags: Flags,
): { readonly ok: true; readonly settings: Settings } | { readonly ok: false; readonly faults: readonly Phrase[] } => {
  const faults: Phrase[] = [];
  const settings: Settings = {
    token: readToken(env, faults),
    apiUrl: readApiUrl(env, faults),
    rules: rulesPath(flags.rules, env),
    language: readLanguage(env, faults),
    logLevel: readLevel(env, faults),
    dryRun: flags.dryRun ?? false,
    journal: flags.dryRun === true ? { kind: 'memory' } : readJournal(env, faults),
    postsPerMinute: readPostsPerMinute(env, faults),
  };
  return faults.length === 0 ? { ok: true, settings } : { ok: false, faults };
};

/** A variable set to nothing is one that is not set. */
const asked = (env: Environment, name: string): string | undefined => env[name] || undefined;

const readToken = (env: Environment, faults: Phrase[]): string | null => {
  const token = readSecret('SLACK_BOT_TOKEN', env, faults);
  if (token === undefined) return null;
  const fault = tokenFault(token);
  if (fault !== null) faults.push(fault);
  return token;
};

/** From the variable itself, or from the file that `NAME_FILE` names. */
const readSecret = (name: string, env: Environment, faults: Phrase[]): string | undefined => {
  const said = asked(env, name);
  const file = asked(env, `${name}_FILE`);
  if (said !== undefined || file === undefined) return said;
  try {
    return readFileSync(file, 'utf8')
      .replace(/^\uFEFF/, '')
      .trim();
  } catch (fault) {
    const code = fault instanceof Error && 'code' in fault ? String(fault.code) : 'unreadable';
    const why = UNREADABLE[code] ?? { ko: `읽을 수 없어요(${code})`, en: `it cannot be read (${code})` };
    faults.push({
      ko: `${name}_FILE이 가리키는 ${file}: ${why.ko}. 경로와 읽기 권한을 확인해 주세요.`,
      en: `${name}_FILE names ${file}: ${why.en}. Check the path and its permissions.`,
    });
    return undefined;
  }
};

const UNREADABLE: Readonly<Record<string, Phrase>> = {
  ENOENT: { ko: '파일이 없어요', en: 'the file is not there' },
  EISDIR: { ko: '폴더예요', en: 'it is a folder' },
  EACCES: { ko: '읽을 권한이 없어요', en: 'it may not be read' },
};

const readApiUrl = (env: Environment, faults: Phrase[]): string => {
  const text = asked(env, 'SLACK_API_URL') ?? SLACK_API_URL;
  if (!URL.canParse(text) || !['http:', 'https:'].includes(new URL(text).protocol)) {
    faults.push({
      ko: `SLACK_API_URL은 ${SLACK_API_URL} 처럼 http:// 나 https:// 로 시작하는 주소여야 해요. 보통은 비워 두면 돼요.`,
      en: `SLACK_API_URL must be an address that begins with http:// or https://, such as ${SLACK_API_URL}. Mostly it is best left out.`,
    });
  }
  return text.endsWith('/') ? text : `${text}/`;
};

const readJournal = (env: Environment, faults: Phrase[]): JournalChoice => {
  const url = readSecret('ANNYEONG_REDIS_URL', env, faults);
  if (url === undefined) return { kind: 'level', folder: dataFolder(env) };
  // The address is not shown: it may hold a password.
  if (!URL.canParse(url) || !['redis:', 'rediss:'].includes(new URL(url).protocol))
    faults.push({
      ko: 'ANNYEONG_REDIS_URL은 redis://호스트:6379 나 rediss://이름:비밀번호@호스트:6379 같은 주소여야 해요. Redis를 쓰지 않으려면 비워 두세요.',
      en: 'ANNYEONG_REDIS_URL must be an address such as redis://host:6379 or rediss://user:password@host:6379. Leave it out to do without Redis.',
    });
  return { kind: 'redis', url };
};

/** Slack takes "several hundred per minute" (docs.slack.dev/apis/web-api/rate-limits). */
const POSTS_PER_MINUTE = 300;
const POSTS_PER_MINUTE_MAX = 1_000_000;

const readPostsPerMinute = (env: Environment, faults: Phrase[]): number => {
  const text = asked(env, 'ANNYEONG_POSTS_PER_MINUTE');
  if (text === undefined) return POSTS_PER_MINUTE;
  const number = /^\d+$/.test(text) ? Number(text) : 0;
  if (number >= 1 && number <= POSTS_PER_MINUTE_MAX) return number;
  faults.push({
    ko: `ANNYEONG_POSTS_PER_MINUTE은 1 이상의 수여야 해요. 지금은 “${text}”예요. 보통은 비워 두면 돼요(${POSTS_PER_MINUTE}).`,
    en: `ANNYEONG_POSTS_PER_MINUTE must be a number from 1 on; it is “${text}”. Mostly it is best left out (${POSTS_PER_MINUTE}).`,
  });
  return POSTS_PER_MINUTE;
};

const readLanguage = (env: Environment, faults: Phrase[]): Language | null => {
  const text = asked(env, 'ANNYEONG_LANG');
  if (text === 'ko' || text === 'en') return text;
  const fault = languageFault(text);
  if (fault !== null) faults.push(fault);
  return null;
};

export const languageFault = (text: string | undefined): Phrase | null =>
  !text || text === 'ko' || text === 'en'
    ? null
    : {
        ko: `ANNYEONG_LANG은 ko나 en이어야 해요. 지금은 “${text}”예요.`,
        en: `ANNYEONG_LANG must be ko or en; it is “${text}”.`,
      };

const LEVELS: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

const readLevel = (env: Environment, faults: Phrase[]): LogLevel => {
  const text = asked(env, 'LOG_LEVEL') ?? 'info';
  const level = LEVELS.find((known) => known === text.toLowerCase());
  if (level !== undefined) return level;
  faults.push({
    ko: `LOG_LEVEL은 ${LEVELS.join(', ')} 가운데 하나여야 해요. 지금은 “${text}”예요.`,
    en: `LOG_LEVEL must be one of ${LEVELS.join(', ')}; it is “${text}”.`,
  });
  return 'info';
};
