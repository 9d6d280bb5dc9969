// What cannot be read of past messages → one plain sentence each, in both languages.
import type { Phrase } from '../domain/language.ts';

export const noSuchFile = (at: string): Phrase => ({
  ko: `파일이나 폴더가 없어요: ${at}. 경로를 다시 봐 주세요.`,
  en: `There is no file or folder ${at}. Look at the path again.`,
});
export const unreadable = (at: string, cause: string): Phrase => ({
  ko: `읽을 수 없어요: ${at} (${cause})`,
  en: `${at} cannot be read (${cause}).`,
});
export const notAnExport = (at: string): Phrase => ({
  ko: `Slack에서 내보낸 폴더가 아니에요: ${at}. channels.json과 users.json이 들어 있는 폴더를 주세요.`,
  en: `${at} is not a Slack export. Give the folder that holds channels.json and users.json.`,
});
export const notAnExportZip = (at: string): Phrase => ({
  ko: `Slack에서 내보낸 zip이 아니에요: ${at}. channels.json과 users.json이 들어 있는 zip을 주세요.`,
  en: `${at} is not a Slack export. Give the zip that holds channels.json and users.json.`,
});
export const brokenZip = (at: string, cause: string): Phrase => ({
  ko: `zip 파일이 깨졌어요: ${at} (${cause}). 다시 내려받아 주세요.`,
  en: `The zip file ${at} is broken (${cause}). Download it again.`,
});
export const oneDayFile = (at: string): Phrase => ({
  ko: `${at}은 한 줄에 메시지 하나씩 적은 파일이 아니에요. Slack에서 내보낸 것이라면 channels.json이 들어 있는 폴더나 zip을 통째로 주세요.`,
  en: `${at} does not hold one message a line. If it comes from a Slack export, give the whole folder, or the zip, that holds channels.json.`,
});
export const notText = (at: string): Phrase => ({
  ko: `메시지가 든 파일이 아니에요: ${at}. Slack에서 내보낸 폴더나 zip, 또는 한 줄에 메시지 하나씩 적은 JSON 파일을 주세요.`,
  en: `${at} holds no messages. Give a Slack export, as a folder or a zip, or a file with one JSON message a line.`,
});

export const unreadableFile = (cause: string): Phrase => ({
  ko: `끝까지 읽을 수 없어요 (${cause})`,
  en: `cannot be read to its end (${cause})`,
});
export const unreadableItems = (count: number): Phrase => ({
  ko: `메시지 ${count}개가 JSON이 아니거나 너무 커요`,
  en: `${count} message${count === 1 ? ' is' : 's are'} not JSON, or too large`,
});
export const notAnArray: Phrase = { ko: '메시지의 목록이 아니에요', en: 'is not a list of messages' };
export const cutOff: Phrase = { ko: '파일이 중간에 끝나요', en: 'ends in the middle' };

export const notJson: Phrase = { ko: 'JSON이 아니에요', en: 'is not JSON' };
export const notAnObject: Phrase = { ko: '{ … } 꼴의 메시지가 아니에요', en: 'is not a message in the form { … }' };
export const lineTooLong: Phrase = { ko: '줄이 너무 길어요', en: 'the line is too long' };
/** `field`: a key of the line; `example`: what it holds. */
export const fieldMissing = (field: string, example: string): Phrase => ({
  ko: `"${field}" 값이 없거나 글이 아니에요. "${field}": "${example}" 처럼 써 주세요`,
  en: `"${field}" is missing or no text; write it as "${field}": "${example}"`,
});

/** Of an error of the system its code, of any other its message. */
export const causeOf = (fault: unknown): string => {
  if (!(fault instanceof Error)) return String(fault);
  return 'code' in fault && typeof fault.code === 'string' ? fault.code : fault.message;
};
