// A journal and who the bot is → whether the journal is this bot's; a new one is written down as such.
import type { Phrase } from '../domain/language.ts';
import type { Self } from '../domain/message.ts';
import type { Journal } from '../domain/ports.ts';
import type { JournalChoice } from './settings.ts';

const KEPT = 'bot';

/** null: it is ours. Else what to do: another bot's replies would be sent by this one, and its limits mixed with ours. */
export const ownerFault = async (
  journal: Pick<Journal, 'keep' | 'kept'>,
  { team, user }: Self,
  place: JournalChoice,
): Promise<Phrase | null> => {
  const mine = `${team}/${user}`;
  const owner = await journal.kept(KEPT);
  if (owner === null) await journal.keep(KEPT, mine);
  if (owner === null || owner === mine) return null;
  return place.kind === 'redis'
    ? {
        ko: `이 Redis에는 다른 봇(${owner})의 기록이 있어요. 봇마다 다른 데이터베이스를 쓰도록 ANNYEONG_REDIS_URL 끝의 번호를 바꿔 주세요(예: redis://호스트:6379/1).`,
        en: `This Redis holds the journal of another bot (${owner}). Give each bot a database of its own by the number at the end of ANNYEONG_REDIS_URL, such as redis://host:6379/1.`,
      }
    : {
        ko: `이 데이터 폴더에는 다른 봇(${owner})의 기록이 있어요. 봇마다 ANNYEONG_DATA_DIR을 다르게 정해 주세요. 토큰을 다른 봇의 것으로 바꿨다면 새 폴더를 정하면 돼요.`,
        en: `This data folder holds the journal of another bot (${owner}). Give each bot its own ANNYEONG_DATA_DIR; if the token was changed to another bot’s, a new folder is what it needs.`,
      };
};
