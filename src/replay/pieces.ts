// A text of words alone → the pieces by which it is told from others, and how much each of them tells.

/** Words of Hangul by pairs of syllables, since particles stick to them; other words whole. */
export const piecesOf = (form: string): ReadonlySet<string> => {
  const pieces = new Set<string>();
  for (const word of form.split(' ')) {
    for (const part of word.match(/\p{Script=Hangul}+|(?:(?!\p{Script=Hangul}).)+/gu) ?? []) {
      if (!/\p{Script=Hangul}/u.test(part) || part.length === 1) pieces.add(part);
      for (let at = 0; /\p{Script=Hangul}/u.test(part) && at < part.length - 1; at += 1)
        pieces.add(part.slice(at, at + 2));
    }
  }
  return pieces;
};

/** A piece that so few texts have tells as much as any. */
const RARE_TEXTS = 20;
/** What asks, links and ends a sentence says little of what it is about, and so does a number (`0` stands for any). */
const OF_ANY_SENTENCE: ReadonlySet<string> = new Set(
  `어떻 떻게 어디 디서 디에 언제 누구 누가 무엇 뭐 왜 좀 안 못 수 거 것 게 이거 저거 그거 여기 저기 혹시 하면 하려 려면 되나 되는
  하나 나요 해요 돼요 써요 세요 주세 려주 알려 해주 어요 아요 가요 까요 을까 을게 네요 죠 예요 에요 이에 인가 있나 있어 있는 없나 없어
  싶어 싶은 하고 하는 에서 으로 에게 한테 까지 부터 습니 니다 니까 합니 입니 는데 은데 할까 할게 건가 던데 the a an is are am was be do does did how
  what where when who why which can could should would i we you they it its my our your me us of in on at to for from with and or please
  there this that 0`.split(/\s+/u),
);
const LITTLE = 0.15;

export const weigh = (all: readonly ReadonlySet<string>[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const pieces of all) for (const piece of pieces) counts.set(piece, (counts.get(piece) ?? 0) + 1);
  const rare = Math.log(1 + all.length / RARE_TEXTS);
  return new Map(
    [...counts].map(([piece, count]) => [
      piece,
      Math.min(1, Math.log(1 + all.length / count) / rare) * (OF_ANY_SENTENCE.has(piece) ? LITTLE : 1),
    ]),
  );
};

export const sum = (pieces: ReadonlySet<string>, weights: ReadonlyMap<string, number>): number => {
  let total = 0;
  for (const piece of pieces) total += weights.get(piece) ?? 0;
  return total;
};
