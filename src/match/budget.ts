// How much work one message may be: counted in steps, so that no message and no rule can hold the bot up.

export interface Budget {
  left: number;
}

/**
 * A step is one instruction of a regex at one character, or one part of a text compared: at worst about 8 ns here, so
 * 1.6 s in all. Two thousand usual patterns (20 instructions) on the longest text (4,000 characters) are 160 million.
 */
export const STEPS_MAX = 200_000_000;

export const newBudget = (): Budget => ({ left: STEPS_MAX });

/** False once more is asked than is left; from then on nothing is done any more, and nothing found may be believed. */
export const spend = (budget: Budget, steps: number): boolean => {
  budget.left -= steps;
  return budget.left >= 0;
};

export const isSpent = (budget: Budget): boolean => budget.left < 0;
