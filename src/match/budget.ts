// How much work one message may be: counted in steps, so that no message and no rule can hold the bot up.

export interface Budget {
  /** Always a whole number, which V8 counts down in a register. */
  left: number;
}

/** A step is about a nanosecond of the machine that docs/PERFORMANCE.md measures, once V8 has compiled what is run. */
export const STEPS_MAX = 4_000_000;

/** A part of a text compared at one place. */
export const PART_STEPS = 40;

/** How many characters of a message are looked through for a part of a text in one step. */
export const CHARS_PER_STEP = 2;

export const newBudget = (): Budget => ({ left: STEPS_MAX });

/** False once more is asked than is left; from then on nothing is done any more, and nothing found may be believed. */
export const spend = (budget: Budget, steps: number): boolean => {
  budget.left -= steps;
  return budget.left >= 0;
};

export const isSpent = (budget: Budget): boolean => budget.left < 0;
