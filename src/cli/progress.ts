// How far a long command has come → a bar on a terminal's error stream, drawn over itself; nothing anywhere else.
import type { Out } from './io.ts';

export interface Progress {
  /** `share`: from 0 to 1, 0 where it is not known; cheap enough to be called often. */
  readonly show: (share: number, count: number) => void;
  readonly clear: () => void;
}

const EVERY_MS = 100;
const BAR_WIDTH = 30;
const ERASE_LINE = '\r\u001b[2K';

export const progressOn = (err: Out): Progress => {
  if (err.isTTY !== true) return { show: () => {}, clear: () => {} };
  let last = 0;
  return {
    show: (share, count) => {
      const now = performance.now();
      if (now - last < EVERY_MS) return;
      last = now;
      const done = Math.round(share * BAR_WIDTH);
      const bar = share > 0 ? `[${'='.repeat(done)}${' '.repeat(BAR_WIDTH - done)}] ${Math.floor(share * 100)}%  ` : '';
      err.write(`${ERASE_LINE}${bar}${count.toLocaleString('en-US')}`);
    },
    clear: () => {
      if (last > 0) err.write(ERASE_LINE);
    },
  };
};
