// From a file's bytes to its text without BOM, or to the place where they stop being UTF-8 text.

export type Decoded =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly line: number; readonly column: number; readonly looksLike: Encoding | null };

/** What Korean Windows writes when UTF-8 is not chosen. */
export type Encoding = 'UTF-16' | 'EUC-KR';

const NEW_LINE = 0x0a;

export const decodeUtf8 = (bytes: Uint8Array): Decoded => {
  if (isUtf16(bytes)) return { ok: false, line: 1, column: 1, looksLike: 'UTF-16' };
  const nul = bytes.indexOf(0);
  if (nul >= 0) return { ok: false, ...placeOf(bytes, nul), looksLike: null };
  const text = decoded(bytes, 'utf-8');
  if (text !== null) return { ok: true, text };
  const looksLike = decoded(bytes, 'euc-kr') === null ? null : 'EUC-KR';
  return { ok: false, ...placeOf(bytes, firstBroken(bytes)), looksLike };
};

/** With its BOM, or Latin text whose every other byte is 0. */
const isUtf16 = (bytes: Uint8Array): boolean => {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  const head = bytes.subarray(0, 64);
  const [even, odd] = [0, 1].map((parity) => head.filter((byte, index) => byte === 0 && index % 2 === parity).length);
  return head.length >= 4 && Math.max(even ?? 0, odd ?? 0) >= head.length / 4;
};

const decoded = (bytes: Uint8Array, encoding: string): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null; // the bytes are of another encoding, which is what was asked
  }
};

/** Offset of the first byte that is no UTF-8: by halves, since a prefix is sound up to it. */
const firstBroken = (bytes: Uint8Array): number => {
  let sound = 0;
  let broken = bytes.length;
  while (broken - sound > 1) {
    const middle = (sound + broken) >> 1;
    if (isSoundPrefix(bytes.subarray(0, middle))) sound = middle;
    else broken = middle;
  }
  return sound;
};

/** Sound as far as it goes: a character cut off at its end is no fault. */
const isSoundPrefix = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false; // as above
  }
};

const placeOf = (bytes: Uint8Array, offset: number): { readonly line: number; readonly column: number } => {
  const lineStart = bytes.lastIndexOf(NEW_LINE, offset - 1) + 1;
  const line = bytes.subarray(0, offset).filter((byte) => byte === NEW_LINE).length + 1;
  const before = offset <= 0 ? '' : new TextDecoder('utf-8').decode(bytes.subarray(offset > 0 ? lineStart : 0, offset));
  return { line, column: before.replace(/\ufffd+$/u, '').length + 1 };
};
