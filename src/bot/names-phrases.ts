// A name in the rules that Slack does not know → one sentence about it, with what to do.
import type { Phrase } from '../domain/language.ts';
import type { Unbound } from '../domain/ports.ts';

/** For a person who edits the rules. */
export const unboundInWords = ({ name, why, near }: Unbound): Phrase => {
  const { rule, kind } = name;
  const it = inWords(name);
  const where: Phrase = {
    ko: rule === 'default' ? `default에 적힌 ${it.ko}` : `규칙 '${rule}'에 적힌 ${it.ko}`,
    en: rule === 'default' ? `default uses ${it.en}` : `Rule '${rule}' uses ${it.en}`,
  };
  switch (why) {
    case 'unknown': {
      const advice = near === null ? ADVICE[kind] : meant(kind, near);
      return {
        ko: `${where.ko}을 Slack에서 찾을 수 없어요. ${advice.ko}`,
        en: `${where.en}, which Slack does not know. ${advice.en}`,
      };
    }
    case 'missing_scope':
      return {
        ko: `${where.ko}이 있는지 Slack이 이 토큰에는 알려 주지 않아요(${SCOPES[kind]}). ${INSTEAD[kind].ko}`,
        en: `${where.en}, and Slack does not tell this token whether that exists (${SCOPES[kind]}). ${INSTEAD[kind].en}`,
      };
    case 'unavailable':
      return {
        ko: `${where.ko}이 있는지 아직 확인하지 못했어요. Slack이 목록을 다 알려 주지 않았어요. 조금 뒤에 다시 물어봐요.`,
        en: `${where.en}, which could not be checked yet: Slack did not give the whole list. It is asked again in a while.`,
      };
    default:
      return why satisfies never;
  }
};

type Kind = Unbound['name']['kind'];

/** In Korean all of them end so that the same particles fit. */
const inWords = ({ kind, name }: Unbound['name']): Phrase => {
  switch (kind) {
    case 'channel':
      return { ko: `#${name} 채널`, en: `the channel #${name}` };
    case 'person':
      return { ko: `@${name}(사람이나 그룹)`, en: `@${name}` };
    case 'group':
      return { ko: `${name} 그룹`, en: `the group ${name}` };
    case 'user':
      return { ko: `${name} 계정`, en: `the account ${name}` };
    default:
      return kind satisfies never;
  }
};

const meant = (kind: Kind, near: string): Phrase => {
  const name = `${kind === 'channel' ? '#' : '@'}${near}`;
  return { ko: `혹시 ${name}인가요?`, en: `Did you mean ${name}?` };
};

const ADVICE: Readonly<Record<Kind, Phrase>> = {
  channel: {
    ko: '이름을 확인해 주세요. 비공개 채널이라면 봇을 초대해야 보여요.',
    en: 'Check the name; the bot knows of a private channel only once it has been invited.',
  },
  person: {
    ko: 'Slack에 보이는 이름 그대로인지 확인해 주세요. 다른 회사 사람은 이름 대신 ID(예: U012ABC34)로 써 주세요.',
    en: 'It has to be a handle or a display name, or the handle of a user group; people of another company are best named by their id, such as U012ABC34.',
  },
  group: { ko: '그룹의 ID를 확인해 주세요.', en: 'Check the id of the group.' },
  user: { ko: 'ID를 확인해 주세요.', en: 'Check the id.' },
};

const SCOPES: Readonly<Record<Kind, string>> = {
  channel: 'channels:read, groups:read',
  person: 'users:read, usergroups:read',
  group: 'usergroups:read',
  user: 'users:read',
};

/** A classic app must not be given scopes: that would end its RTM for good. */
const INSTEAD: Readonly<Record<Kind, Phrase>> = {
  channel: {
    ko: '이름 대신 채널 ID(예: C012ABC34)로 써 주세요.',
    en: 'Write the id of the channel instead, such as C012ABC34.',
  },
  person: {
    ko: '사람이라면 ID(예: U012ABC34)로, 그룹이라면 그 사람들을 하나씩 써 주세요.',
    en: 'Write a person’s id, such as U012ABC34, and of a group its people one by one.',
  },
  group: {
    ko: '그룹 대신 그 사람들을 하나씩 써 주세요.',
    en: 'Write its people one by one instead.',
  },
  user: { ko: 'ID를 확인해 주세요.', en: 'Check the id.' },
};
