// Sentences about names of things outside the file: channels, emoji, time zones.
import { quoted, shown, type Finding } from './phrases.ts';

export const channelList = (text: string, parts: readonly string[]): Finding => {
  const fix = `[${parts.map((part) => (/^[!#*]/u.test(part) ? quoted(part) : part)).join(', ')}]`;
  return {
    code: 'channel-list',
    message: {
      ko: `채널 여럿이 글 하나로 쓰여 있어요: ${shown(text)}.`,
      en: `Several channels are written as one text: ${shown(text)}.`,
    },
    hint: {
      ko: `하나씩 나눠 목록으로 써 주세요: \`channels: ${fix}\`.`,
      en: `Write each on its own, as a list: \`channels: ${fix}\`.`,
    },
  };
};

/** A full-width sign where the plain one is meant. */
export const wideSign = (code: Finding['code'], [wide, plain]: readonly [string, string], fix: string): Finding => ({
  code,
  message: {
    ko: `반각 \`${plain}\` 가 아닌 전각 기호 \`${wide}\` 가 있어요.`,
    en: `The sign \`${wide}\` is full-width and not the plain \`${plain}\`.`,
  },
  hint: { ko: `반각으로 써 주세요: \`${fix}\`.`, en: `Write the plain sign: \`${fix}\`.` },
});

/** `<#C0123|hr>`: how Slack's own messages spell a channel. */
export const channelLink = (text: string, key: string, id: string): Finding => ({
  code: 'channel-name',
  message: {
    ko: `Slack 안에서 쓰는 채널 표기예요: ${shown(text)}.`,
    en: `This is how Slack spells a channel inside a message: ${shown(text)}.`,
  },
  hint: { ko: `ID만 써 주세요: \`${key}: ${id}\`.`, en: `Write the ID alone: \`${key}: ${id}\`.` },
});

export const channelName = (text: string, key: 'channels' | 'channel', fixed: string): Finding => {
  const odd = /["'“”‘’]/u.test(text)
    ? { ko: '따옴표가', en: 'a quotation mark' }
    : /,|，|、/u.test(text)
      ? { ko: '쉼표가', en: 'a comma' }
      : /\s/u.test(text)
        ? { ko: '빈칸이', en: 'a blank' }
        : null;
  const fix = quoted(fixed === '' ? 'hr' : fixed);
  return {
    code: 'channel-name',
    message:
      odd === null
        ? { ko: `채널 이름으로 쓸 수 없어요: ${shown(text)}.`, en: `This is no name of a channel: ${shown(text)}.` }
        : {
            ko: `채널 이름에 ${odd.ko} 들어 있어요: ${shown(text)}.`,
            en: `The name of a channel holds ${odd.en}: ${shown(text)}.`,
          },
    hint: {
      ko: `Slack에 보이는 이름 그대로 써 주세요: \`${key}: ${fix}\`.${key === 'channel' ? '' : ' 여럿이면 `[hr, dm]` 처럼 목록으로 써요.'}`,
      en: `Write the name as Slack shows it: \`${key}: ${fix}\`${key === 'channel' ? '' : '; several as a list: `[hr, dm]`'}.`,
    },
  };
};

export const emojiUnicode = (text: string, name: string | undefined): Finding => ({
  code: 'emoji-unicode',
  message: {
    ko: `\`react\` 에는 이모지 그림 대신 이름을 써요: ${shown(text)}.`,
    en: `\`react\` takes an emoji's name, not the emoji itself: ${shown(text)}.`,
  },
  hint:
    name === undefined
      ? {
          ko: 'Slack에서 이모지 위에 마우스를 올리면 이름이 보여요. `react: wave` 처럼 써 주세요.',
          en: 'Slack shows the name when you point at the emoji; write it as in `react: wave`.',
        }
      : { ko: `그림 대신 이름을 써 주세요: \`${name}\`.`, en: `Write the name in its place: \`${name}\`.` },
});

export const emojiName = (text: string, parts: readonly string[]): Finding => {
  const fix = parts.length > 1 ? `[${parts.join(', ')}]` : (parts[0] ?? 'wave');
  return {
    code: 'emoji-name',
    message: {
      ko: `이모지 이름에는 빈칸, 쉼표, 따옴표 같은 기호가 들어가지 않아요: ${shown(text)}.`,
      en: `The name of an emoji holds no sign such as a blank, a comma or a quotation mark: ${shown(text)}.`,
    },
    hint: { ko: `\`react: ${fix}\` 처럼 콜론 없이 이름만 써 주세요.`, en: `Write the name alone: \`react: ${fix}\`.` },
  };
};

export const emojiUnknown = (name: string, near: string): Finding => ({
  code: 'emoji-unknown',
  message: {
    ko: `Slack에 처음부터 있는 이모지 가운데 ${shown(name)} 이름은 없어요.`,
    en: `Slack has no emoji of its own by the name ${shown(name)}.`,
  },
  hint: {
    ko: `혹시 \`${near}\`인가요? 직접 만든 이모지라면 그대로 두세요.`,
    en: `Did you mean \`${near}\`? If it is an emoji of your workspace, leave it.`,
  },
});

export const timezoneUnknown = (text: string, near: string): Finding => ({
  code: 'timezone-unknown',
  message: { ko: `모르는 시간대예요: ${shown(text)}.`, en: `Unknown time zone: ${shown(text)}.` },
  hint: {
    ko: `\`timezone: ${near}\` 처럼 대륙/도시 꼴의 시간대 이름을 써 주세요.`,
    en: `Write a time zone as Continent/City (IANA), such as \`timezone: ${near}\`.`,
  },
});

export const broadcast = (to: string): Finding => ({
  code: 'reply-broadcast',
  message: {
    ko: `\`also_to_channel\` 은 스레드에 답할 때만 쓸 수 있는데, 여기는 \`to: ${to}\` 이에요.`,
    en: `\`also_to_channel\` goes with an answer in the thread only, but \`to\` is \`${to}\` here.`,
  },
  hint: {
    ko: '`also_to_channel` 을 지우거나, `to: thread` 로 바꿔 주세요.',
    en: 'Delete `also_to_channel`, or write `to: thread`.',
  },
});
