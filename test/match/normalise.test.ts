// Rows: a text as a person sees it, and its plain form and folded spelling.
import assert from 'node:assert/strict';
import { fold, normalise } from '../../src/match/fold.ts';

const check = (name: string, text: string, plain: string, folded = plain): void => {
  it(name, () => {
    assert.equal(normalise(text), plain);
    assert.equal(fold(normalise(text)), folded);
  });
};

describe('a text in its plain form', () => {
  check('joins decomposed Hangul', '휴가'.normalize('NFD'), '휴가');
  check('joins what a zero-width character kept apart', '\u1112\u200b\u1172가', '휴가');
  for (const [name, sign] of Object.entries({
    space: '\u200b',
    'non-joiner': '\u200c',
    joiner: '\u200d',
    'word joiner': '\u2060',
    'byte order mark': '\ufeff',
    'soft hyphen': '\u00ad',
    'variation selector': '\ufe0f',
  }))
    check(`loses a zero-width ${name}`, `휴${sign}가`, '휴가');
  check('keeps a left-to-right mark', 'a\u200eb', 'a\u200eb');
  check('has a mark where half a character stood', 'a\ud83d', 'a\ufffd');
  check('makes full-width signs half-width', '！ＶＰＮ１～', '!VPN1~', '!vpn1~');
  check('keeps a wave dash, which is no full-width sign', '〜', '〜');
  check('composes an accent on a full-width letter', 'Ｅ\u0301', 'É', 'é');
  check('makes quotes plain', '“공지” don’t ‘a’ „b‟ ‚c‛', "\"공지\" don't 'a' \"b\" 'c'");
  check('makes any run of white space one space', '\u3000가\r\n\t\u00a0나\u2028다 ', '가 나 다');
  check('is empty where nothing is seen', '\u200b \ufeff\n', '');
  check('spells a named emoji as Unicode', ':wave:안녕', '👋안녕');
  check('knows every name of an emoji', ':+1::thumbsup:', '👍👍');
  check('knows a name with capitals, full width or a zero-width character', ':Wave:：wave：:wa\u200bve:', '👋👋👋');
  check('leaves skin tones out, typed or named', '👍🏽:+1::skin-tone-4:👍', '👍👍👍');
  check('leaves the tone of a joined emoji out', ':female-technologist::skin-tone-2:👩🏽‍💻', '👩💻👩💻');
  check('keeps a skin tone that stands alone', '🏽', '🏽');
  check("leaves a workspace's own emoji as it is", ':party-parrot:', ':party-parrot:');
  check('lets the colon that ends no name begin one', '시간:zz:wave:', '시간:zz👋');
  check('uses each colon once', ':wave:tada:', '👋tada:');
  check('leaves times alone', '12:30:45', '12:30:45');
  check('spells flags and keycaps one way', ':kr: :one: 1️⃣', '🇰🇷 1⃣ 1⃣');
  check('folds case beyond ASCII', 'ÉΣΑΣ ПРИ', 'ÉΣΑΣ ПРИ', 'éσασ при');
  check('folds ſ to s and ẞ to ß, but ß never to ss', 'ſẞß', 'ſẞß', 'sßß');
  check('folds the kelvin sign to k', '\u212a', 'K', 'k');
  check('keeps İ and ı apart from i', 'İıI', 'İıI', 'İıi');
});

describe('folding', () => {
  it('agrees with V8 on every code point: one class of simple case folding, one spelling of the same length', () => {
    for (let code = 0; code <= 0x10ffff; code++) {
      const letter = String.fromCodePoint(code);
      if ((code >= 0xd800 && code <= 0xdfff) || letter.normalize('NFC') !== letter) continue;
      const others = [letter.toLowerCase(), letter.toUpperCase(), letter.toUpperCase().toLowerCase()];
      const folded = fold(letter);
      if (folded === letter && others.every((other) => other === letter)) continue;
      assert.equal(folded.length, letter.length, `U+${code.toString(16)} keeps its length`);
      const same = new RegExp(`^\\u{${code.toString(16)}}$`, 'iu');
      for (const other of [folded, ...others])
        if (other.normalize('NFC') === other && other.length === letter.length)
          assert.equal(fold(other) === folded, same.test(other), `U+${code.toString(16)} and ${other}`);
    }
  }).timeout(20_000);
});
