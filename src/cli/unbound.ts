// Names in the rules that the practice workspace does not have → what the person at the terminal is told of them.
import type { Phrase } from '../domain/language.ts';
import type { Unbound } from '../domain/ports.ts';

/** Nobody reads more at once. */
const TOLD_MAX = 10;

export const unboundInPractice = (unbound: readonly Unbound[]): readonly Phrase[] => {
  const more = unbound.length - TOLD_MAX;
  return [
    ...unbound.slice(0, TOLD_MAX).map(inWords),
    ...(more > 0 ? [{ ko: `이런 이름이 ${more}개 더 있어요.`, en: `There are ${more} more of these.` }] : []),
  ];
};

const inWords = ({ name: { kind, name, rule }, near }: Unbound): Phrase => {
  const sign = kind === 'channel' ? '#' : kind === 'person' ? '@' : '';
  const where: Phrase =
    rule === 'default'
      ? { ko: 'default에 적힌', en: 'default uses' }
      : { ko: `규칙 '${rule}'에 적힌`, en: `Rule '${rule}' uses` };
  const meant: Phrase =
    near === null ? { ko: '', en: '' } : { ko: ` 혹시 ${sign}${near}인가요?`, en: ` Did you mean ${sign}${near}?` };
  return kind === 'channel'
    ? {
        ko: `${where.ko} #${name} 채널은 연습장에 없어요.${meant.ko} 만들려면: /channel ${name}`,
        en: `${where.en} the channel #${name}, which the practice workspace does not have.${meant.en} To make it: /channel ${name}`,
      }
    : {
        ko: `${where.ko} ${sign}${name}(사람이나 그룹)은 연습장에 없어요.${meant.ko} 여기 있는 사람 보기: /who`,
        en: `${where.en} ${sign}${name}, and nobody in the practice workspace is called that.${meant.en} Who is here: /who`,
      };
};
