// What is waited for, each under its key → the thing itself once it has come, or nothing when it is late.

/** Whether `wait` called back in time. */
export const within = async (ms: number, wait: (done: () => void) => void): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), ms);
      wait(() => resolve(true));
    });
  } finally {
    clearTimeout(timer);
  }
};

/** One thing for each key, which may come before or after it is waited for. */
export const openArrivals = <Thing>() => {
  const there = new Map<string, Thing>();
  let waiting: { readonly key: string; readonly done: () => void } | undefined;
  return {
    arrived: (key: string, thing: Thing): void => {
      there.set(key, thing);
      if (waiting?.key === key) waiting.done();
    },
    /** undefined: it did not come in time. Waits for one at a time; what came for others before is forgotten. */
    of: async (key: string, ms: number): Promise<Thing | undefined> => {
      await within(ms, (done) => {
        if (there.has(key)) return done();
        waiting = { key, done };
      });
      const thing = there.get(key);
      there.clear();
      return thing;
    },
    close: (): void => waiting?.done(),
  };
};
