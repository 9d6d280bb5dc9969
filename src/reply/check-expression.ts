// What stands between `{{ }}` or after a tag's name → what is wrong with it.
import { type FilteredValueToken, type PropertyAccessToken, Tokenizer, TypeGuards, type Token } from 'liquidjs';
import { nearest } from '../domain/nearest.ts';
import { FILTERS } from './engine.ts';
import { isZone, ZONE_ARGUMENT } from './filters/plain.ts';
import { type FaultCode, placeOf, syntaxFault, type TemplateFault } from './fault.ts';
import { JOSA_PAIRS } from './josa.ts';
import type { Names, Part } from './names.ts';

/** What a tag or an output is to this check: where it stands, and what reads its inside. */
interface Place {
  readonly begin: number;
  readonly end: number;
}
interface Tag extends Place {
  readonly tokenizer: Tokenizer;
}
type FilterToken = FilteredValueToken['filters'][number];

const FOR_OPTIONS = ['limit', 'offset', 'reversed'];

export class Expressions {
  readonly #source: string;
  readonly #names: Names;
  readonly #faults: TemplateFault[];

  constructor({ source, names, faults }: { source: string; names: Names; faults: TemplateFault[] }) {
    this.#source = source;
    this.#names = names;
    this.#faults = faults;
  }

  output(tokenizer: Tokenizer, place: Place): void {
    this.#reading({ begin: place.begin, end: place.end, tokenizer }, (input) => this.#value(input.readFilteredValue()));
  }

  /** `if`, `elsif`, `unless`, `case`. */
  condition(tag: Tag): void {
    this.#reading(tag, (input) => this.#value(input.readFilteredValue()));
  }

