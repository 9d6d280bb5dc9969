// Sentences about durations, days, times of day and dates.
import { shown, type Finding } from './phrases.ts';

export const durationOdd = (
  written: string,
  {
    key,
    fix,
    why,
  }: { readonly key: string; readonly fix: string; readonly why: 'negative' | 'zero' | 'unit' | 'other' },
): Finding => {
  const message = {
    negative: {
      ko: `\`${key}\` 는 0보다 커야 하는데 음수예요: ${shown(written)}.`,
      en: `\`${key}\` must be greater than 0, but is negative: ${shown(written)}.`,
    },
    zero: {
      ko: `\`${key}\` 는 0보다 커야 하는데 0이에요: ${shown(written)}.`,
      en: `\`${key}\` must be greater than 0, but is zero: ${shown(written)}.`,
    },
    unit: {
      ko: `\`${key}\` 에 단위가 없어요: ${shown(written)}.`,
      en: `\`${key}\` lacks its unit: ${shown(written)}.`,
    },
    other: {
      ko: `\`${key}\` 에 쓸 수 없는 값이에요: ${shown(written)}.`,
      en: `\`${key}\` does not take ${shown(written)}.`,
    },
  }[why];
  return {
    code: 'duration',
    message,
    hint: {
      ko: `0보다 큰 정수와 단위(\`s\` 초, \`m\` 분, \`h\` 시간, \`d\` 일)를 붙여 써 주세요: \`${key}: ${fix}\`.`,
      en: `Write a whole number and a unit (\`s\`, \`m\`, \`h\` or \`d\`) together: \`${key}: ${fix}\`.`,
    },
  };
};

export const durationTooLong = (written: string): Finding => ({
  code: 'duration',
  message: {
    ko: `\`after\` 는 10분까지만 쓸 수 있는데 더 길어요: ${shown(written)}.`,
    en: `\`after\` is at most 10 minutes, but this is more: ${shown(written)}.`,
  },
  hint: { ko: '`after: 10m` 이하로 줄여 주세요.', en: 'Shorten it to `after: 10m` or less.' },
});

export const dayOdd = (
  written: string,
  {
    fix,
    isSure,
    odd,
    isEvery,
  }: { readonly fix: string; readonly isSure: boolean; readonly odd: string | undefined; readonly isEvery: boolean },
): Finding => {
  const list =
    'mon, tue, wed, thu, fri, sat, sun(월, 화, 수, 목, 금, 토, 일), `mon-fri`, `weekday`(평일), `weekend`(주말)';
  return {
    code: 'hours-day',
    message: {
      ko: `\`days\` 에 모르는 요일이 있어요: ${shown(odd ?? written)}.`,
      en: `\`days\` holds an unknown weekday: ${shown(odd ?? written)}.`,
    },
    hint: isEvery
      ? { ko: '매일이라면 `days` 를 지워 주세요.', en: 'For every day delete `days`.' }
      : isSure
        ? { ko: `이렇게 써 주세요: \`days: ${fix}\`.`, en: `Write \`days: ${fix}\`.` }
        : {
            ko: `\`days: ${fix}\` 처럼 써 주세요. 쓸 수 있는 요일: ${list}.`,
            en: `Write it like \`days: ${fix}\`. The days are \`mon\`, \`tue\`, \`wed\`, \`thu\`, \`fri\`, \`sat\`, \`sun\`, \`mon-fri\`, \`weekday\`, \`weekend\`.`,
          },
  };
};

export const timeOdd = (
  written: string,
  { key, fix, why }: { readonly key: string; readonly fix: string; readonly why: 'hour' | 'range' | 'other' },
): Finding => ({
  code: 'hours-time',
  message: {
    ko: `\`${key}\` 에 쓸 수 없는 시각이에요: ${shown(written)}.`,
    en: `\`${key}\` is no time of day: ${shown(written)}.`,
  },
  hint:
    why === 'hour'
      ? {
          ko: `다음 날의 시각이라면 이렇게 써 주세요: \`${fix}\`. \`to\` 가 \`from\` 보다 이르면 다음 날까지예요. 시각은 "00:00"부터 "23:59"까지예요(\`to\` 는 "24:00"까지).`,
          en: `If the next day is meant, write \`${fix}\`: a \`to\` earlier than \`from\` is on the next day. Times go from "00:00" to "23:59" (in \`to\`, "24:00").`,
        }
      : {
          ko: `시:분을 두 자리씩, 24시간으로, 따옴표로 감싸서 써 주세요: \`${fix}\`.`,
          en: `Write HH:MM on the 24-hour clock, in quotes: \`${fix}\`.`,
        },
});

export const dateOdd = (
  written: string,
  { fix, isNoDay }: { readonly fix: string | undefined; readonly isNoDay: boolean },
): Finding => ({
  code: 'hours-date',
  message: isNoDay
    ? { ko: `달력에 없는 날짜예요: ${shown(written)}.`, en: `There is no such date: ${shown(written)}.` }
    : {
        ko: `\`except\` 에 쓸 수 없는 날짜예요: ${shown(written)}.`,
        en: `\`except\` does not take ${shown(written)}.`,
      },
  hint:
    fix === undefined
      ? {
          ko: '달력에 있는 날짜를 연-월-일로 써 주세요: `except: ["2026-12-25"]`.',
          en: 'Write a date of the calendar as year-month-day: `except: ["2026-12-25"]`.',
        }
      : {
          ko: `연-월-일로, 네 자리-두 자리-두 자리로 써 주세요: \`except: ["${fix}"]\`.`,
          en: `Write it as year-month-day: \`except: ["${fix}"]\`.`,
        },
});

export const timesEqual = (time: string): Finding => ({
  code: 'hours-equal',
  message: {
    ko: `\`from\` 과 \`to\` 가 같은 시각이에요: ${shown(time)}.`,
    en: `\`from\` and \`to\` are the same time: ${shown(time)}.`,
  },
  hint: {
    ko: '하루 종일이라면 둘 다 지우고, 아니면 `to` 를 다른 시각으로 고쳐 주세요: `from: "09:00", to: "18:00"`.',
    en: 'For the whole day delete both; else write another time: `from: "09:00", to: "18:00"`.',
  },
});

export const momentOdd = (written: string): Finding => ({
  code: 'example-at',
  message: {
    ko: `\`at\` 에 쓸 수 없는 때예요: ${shown(written)}.`,
    en: `\`at\` is no point in time: ${shown(written)}.`,
  },
  hint: {
    ko: '있는 날짜와 시각을 이렇게 써 주세요: `at: "2026-03-04T10:00"`.',
    en: 'Write a date and a time that exist, such as `at: "2026-03-04T10:00"`.',
  },
});

export const timesOdd = (written: string): Finding => {
  const found = Number(/\d+/u.exec(written.normalize('NFKC'))?.[0] ?? Number.NaN);
  const fix = Number.isInteger(found) && found > 0 && !/[-.]/u.test(written) ? found : 5;
  return {
    code: 'limit-times',
    message: {
      ko: `\`times\` 에 쓸 수 없는 값이에요: ${shown(written)}.`,
      en: `\`times\` does not take ${shown(written)}.`,
    },
    hint: {
      ko: `1 이상의 정수를 따옴표 없이 써 주세요: \`times: ${fix}\`.`,
      en: `Write a whole number of at least 1, without quotes: \`times: ${fix}\`.`,
    },
  };
};
