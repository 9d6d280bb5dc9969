// The names that a template may use at the place that is being read: the language's own, and those that it made itself.
import type { TemplateEnv } from './fault.ts';
import { FORLOOP_NAMES } from './loop.ts';
import { VARIABLES } from './scope.ts';

/** What can be asked of a text or a list that a template keeps under a name of its own. */
const LOCAL_PARTS: readonly string[] = ['size', 'first', 'last'];

/** One word after the first: a name or a number that is written out, or something that is looked up when it is rendered. */
export type Part = string | number | null;

export type Verdict =
  | { readonly kind: 'known' }
  | {
      readonly kind: 'unknown';
      readonly code: 'template-variable' | 'template-group';
      readonly asked: string;
      readonly among: readonly string[];
    };

const KNOWN: Verdict = { kind: 'known' };

export class Names {
  readonly #env: TemplateEnv;
  readonly #assigned: ReadonlySet<string>;
  readonly #soFar = new Set<string>();
  readonly #loops: (string | null)[] = [];

  constructor(env: TemplateEnv, assigned: readonly string[]) {
    this.#env = env;
    this.#assigned = new Set(assigned);
  }

  /** From here on the name holds a value. */
  assign(name: string): void {
    this.#soFar.add(name);
  }

  /** A loop begins, and with it its variable; null where that could not be read. */
  enter(variable: string | null): void {
    this.#loops.push(variable);
  }

  leave(): void {
    this.#loops.pop();
  }

  /** `user.name` is `user` and `['name']`. */
  judge(root: string, parts: readonly Part[]): Verdict {
    const isAssigned = (this.#loops.length > 0 ? this.#assigned : this.#soFar).has(root);
    if (isAssigned || this.#loops.includes(root)) return this.#local(root, parts);
    if (root === 'match') return this.#group(parts);
    if (root === 'vars') return this.#vars(parts);
    if (root === 'now' && parts.length === 0) return KNOWN;
    if (root === 'forloop' && this.#loops.length > 0) return among('forloop', parts, FORLOOP_NAMES);
    const names = Object.hasOwn(VARIABLES, root) ? VARIABLES[root] : undefined;
    return names === undefined
      ? unknown('template-variable', [root, ...parts], this.#all())
      : among(root, parts, names);
  }

  #local(root: string, parts: readonly Part[]): Verdict {
    const isKnown = parts.every((part) => typeof part !== 'string' || LOCAL_PARTS.includes(part));
    return isKnown
      ? KNOWN
      : unknown(
          'template-variable',
          [root, ...parts],
          LOCAL_PARTS.map((part) => `${root}.${part}`),
        );
  }

  #vars(parts: readonly Part[]): Verdict {
    // `vars[channel.name]`: which one is known only when it is rendered.
    if (parts.length === 1 && parts[0] === null) return KNOWN;
    return among('vars', parts, Object.keys(this.#env.vars));
  }

  #group(parts: readonly Part[]): Verdict {
    const { groups } = this.#env;
    const [part, ...rest] = parts;
    const numbers = groups === null ? [] : Array.from({ length: groups.count + 1 }, (_, index) => `match[${index}]`);
    const names = groups?.names.map((name) => `match.${name}`) ?? [];
    const asked = ['match', ...parts];
    if (groups === null || part === undefined || part === null)
      return unknown('template-group', asked, [...names, ...numbers]);
    const isNumber = typeof part === 'number' || /^\d+$/u.test(part);
    const isThere = isNumber ? numbers.includes(`match[${Number(part)}]`) : groups.names.includes(part);
    if (!isThere) return unknown('template-group', asked, [...names, ...numbers]);
    return rest.length === 0 || (rest.length === 1 && rest[0] === 'size')
      ? KNOWN
      : unknown('template-variable', asked, [`${text(['match', part])}.size`]);
  }

  #all(): readonly string[] {
    const own = Object.entries(VARIABLES).flatMap(([root, names]) => names.map((name) => `${root}.${name}`));
    const vars = Object.keys(this.#env.vars).map((name) => `vars.${name}`);
    const groups =
      this.#env.groups === null ? [] : ['match[0]', ...this.#env.groups.names.map((name) => `match.${name}`)];
    return [...own, 'now', ...vars, ...groups, ...this.#soFar];
  }
}

/** A word that must be followed by one of some names, and by nothing else but `size`. */
const among = (root: string, parts: readonly Part[], names: readonly string[]): Verdict => {
  const [part, ...rest] = parts;
  const isThere =
    typeof part === 'string' &&
    names.includes(part) &&
    (rest.length === 0 || (rest.length === 1 && rest[0] === 'size'));
  return isThere
    ? KNOWN
    : unknown(
        'template-variable',
        [root, ...parts],
        names.map((name) => `${root}.${name}`),
      );
};

const unknown = (
  code: 'template-variable' | 'template-group',
  asked: readonly Part[],
  known: readonly string[],
): Verdict => ({
  kind: 'unknown',
  code,
  asked: text(asked),
  among: known,
});

const text = ([root, ...parts]: readonly Part[]): string =>
  `${root ?? ''}${parts.map((part) => (typeof part === 'string' ? `.${part}` : `[${part ?? '…'}]`)).join('')}`;
