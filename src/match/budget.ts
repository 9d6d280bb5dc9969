// How much work one message may be: counted in steps, so that no message and no rule can hold the bot up.

export interface Budget {
  left: number;
}

/**
 * A step is one instruction of a regex at one character, at worst 8 ns here, so that the whole is 3 s of hostile rules;
 * usual patterns take a tenth of that. Two thousand of them (20 instructions each) on the longest text that a regex
 * sees (4,000 characters) are 160 million.
 */
export const STEPS_MAX = 400_000_000;

/** A part of a text compared at one place takes about as long as so many steps. */
export const PART_STEPS = 4;

export const newBudget = (): Budget => ({ left: STEPS_MAX });

/** False once more is asked than is left; from then on nothing is done any more, and nothing found may be believed. */
export const spend = (budget: Budget, steps: number): boolean => {
  budget.left -= steps;
  return budget.left >= 0;
};

export const isSpent = (budget: Budget): boolean => budget.left < 0;