  assign(tag: Tag): void {
    this.#reading(tag, (input) => {
      const name = input.readIdentifier();
      input.skipBlank();
      if (name.size() === 0 || input.peek() !== '=') return this.#syntax(tag.begin, tag.end);
      input.advance();
      return this.#value(input.readFilteredValue());
    });
  }

  /** `when 'a', 'b' or 'c'`. */
  choices(tag: Tag): void {
    this.#reading(tag, (input) => {
      for (;;) {
        this.#operand(input.readValueOrThrow());
        input.skipBlank();
        if (input.peek() === ',') input.advance();
        else if (/^or(?![\p{L}\p{N}_])/u.test(input.remaining().slice(0, 3))) input.advance(2);
        else return;
      }
    });
  }

  /** `for x in xs limit: 3`; its variable, or null where it cannot be read. */
  loop(tag: Tag): string | null {
    let variable: string | null = null;
    this.#reading(tag, (input) => {
      const name = input.readIdentifier();
      const word = input.readIdentifier().content;
      const collection = input.readValue();
      if (name.size() === 0 || word !== 'in' || collection === undefined) return this.#syntax(tag.begin, tag.end);
      variable = name.content;
      this.#operand(collection);
      for (const option of input.readHashes()) {
        const isFlag = option.name.content === 'reversed';
        const isKnown = FOR_OPTIONS.includes(option.name.content) && isFlag === (option.value === undefined);
        if (!isKnown) this.#syntax(option.begin, option.end);
        else if (option.value !== undefined) this.#operand(option.value);
      }
    });
    return variable;
  }

  /** Reads with Liquid's own tokenizer, to the end, and puts it back where it was. */
  #reading(tag: Tag, read: (input: Tokenizer) => void): void {
    const { tokenizer } = tag;
    const before = this.#faults.length;
    try {
      read(tokenizer);
      tokenizer.skipBlank();
      if (!tokenizer.end() && this.#faults.length === before) this.#syntax(tokenizer.p, tokenizer.N);
    } catch (error) {
      const place = placeOf(error);
      if (place === null) throw error;
      if (place < tokenizer.N) this.#syntax(place, tokenizer.N);
      else this.#syntax(tag.begin, tag.end);
    }
  }

  #value({ initial, filters, begin, end }: FilteredValueToken): void {
    if (isOneValue(initial.postfix)) {
      for (const token of initial.postfix) if (!TypeGuards.isOperatorToken(token)) this.#operand(token);
    } else this.#syntax(begin, end);
    for (const filter of filters) this.#filter(filter);
  }

  #operand(token: Token): void {
    if (TypeGuards.isQuotedToken(token)) this.#quoted(token);
    else if (TypeGuards.isRangeToken(token)) {
      this.#operand(token.lhs);
      this.#operand(token.rhs);
    } else if (TypeGuards.isPropertyAccessToken(token)) this.#access(token);
  }

  #quoted(token: Token): void {
    const text = token.getText();
    if (text.length < 2 || !text.endsWith(text.slice(0, 1))) this.#syntax(token.begin, token.end);
  }

  #access(token: PropertyAccessToken): void {
    if (token.variable !== undefined) {
      this.#operand(token.variable);
      return;
    }
    const before = this.#faults.length;
    const [root, ...parts] = token.props.map((prop) => this.#part(prop));
    if (typeof root !== 'string') return this.#syntax(token.begin, token.end);
    const verdict = this.#names.judge(root, parts);
    if (verdict.kind === 'known') return;
    // `match[n]`: the group of that name is meant, and no variable.
    const inner = root === 'match' && parts[0] === null ? token.props[1] : undefined;
    if (inner !== undefined) this.#faults.length = before;
    const group = inner === undefined ? '' : `match.${inner.getText()}`;
    const near = verdict.among.includes(group)
      ? group
      : verdict.asked === 'match' || /^match\[\d/u.test(verdict.asked) // one number is as near as another
        ? undefined
        : nearest(verdict.asked, verdict.among);
    this.#fault(verdict.code, token, near === undefined ? verdict.among : [near]);
  }

  #part(prop: Token): Part {
    if (TypeGuards.isWordToken(prop) || TypeGuards.isQuotedToken(prop) || TypeGuards.isNumberToken(prop))
      return prop.content;
    this.#operand(prop);
    return null;
  }

  #filter(token: FilterToken): void {
    const filter = Object.hasOwn(FILTERS, token.name) ? FILTERS[token.name] : undefined;
    if (filter === undefined) {
      const known = Object.keys(FILTERS);
      const near = nearest(token.name, known);
      const end = token.begin + token.name.length;
      this.#fault('template-filter', { begin: token.begin, end }, near === undefined ? known : [near]);
    } else if (token.name === 'josa') return this.#josa(token);
    else if (token.args.length < filter.least) this.#syntax(token.begin, token.end);
    if (token.name === 'date') this.#zone(token);
    for (const arg of token.args) {
      const value = Array.isArray(arg) ? arg[1] : arg;
      if (value !== undefined) this.#operand(value);
    }
  }

  /** The pair is written out, so that one that nobody knows is found now and not by a reader. */
  #josa(token: FilterToken): void {
    const [pair, ...rest] = token.args;
    if (pair === undefined || Array.isArray(pair) || !TypeGuards.isQuotedToken(pair))
      return this.#fault('template-josa', token, JOSA_PAIRS);
    if (rest.length > 0) this.#syntax(token.begin, token.end);
    if (JOSA_PAIRS.includes(pair.content.normalize('NFC'))) return;
    const turned = pair.content.normalize('NFC').split('/').toReversed().join('/');
    const near = JOSA_PAIRS.includes(turned) ? turned : nearest(pair.content, JOSA_PAIRS);
    this.#fault('template-josa', pair, near === undefined ? JOSA_PAIRS : [near]);
  }

  /** A zone that nobody knows would be no zone at every message. */
  #zone({ args }: FilterToken): void {
    const zone = args[ZONE_ARGUMENT];
    if (zone === undefined || Array.isArray(zone) || !TypeGuards.isQuotedToken(zone) || isZone(zone.content)) return;
    this.#syntax(zone.begin, zone.end);
  }

  #syntax(begin: number, end: number): void {
    this.#faults.push(syntaxFault(this.#source, begin, end));
  }

  #fault(code: FaultCode, { begin, end }: Place, known: readonly string[]): void {
    this.#faults.push({ code, offset: begin, length: end - begin, found: this.#source.slice(begin, end), known });
  }
}

/** Liquid would take the first of `{{ a b }}` and drop the rest without a word. */
const isOneValue = (postfix: readonly Token[]): boolean => {
  let operands = 0;
  for (const token of postfix) {
    if (!TypeGuards.isOperatorToken(token)) operands += 1;
    else if (operands < (token.operator === 'not' ? 1 : 2)) return false;
    else if (token.operator !== 'not') operands -= 1;
  }
  return operands === 1;
};
