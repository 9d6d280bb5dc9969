// What an operator is told about the journal on disk, and what to do. In: what is wrong. Out: one sentence or two.
import type { Phrase } from '../../domain/language.ts';

/** Who holds a store. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
  /** ISO time. */
  readonly since: string;
  /** By which the process is told from a later one of the same number; '' where the system does not say. */
  readonly started: string;
}

export const heldBy = (folder: string, holder: Holder | null): Phrase =>
  holder === null
    ? {
        ko: `다른 annyeong이 ${folder} 폴더를 쓰고 있어요. 그쪽을 먼저 끄거나, ANNYEONG_DATA_DIR로 다른 폴더를 정해 주세요.`,
        en: `Another annyeong uses ${folder}. Stop it first, or give this one a folder of its own with ANNYEONG_DATA_DIR.`,
      }
    : {
        ko: `다른 annyeong이 ${folder} 폴더를 쓰고 있어요(${holder.host}의 프로세스 ${holder.pid}, ${holder.since}부터). 그쪽을 먼저 끄거나, ANNYEONG_DATA_DIR로 다른 폴더를 정해 주세요.`,
        en: `Another annyeong uses ${folder} (process ${holder.pid} on ${holder.host}, since ${holder.since}). Stop it first, or give this one a folder of its own with ANNYEONG_DATA_DIR.`,
      };

export const isNewer = (store: string): Phrase => ({
  ko: `${store}는 더 새로운 annyeong이 쓴 기록이라 읽을 수 없어요. annyeong을 그 버전 이상으로 올리거나, ANNYEONG_DATA_DIR로 다른 폴더를 정해 주세요.`,
  en: `${store} was written by a newer annyeong and cannot be read. Update annyeong, or choose another folder with ANNYEONG_DATA_DIR.`,
});

export type Trouble = 'full' | 'read_only' | 'forbidden' | 'no_folder' | 'no_file' | 'too_many_files' | 'other';

/** `detail`: as the system put it. */
export const cannotWrite = (trouble: Trouble, place: string, detail: string): Phrase => {
  switch (trouble) {
    case 'full':
      return {
        ko: `디스크가 가득 차서 ${place}에 쓸 수 없어요. 자리를 비워 주세요.`,
        en: `The disk is full: nothing can be written to ${place}. Make room on it.`,
      };
    case 'read_only':
      return {
        ko: `${place}는 읽기 전용이에요. 쓸 수 있게 마운트하거나, ANNYEONG_DATA_DIR로 쓸 수 있는 폴더를 정해 주세요.`,
        en: `${place} is read-only. Mount it writable, or choose a writable folder with ANNYEONG_DATA_DIR.`,
      };
    case 'forbidden':
      return {
        ko: `${place}에 쓸 권한이 없어요. 봇을 돌리는 계정에 권한을 주거나, ANNYEONG_DATA_DIR로 다른 폴더를 정해 주세요.`,
        en: `${place} may not be written. Give the bot’s account leave to write there, or choose another folder with ANNYEONG_DATA_DIR.`,
      };
    case 'no_folder':
      return {
        ko: `${place} 자리에 폴더가 아닌 것이 있어요. 그것을 치우거나, ANNYEONG_DATA_DIR로 다른 폴더를 정해 주세요.`,
        en: `Something that is no folder stands where ${place} must be. Move it away, or choose another folder with ANNYEONG_DATA_DIR.`,
      };
    case 'no_file':
      return {
        ko: `${place} 자리에 파일이 아니라 폴더가 있어요. 그것을 치우거나, ANNYEONG_DATA_DIR로 다른 폴더를 정해 주세요.`,
        en: `A folder stands where the file ${place} must be. Move it away, or choose another folder with ANNYEONG_DATA_DIR.`,
      };
    case 'too_many_files':
      return {
        ko: '열린 파일이 너무 많아요. 열 수 있는 파일 수(ulimit -n)를 늘려 주세요.',
        en: 'Too many files are open. Raise the limit of open files (ulimit -n).',
      };
    case 'other':
      return {
        ko: `${place}에 쓸 수 없어요(${detail}). 디스크와 폴더를 확인하거나, ANNYEONG_DATA_DIR로 다른 폴더를 정해 주세요.`,
        en: `${place} cannot be written (${detail}). Check the disk and the folder, or choose another one with ANNYEONG_DATA_DIR.`,
      };
    default:
      return trouble satisfies never;
  }
};

/** While it runs: steps wait meanwhile. */
export const isDown = (cause: Phrase): Phrase => ({
  ko: `${cause.ko} 그동안 봇은 답하지 않고 기다려요. 다시 쓸 수 있게 되면 저절로 이어 가요.`,
  en: `${cause.en} Until then the bot answers nothing and waits; it goes on by itself.`,
});

export const IS_BACK: Phrase = {
  ko: '기록을 다시 쓸 수 있어요. 미뤄 둔 일을 이어서 해요.',
  en: 'The journal can be written again. What had to wait goes on.',
};

export const isTaken = (store: string): Phrase => ({
  ko: `다른 프로세스가 그사이 ${store}를 넘겨받았어요. 이 봇은 더 답하지 않아요. 하나만 남기고 꺼 주세요.`,
  en: `Another process has taken over ${store} meanwhile. This bot answers nothing any more: stop one of the two.`,
});

export const isDeleted = (store: string): Phrase => ({
  ko: `${store} 폴더가 봇이 도는 동안 지워졌어요. 답한 기록이 없으면 두 번 답할 수 있어서 멈춰요. 폴더를 되돌려 놓거나 그대로 둔 채 다시 켜 주세요.`,
  en: `The folder ${store} was deleted while the bot ran. Without its journal it could answer twice, so it stops. Put the folder back, or leave it, and start the bot again.`,
});

export const setAside = (kept: string): Phrase => ({
  ko: `답한 기록이 망가져서 ${kept}에 따로 두고 새로 시작해요. 다시 답해도 되는지 확실하지 않은 지난 메시지에는 답하지 않아요. 원인은 대개 디스크예요. 디스크를 확인한 뒤 이 폴더는 지워도 돼요.`,
  en: `The journal of answers is damaged. It was set aside as ${kept}, and a new one is begun. Past messages that may have been answered already are left unanswered. The cause is mostly the disk: check it; the folder may be deleted then.`,
});

export const isGone = (store: string): Phrase => ({
  ko: `답한 기록(${store})이 사라져서 새로 시작해요. 다시 답해도 되는지 확실하지 않은 지난 메시지에는 답하지 않아요. 일부러 지웠다면 할 일은 없어요.`,
  en: `The journal of answers (${store}) is gone, and a new one is begun. Past messages that may have been answered already are left unanswered. If it was deleted on purpose, there is nothing to do.`,
});

export const LOST_THE_LAST: Phrase = {
  ko: '지난번에 갑자기 꺼져서 마지막 몇 초의 기록이 없을 수 있어요. 그때의 메시지는 답했는지 먼저 찾아보고, 알 수 없으면 답하지 않아요.',
  en: 'The last run ended abruptly, and its last seconds may be missing from the journal. Messages of that time are looked up first, and left unanswered where that cannot be known.',
};
