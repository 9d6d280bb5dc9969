// A message → the message with everything that is computed from its text, once for all rules and only when it is asked for.
import type { Message } from '../domain/message.ts';
import type { View } from '../domain/rule.ts';
import { newBudget, type Budget } from './budget.ts';
import { foldAtOnce, plainAtOnce } from './fast-fold.ts';
import { fold, normalise } from './fold.ts';
import { firstCodePoints, REGEX_CODE_POINTS_MAX } from './regex.ts';

/** What the kinds of `match` look at. */
export type Said = Omit<View, 'message'>;

export const viewOf = (message: Message): View => new Seen(message, new Text(message.shown), newBudget());

export const saidIn = (shown: string): Said => new Spoken(new Text(shown), newBudget());

/** The same with a budget of its own. */
export const viewAgain = (view: View): View => new Seen(view.message, view, newBudget());

type Spelled = Pick<View, 'plain' | 'folded' | 'head'>;

/** Each spelling is made at the first question for it. */
class Text implements Spelled {
  readonly #shown: string;
  #plain: string | undefined;
  #folded: string | undefined;
  #head: string | undefined;

  constructor(shown: string) {
    this.#shown = shown;
  }

  get plain(): string {
    return (this.#plain ??= plainAtOnce(this.#shown) ?? normalise(this.#shown));
  }

  get folded(): string {
    return (this.#folded ??= foldAtOnce(this.#shown) ?? fold(this.plain));
  }

  get head(): string {
    return (this.#head ??= firstCodePoints(this.plain, REGEX_CODE_POINTS_MAX));
  }
}

class Spoken implements Said {
  readonly #text: Spelled;
  readonly budget: Budget;

  constructor(text: Spelled, budget: Budget) {
    this.#text = text;
    this.budget = budget;
  }

  get plain(): string {
    return this.#text.plain;
  }

  get folded(): string {
    return this.#text.folded;
  }

  get head(): string {
    return this.#text.head;
  }
}

class Seen extends Spoken implements View {
  readonly message: Message;

  constructor(message: Message, text: Spelled, budget: Budget) {
    super(text, budget);
    this.message = message;
  }
}
