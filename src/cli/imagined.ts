// What `explain` was told of a message → that message, as if it had come from Slack: a name stands for itself.
import { channelId, msToTs } from '../domain/ids.ts';
import type { Phrase } from '../domain/language.ts';
import type { Message, Self } from '../domain/message.ts';
import { nearest } from '../domain/nearest.ts';
import { toMessage } from '../intake/message.ts';
import { A_PERSON, isUserId, namesOf, placeOf, selfNamed, TEAM, whoIs, WHO_KEYWORDS } from '../replay/stand-in.ts';

export interface Told {
  readonly text: string;
  readonly channel: string | undefined;
  readonly from: string | undefined;
  readonly bot: string | undefined;
  readonly inThread: boolean;
  readonly mention: boolean;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export type Imagined =
  | { readonly ok: true; readonly message: Message; readonly self: Self | null }
  | { readonly ok: false; readonly fault: Phrase };

const PARENT_AGE_MS = 60_000;

export const imagine = (told: Told): Imagined => {
  const place = placeOf(told.channel ?? 'general');
  const who = told.from === undefined ? A_PERSON : whoIs(told.from);
  if (who === null) return { ok: false, fault: unknownWho(told.from ?? '') };
  if (told.bot !== undefined && !isUserId(told.bot)) return { ok: false, fault: notAUser(told.bot) };
  const self = told.bot === undefined ? null : selfNamed(told.bot);
  const incoming = {
    team: TEAM,
    channel: channelId(place.id),
    ts: msToTs(told.at),
    threadTs: told.inThread ? msToTs(told.at - PARENT_AGE_MS) : null,
    author: who.author,
    text: told.text,
  };
  const message = toMessage(incoming, namesOf(place, who), self);
  return { ok: true, message: told.mention ? { ...message, mentionsBot: true } : message, self };
};

const unknownWho = (given: string): Phrase => {
  const meant = nearest(given, WHO_KEYWORDS) ?? `@${given}`;
  return {
    ko: `--from 값이 누구인지 모르겠어요: ${given}. 혹시 ${meant}인가요? @이름, @그룹, U…, S…, B…, guests, external, bots를 쓸 수 있어요.`,
    en: `It is not clear who --from '${given}' is. Did you mean ${meant}? It is @name, @group, U…, S…, B…, guests, external or bots.`,
  };
};

export const notAUser = (given: string): Phrase => ({
  ko: `--bot 값이 사용자 id가 아니에요: ${given}. U0ANNYEONG 처럼 U나 W로 시작해요.`,
  en: `--bot '${given}' is no user's id. It begins with U or W, as U0ANNYEONG does.`,
});
