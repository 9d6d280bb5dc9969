// A template's source → everything that is wrong with it, in the order in which it is written.
import { defaultOptions, Tokenizer, type TopLevelToken, TypeGuards } from 'liquidjs';
import { nearest } from '../domain/nearest.ts';
import { Expressions } from './check-expression.ts';
import { SOURCE_UNITS_MAX, TAGS } from './engine.ts';
import { syntaxFault, type TemplateEnv, type TemplateFault } from './fault.ts';
import { Names } from './names.ts';

/** Blocks inside blocks: parser and renderer call themselves once for each. */
const DEPTH_MAX = 50;

type TagToken = Extract<TopLevelToken, { readonly args: string }>;

/** A block that has begun and not ended yet. */
interface Block {
  readonly name: string;
  readonly token: TagToken;
  hasElse: boolean;
}

const MIDDLE_TAGS: Readonly<Record<string, readonly string[]>> = {
  elsif: ['if', 'unless'],
  else: ['if', 'unless', 'case', 'for'],
  when: ['case'],
};

export const findFaults = (source: string, env: TemplateEnv): readonly TemplateFault[] => {
  if (source.length > SOURCE_UNITS_MAX) return [syntaxFault(source, SOURCE_UNITS_MAX, source.length)];
  const { tokens, broken } = tokensOf(source);
  const check = new Check(source, new Names(env, assignedIn(tokens)));
  for (const token of tokens) check.read(token);
  check.end();
  const faults = broken === null || check.sawRaw ? check.faults : [...check.faults, broken];
  return faults.toSorted((a, b) => a.offset - b.offset);
};

/** Up to the first `{{` or `{%` that does not end, which is a fault itself. */
const tokensOf = (
  source: string,
): { readonly tokens: readonly TopLevelToken[]; readonly broken: TemplateFault | null } => {
  const tokenizer = new Tokenizer(source);
  const tokens: TopLevelToken[] = [];
  while (!tokenizer.end()) {
    const begin = tokenizer.p;
    try {
      tokens.push(tokenizer.readTopLevelToken(defaultOptions));
    } catch {
      const lineEnd = source.indexOf('\n', begin);
      return { tokens, broken: syntaxFault(source, begin, lineEnd < 0 ? source.length : lineEnd) };
    }
  }
  return { tokens, broken: null };
};

/** The refused ones too: that a name is unknown follows from that its tag is. */
const ASSIGNING_TAGS = ['assign', 'capture', 'increment', 'decrement'];

/** Names that are assigned anywhere: a loop may use one in its second turn that is assigned below in the first. */
const assignedIn = (tokens: readonly TopLevelToken[]): readonly string[] =>
  tokens.flatMap((token) => {
    const name = TypeGuards.isTagToken(token) ? assignedBy(token) : undefined;
    return name === undefined ? [] : [name];
  });

const assignedBy = (token: TagToken): string | undefined =>
  ASSIGNING_TAGS.includes(token.name) ? /^[^\s=|]+/u.exec(token.args)?.[0] : undefined;

class Check {
  readonly faults: TemplateFault[] = [];
  sawRaw = false;
  readonly #source: string;
  readonly #names: Names;
  readonly #expressions: Expressions;
  readonly #open: Block[] = [];
  /** A tag that nobody knows may have been meant to open a block: what closes it is then no second fault. */
  #sawUnknownTag = false;

  constructor(source: string, names: Names) {
    this.#source = source;
    this.#names = names;
    this.#expressions = new Expressions({ source, names, faults: this.faults });
  }

  read(token: TopLevelToken): void {
    const isComment = this.#open.at(-1)?.name === 'comment';
    if (TypeGuards.isTagToken(token)) {
      if (!isComment || token.name === 'endcomment') this.#tag(token);
    } else if (TypeGuards.isOutputToken(token) && !isComment) {
      const [begin, end] = token.contentRange;
      this.#expressions.output(new Tokenizer(this.#source, undefined, undefined, [begin, end]), token);
    }
  }

  end(): void {
    for (const { token } of this.#open) this.#fault(token);
  }

  #tag(token: TagToken): void {
    const known: readonly string[] = TAGS;
    if (!known.includes(token.name)) this.#unknown(token);
    else if (token.name.startsWith('end')) this.#close(token);
    else if (MIDDLE_TAGS[token.name] !== undefined) this.#middle(token);
    else if (token.name === 'assign') this.#expressions.assign(token);
    else this.#begin(token);
    const assigned = assignedBy(token);
    if (assigned !== undefined) this.#names.assign(assigned);
  }

  #begin(token: TagToken): void {
    this.#open.push({ name: token.name, token, hasElse: false });
    if (this.#open.length > DEPTH_MAX) this.#fault(token);
    if (token.name === 'for') this.#names.enter(this.#expressions.loop(token));
    else if (token.name !== 'comment') this.#expressions.condition(token);
  }

  #middle(token: TagToken): void {
    const block = this.#open.at(-1);
    if (block === undefined || MIDDLE_TAGS[token.name]?.includes(block.name) !== true || block.hasElse) {
      if (!this.#sawUnknownTag) this.#fault(token);
      return;
    }
    if (token.name === 'elsif') this.#expressions.condition(token);
    else if (token.name === 'when') this.#expressions.choices(token);
    else {
      block.hasElse = true;
      if (token.args !== '') this.#fault(token);
    }
  }

  #close(token: TagToken): void {
    const at = this.#open.findLastIndex((block) => `end${block.name}` === token.name);
    if (at < 0) {
      if (!this.#sawUnknownTag) this.#fault(token);
      return;
    }
    if (token.args !== '') this.#fault(token);
    for (const { name, token: opened } of this.#open.splice(at).toReversed()) {
      if (name === 'for') this.#names.leave();
      if (`end${name}` !== token.name) this.#fault(opened);
    }
  }

  #unknown(token: TagToken): void {
    if (token.name === 'raw') this.sawRaw = true;
    const isSecond = token.name.startsWith('end') && this.#sawUnknownTag;
    this.#sawUnknownTag = true;
    if (isSecond) return;
    const begin = this.#source.indexOf(token.name, token.begin);
    const near = nearest(token.name, TAGS);
    this.faults.push({
      code: 'template-tag',
      offset: begin,
      length: token.name.length,
      found: token.name,
      known: near === undefined ? TAGS : [near],
    });
  }

  #fault(token: TagToken): void {
    this.faults.push(syntaxFault(this.#source, token.begin, token.end));
  }
}
