// A word and a pair of particles such as `이/가` → the word with the one that follows it in Korean.

/** What follows a final consonant, what follows none, and what is written where nobody can tell. */
interface Pair {
  readonly closed: string;
  readonly open: string;
  readonly both: string;
}

const PAIRS: ReadonlyMap<string, Pair> = new Map([
  ['이/가', { closed: '이', open: '가', both: '이(가)' }],
  ['을/를', { closed: '을', open: '를', both: '을(를)' }],
  ['은/는', { closed: '은', open: '는', both: '은(는)' }],
  ['과/와', { closed: '과', open: '와', both: '과(와)' }],
  ['으로/로', { closed: '으로', open: '로', both: '(으)로' }],
  ['아/야', { closed: '아', open: '야', both: '아(야)' }],
  ['이나/나', { closed: '이나', open: '나', both: '(이)나' }],
  ['이에요/예요', { closed: '이에요', open: '예요', both: '이에요(예요)' }],
  ['이라/라', { closed: '이라', open: '라', both: '(이)라' }],
  ['이랑/랑', { closed: '이랑', open: '랑', both: '(이)랑' }],
]);

/** The pairs as they are written in a template. */
export const JOSA_PAIRS: readonly string[] = [...PAIRS.keys()];

/** `철수`, `이/가` → `철수가`; a word of nothing stays nothing, and an unknown pair adds nothing. */
export const josa = (word: string, pair: string): string => word + particle(word, pair);

export const particle = (word: string, pair: string): string => {
  const forms = PAIRS.get(pair.normalize('NFC'));
  if (forms === undefined || word.trim() === '') return '';
  const final = finalSound(word);
  if (final === 'unknown') return forms.both;
  // ㄹ takes 로, though it is a final consonant: 서울로.
  const isOpen = final === 'none' || (final === 'rieul' && pair.normalize('NFC') === '으로/로');
  return isOpen ? forms.open : forms.closed;
};

type FinalSound = 'none' | 'rieul' | 'other' | 'unknown';

/** Long enough for the longest number that is read as one, and for a syllable in its jamo. */
const TAIL_UNITS = 40;

const finalSound = (word: string): FinalSound => {
  // A Mac writes syllables as jamo, and an input method may write digits full-width.
  const tail = word.trimEnd().slice(-TAIL_UNITS).normalize('NFKC');
  const last = tail.at(-1) ?? '';
  if (/[가-힣]/u.test(last)) return ofSyllable(last);
  if (/[0-9]/u.test(last)) return ofSyllable(lastSyllableOf(tail));
  return 'unknown';
};

const SYLLABLES_FIRST = 0xac00;
const FINALS = 28;
const RIEUL = 8;

const ofSyllable = (syllable: string): FinalSound => {
  const final = (syllable.charCodeAt(0) - SYLLABLES_FIRST) % FINALS;
  if (final === 0) return 'none';
  return final === RIEUL ? 'rieul' : 'other';
};

const DIGITS = [...'영일이삼사오육칠팔구'];
/** What a number with so many zeros at its end ends with: 십 백 천, then 만 억 조 경 for four zeros each. */
const TENS = ['', '십', '백', '천'];
const MYRIADS = ['', '만', '억', '조', '경'];

/** The last syllable of the number that a text ends with, as it is read aloud: 21 → 일, 1,000 → 천, 3.10 → 영. */
const lastSyllableOf = (text: string): string => {
  const number = /[0-9](?:[0-9,]*[0-9])?$/u.exec(text)?.[0] ?? '';
  const isFraction = /[0-9]\.$/u.test(text.slice(0, text.length - number.length));
  const digits = number.replaceAll(',', '');
  const zeros = /0*$/u.exec(digits)?.[0].length ?? 0;
  // A fraction, and what begins with a zero, is read digit by digit.
  if (zeros === 0 || isFraction || digits.startsWith('0')) return DIGITS[Number(digits.at(-1))] ?? '영';
  const myriads = MYRIADS[Math.min(Math.floor(zeros / 4), MYRIADS.length - 1)] ?? '';
  return myriads === '' ? (TENS[zeros] ?? '십') : myriads;
};
