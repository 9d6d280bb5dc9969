// The characters that look like nothing, or like others, and slip into keys and marks by pasting.

const NAMES: Readonly<Record<string, { readonly ko: string; readonly en: string }>> = {
  '\u00A0': { ko: '줄바꿈 없는 공백(no-break space, U+00A0)', en: 'a no-break space (U+00A0)' },
  '\u202F': { ko: '좁은 줄바꿈 없는 공백(U+202F)', en: 'a narrow no-break space (U+202F)' },
  '\u3000': { ko: '전각 공백(U+3000)', en: 'a full-width space (U+3000)' },
  '\u200B': { ko: '폭 없는 공백(zero-width space, U+200B)', en: 'a zero-width space (U+200B)' },
  '\u200C': { ko: '폭 없는 문자(zero-width non-joiner, U+200C)', en: 'a zero-width non-joiner (U+200C)' },
  '\u200D': { ko: '폭 없는 문자(zero-width joiner, U+200D)', en: 'a zero-width joiner (U+200D)' },
  '\u2060': { ko: '폭 없는 문자(word joiner, U+2060)', en: 'a zero-width word joiner (U+2060)' },
  '\uFEFF': { ko: '폭 없는 문자(BOM, U+FEFF)', en: 'a zero-width byte order mark (U+FEFF)' },
  '\u00AD': { ko: '보이지 않는 하이픈(soft hyphen, U+00AD)', en: 'an invisible soft hyphen (U+00AD)' },
  '\u200E': { ko: '보이지 않는 방향 표시(U+200E)', en: 'an invisible direction mark (U+200E)' },
  '\u200F': { ko: '보이지 않는 방향 표시(U+200F)', en: 'an invisible direction mark (U+200F)' },
};

const ODD =
  /[\u00A0\u00AD\u200B-\u200F\u202F\u2060\u3000\uFEFF\u2000-\u200A]|\p{Variation_Selector}|[！-～]|[\u0400-\u04FF\u0370-\u03FF]/u;

/** The first odd character of a key, named in both languages; `undefined` where all are ordinary. */
export const oddCharacter = (key: string): { readonly ko: string; readonly en: string } | undefined => {
  const found = ODD.exec(key)?.[0];
  if (found === undefined) return undefined;
  const code = `U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  if (/[！-～]/u.test(found))
    return { ko: `전각 문자 ${found}(${code})`, en: `the full-width character ${found} (${code})` };
  return (
    NAMES[found] ?? {
      ko: `닮은 문자 또는 보이지 않는 문자(${code})`,
      en: `a look-alike or invisible character (${code})`,
    }
  );
};

const LOOKALIKES: Readonly<Record<string, string>> = {
  а: 'a',
  е: 'e',
  о: 'o',
  р: 'p',
  с: 'c',
  у: 'y',
  х: 'x',
  і: 'i',
  ѕ: 's',
};

/** The key without what slipped in. */
export const ordinary = (key: string): string =>
  key
    .normalize('NFKC')
    .replaceAll(/[\u00AD\u200B-\u200F\u2060\uFEFF]|\p{Variation_Selector}/gu, '')
    .replaceAll(/[а-џ]/gu, (letter) => LOOKALIKES[letter] ?? letter)
    .trim();
