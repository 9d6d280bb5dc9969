// The bytes of a JSON array, chunk by chunk → its entries, as soon as each is whole: a file of any size takes one chunk's room.

export interface Items {
  /** The entries that end in this chunk. */
  readonly feed: (chunk: Uint8Array) => readonly unknown[];
  /** After the last chunk: why it was no array. */
  readonly fault: () => 'not_an_array' | 'cut_off' | null;
  /** How many entries could not be read, or were too large to be. */
  readonly broken: () => number;
}

/** Slack's longest message is 40,000 characters; with blocks, files and previews some hundred kB. */
const ITEM_BYTES_MAX = 8 * 1024 * 1024;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const [OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];
const isBlank = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
const isByteOrderMark = (byte: number): boolean => byte === 0xef || byte === 0xbb || byte === 0xbf;

export const openItems = (): Items => {
  let place: 'before' | 'within' | 'after' | 'no_array' = 'before';
  /** Of brackets and braces within the array. */
  let depth = 0;
  let isText = false;
  let isEscaped = false;
  /** Something that is neither an object nor an array. */
  let isBare = false;
  let kept: Buffer[] = [];
  let keptBytes = 0;
  let broken = 0;

  const whole = (chunk: Buffer, start: number, end: number): unknown => {
    const last = chunk.subarray(start, end);
    const bytes = kept.length === 0 ? last : Buffer.concat([...kept, last]);
    const isTooLarge = keptBytes + last.length > ITEM_BYTES_MAX;
    kept = [];
    keptBytes = 0;
    return isTooLarge ? undefined : parsed(bytes.toString('utf8'));
  };

  const feed = (bytes: Uint8Array): readonly unknown[] => {
    const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const items: unknown[] = [];
    let start = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at] ?? 0;
      if (isText) {
        if (isEscaped) isEscaped = false;
        else if (byte === BACKSLASH) isEscaped = true;
        else if (byte === QUOTE) isText = false;
      } else if (byte === QUOTE) {
        isText = true;
        if (depth === 0) isBare = true;
      } else if (place === 'before') {
        if (byte === OPEN_ARRAY) place = 'within';
        else if (!isBlank(byte) && !isByteOrderMark(byte)) place = 'no_array';
      } else if (place !== 'within') {
        if (place === 'after' && !isBlank(byte)) place = 'no_array';
      } else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
        if (depth === 0) start = at;
        depth += 1;
      } else if (depth > 0) {
        if (byte !== CLOSE_OBJECT && byte !== CLOSE_ARRAY) continue;
        depth -= 1;
        if (depth > 0) continue;
        const item = whole(chunk, start, at + 1);
        if (item === undefined) broken += 1;
        else items.push(item);
      } else if (byte === COMMA || byte === CLOSE_ARRAY) {
        if (isBare) broken += 1;
        isBare = false;
        if (byte === CLOSE_ARRAY) place = 'after';
      } else if (!isBlank(byte)) isBare = true;
    }
    if (depth > 0) {
      const rest = chunk.subarray(start);
      keptBytes += rest.length;
      // What is too large is not even kept.
      if (keptBytes <= ITEM_BYTES_MAX) kept.push(Buffer.from(rest));
      else kept = [];
    }
    return items;
  };

  return {
    feed,
    fault: () => (place === 'after' ? null : place === 'within' ? 'cut_off' : 'not_an_array'),
    broken: () => broken,
  };
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
