// Texts for a stream, as many as one likes → written no faster than they are read, and no more once nobody reads.
import type { Out } from './io.ts';

export interface Flow {
  /** Resolves when there is room for more. */
  readonly write: (text: string) => Promise<void>;
  /** Whether anybody still reads: over a pipe the reader may leave (`annyeong replay … | head`). */
  readonly isOpen: () => boolean;
}

export const flowTo = (out: Out): Flow => {
  let isOpen = true;
  let wake = (): void => {};
  const leave = (): void => {
    isOpen = false;
    wake();
  };
  out.once('close', leave);
  out.once('error', leave);
  return {
    write: async (text) => {
      if (!isOpen || text === '' || out.write(text)) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
        out.once('drain', resolve);
      });
    },
    isOpen: () => isOpen,
  };
};
