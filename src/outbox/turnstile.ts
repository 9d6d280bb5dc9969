// How many may ask at once. In: whoever wants to. Out: a place, in the order in which they came.

export interface Turnstile {
  /** Resolves when there is a place; the function gives it back, once. */
  readonly enter: () => Promise<() => void>;
  /** All get in from now on. */
  readonly open: () => void;
}

export const openTurnstile = (max: number): Turnstile => {
  const line: (() => void)[] = [];
  let inside = 0;
  let isOpen = false;

  const leave = (): void => {
    const next = line.shift();
    if (next === undefined) inside -= 1;
    else next();
  };

  return {
    enter: async () => {
      if (isOpen || inside < max) inside += 1;
      else await new Promise<void>((resolve) => line.push(resolve));
      return once(leave);
    },
    open: () => {
      isOpen = true;
      inside += line.length;
      for (const next of line.splice(0)) next();
    },
  };
};

const once = (work: () => void): (() => void) => {
  let isDone = false;
  return () => {
    if (!isDone) work();
    isDone = true;
  };
};
