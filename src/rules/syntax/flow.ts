// From an opening bracket to where it closes, with every slip between: commas, brackets, quotes, marks that YAML takes.
import type { FlowFault, FlowFaultKind } from './flow-fault.ts';
import { hasBadEscape, quoteEnd } from './quotes.ts';
import { isKey } from './words.ts';

export interface FlowRead {
  readonly line: number;
  readonly at: number; // behind the closing bracket
  readonly closed: boolean;
  readonly depth: number;
  readonly faults: readonly FlowFault[];
}

interface From {
  readonly line: number;
  readonly at: number;
  /** Whether this line begins something new, so that brackets above it cannot go on. */
  readonly stops: (line: number) => boolean;
}

interface Opener {
  readonly mark: string;
  readonly line: number;
  readonly at: number;
}

const WIDE_COMMA = /^[，、﹐;；]$/u;
/** `5， per`: what stands before a comma that is none, and the word behind it. */
const COMMA_THEN_WORD = /^.*([，、﹐;；])\s*(\S+)$/u;

const closerOf = (opener: string): string => (opener === '[' ? ']' : '}');

export const flowEnd = (texts: readonly string[], from: From): FlowRead => new Reader(texts, from).read();

/** Walks once over the characters; the state is what may stand next. */
class Reader {
  private readonly texts: readonly string[];
  private readonly from: From;
  private readonly stack: Opener[] = [];
  private readonly faults: FlowFault[] = [];
  private hashes: FlowFault[] = [];
  private line: number;
  private at: number;
  private depth = 0;
  /** What was read last: an opener or comma (an item may begin), a colon, or an item. */
  private last: 'opener' | 'comma' | 'colon' | 'item' | 'quote' = 'opener';
  private lastEnd = { line: 0, at: 0 };
  private itemAt = 0;
  private pairHasColon = false;

  constructor(texts: readonly string[], from: From) {
    this.texts = texts;
    this.from = from;
    this.line = from.line;
    this.at = from.at;
  }

  read(): FlowRead {
    for (;;) {
      const text = this.texts[this.line - 1] ?? '';
      if (this.at >= text.length) {
        if (this.line >= this.texts.length || this.from.stops(this.line + 1)) return this.unclosed();
        this.line++;
        this.at = 0;
        continue;
      }
      this.step(text, text[this.at] ?? '');
      if (this.stack.length === 0)
        return { line: this.line, at: this.at, closed: true, depth: this.depth, faults: this.faults };
    }
  }

  private step(text: string, mark: string): void {
    if (/\s/u.test(mark)) this.at++;
    else if (mark === '#' && (this.at === 0 || /[\s[{,]/u.test(text[this.at - 1] ?? ''))) this.comment(text);
    else if (mark === '[' || mark === '{') this.open(mark);
    else if (mark === ']' || mark === '}') this.close(mark);
    else if (mark === ',') this.comma();
    else if (mark === '"' || mark === "'") this.quote(text, mark);
    else if (mark === ':' && this.endsKey(text, this.at)) this.colon();
    else this.plain(text);
  }

  private fault(kind: FlowFaultKind, [at, endAt]: readonly [number, number], instead: string): void {
    const text = (this.texts[this.line - 1] ?? '').slice(at, endAt);
    this.faults.push({ kind, line: this.line, at, endAt, text, instead, until: endAt });
  }

  private comment(text: string): void {
    const end = text.length;
    this.hashes.push({
      kind: 'hash',
      line: this.line,
      at: this.at,
      endAt: end,
      text: text.slice(this.last === 'item' && this.lastEnd.line === this.line ? this.itemAt : this.at),
      instead: `x${text.slice(this.at + 1)}`,
      until: end,
    });
    if (/[[{,]/u.test(text[this.at - 1] ?? '')) this.faults.push(...this.hashes.splice(-1));
    this.at = end;
  }

  private open(mark: string): void {
    const text = this.texts[this.line - 1] ?? '';
    const word =
      this.last === 'item' && this.lastEnd.line === this.line && this.lastEnd.at === this.at ? this.itemAt : this.at;
    const mixed =
      /^(?:[^\s,[\]{}]+[[{][^\s[\]{}]*[\]}]|\[[^\s[\]{}]*\](?=[^\s,:[\]{}]))(?:[[{][^\s[\]{}]*[\]}]|[^\s,[\]{}])*/u.exec(
        text.slice(word),
      )?.[0];
    if (mixed !== undefined && (word < this.at || mark === '[')) {
      this.at = word + mixed.length;
      this.fault('bracket-after', [word, this.at], 'x'.repeat(mixed.length));
      this.item('item', word);
      return;
    }
    this.needsComma();
    this.stack.push({ mark, line: this.line, at: this.at });
    this.depth = Math.max(this.depth, this.stack.length);
    this.at++;
    this.last = 'opener';
    this.pairHasColon = false;
  }

  private close(mark: string): void {
    const top = this.stack.at(-1);
    const isRight = top !== undefined && closerOf(top.mark) === mark;
    if (top !== undefined && !isRight) {
      if (this.stack.some((opener) => closerOf(opener.mark) === mark)) {
        this.leftOpen(top);
        this.stack.pop();
        this.close(mark);
        return;
      }
      this.fault('closer-wrong', [this.at, this.at + 1], closerOf(top.mark));
    }
    this.stack.pop();
    this.at++;
    this.item('item', this.at - 1);
  }

  private comma(): void {
    if (this.last === 'comma' || this.last === 'opener') this.fault('comma-twice', [this.at, this.at + 1], ' ');
    this.at++;
    this.last = 'comma';
    this.pairHasColon = false;
  }

  private colon(): void {
    this.at++;
    this.last = 'colon';
    this.pairHasColon = true;
  }

  private quote(text: string, mark: string): void {
    this.needsComma();
    const closed = quoteEnd(text, this.at + 1, mark);
    const from = this.at;
    if (closed >= 0) {
      this.at = closed;
      if (mark === '"' && hasBadEscape(text.slice(from, closed)))
        this.fault('escape', [from, closed], 'x'.repeat(closed - from));
    } else if (!this.quoteGoesOn(mark)) {
      const end = text.trimEnd().replace(/[,\]}\s]+$/u, '').length;
      const endAt = Math.max(end, this.at + 1);
      this.fault('quote-open', [this.at, endAt], `${text.slice(this.at, endAt)}${mark}`);
      this.at = endAt;
    }
    this.item('quote', from);
  }

  /** A quote over several lines: its end is found, and nothing between looks like another item. */
  private quoteGoesOn(mark: string): boolean {
    for (let number = this.line + 1; number <= this.texts.length && !this.from.stops(number); number++) {
      const text = this.texts[number - 1] ?? '';
      if (/^\s*(?:["'\]}[{]|-\s)/u.test(text)) return false;
      const end = quoteEnd(text, 0, mark);
      if (end < 0) continue;
      this.line = number;
      this.at = end;
      return true;
    }
    return false;
  }

  private plain(text: string): void {
    const from = this.at;
    const end = this.plainEnd(text, from);
    const item = text.slice(from, end).trimEnd();
    const endAt = from + Math.max(item.length, 1);
    this.at = Math.max(end, from + 1);
    const isWideComma = WIDE_COMMA.test(item[0] ?? '');
    if (
      !isWideComma &&
      this.last === 'quote' &&
      this.lastEnd.line === this.line &&
      this.lastEnd.at === from &&
      /["']/u.test(item)
    ) {
      const region = text.slice(this.itemAt, endAt);
      const meant = /^[^,，:]+?(?=\s*[,，:])/u.exec(region)?.[0] ?? region;
      this.faults.push({
        kind: 'quote-open',
        line: this.line,
        at: this.itemAt,
        endAt: this.itemAt + meant.length,
        text: meant,
        instead: region.replaceAll(/["']/gu, ' '),
        until: endAt,
      });
      this.item('item', this.itemAt);
      return;
    }
    if (this.last === 'quote' || (this.last === 'item' && this.lastEnd.line === this.line)) {
      if (isWideComma) {
        this.fault('wide-comma', [from, from + 1], ',');
        this.at = from + 1;
        this.last = 'comma';
        this.pairHasColon = false;
        return;
      }
      this.needsComma();
    }
    const takes =
      /^[@`%]/u.test(item) ||
      /^[&*!|>](?:\s|$)/u.test(item) ||
      /^[!](?!!)/u.test(item) ||
      /^[&*]\S+\s+\S/u.test(item) ||
      /^[|>]/u.test(item);
    const isDash = /^[-?](?:\s|$)/u.test(item);
    if (takes || isDash) this.fault('text-start', [from, endAt], 'x'.repeat(endAt - from));
    else if (this.pairHasColon && text[this.at] === ':' && this.endsKey(text, this.at))
      this.secondColon(text, { from, item });
    this.item('item', from);
  }

  /** `a: b c: d`: a comma is missing where the second word is a key, else the text holds a colon. */
  private secondColon(text: string, { from, item }: { from: number; item: string }): void {
    const blank = item.lastIndexOf(' ');
    const [before = '', wide, word] = COMMA_THEN_WORD.exec(item) ?? [];
    if (wide !== undefined && word !== undefined && isKey(word)) {
      const at =
        from + before.length - word.length - 1 - (/\s*$/u.exec(before.slice(0, -word.length))?.[0].length ?? 0);
      this.fault('wide-comma', [at, at + 1], ',');
      this.pairHasColon = false;
      return;
    }
    if (blank > 0 && isKey(item.slice(blank + 1))) {
      this.fault('comma-missing', [from + blank, from + blank + 1], ',');
      this.pairHasColon = false;
      return;
    }
    const rest = /^[^,\]}]*/u.exec(text.slice(from))?.[0].trimEnd() ?? '';
    this.fault('colon-in-text', [from, from + rest.length], 'x'.repeat(rest.length));
    this.at = from + rest.length;
  }

  private plainEnd(text: string, from: number): number {
    for (let at = from; at < text.length; at++) {
      const mark = text[at] ?? '';
      if (/[,[\]{}]/u.test(mark) && at > from) return at;
      if (mark === ':' && this.endsKey(text, at) && at > from) return at;
      if (mark === '#' && at > from && /\s/u.test(text[at - 1] ?? '')) return at;
    }
    return text.length;
  }

  private endsKey(text: string, at: number): boolean {
    return at + 1 >= text.length || /[\s,[\]{}]/u.test(text[at + 1] ?? '') || (this.last === 'quote' && at === this.at);
  }

  private needsComma(): void {
    if (this.last !== 'item' && this.last !== 'quote') return;
    const { line, at } = this.lastEnd;
    const next = (this.texts[line - 1] ?? '')[at] ?? '';
    this.faults.push({
      kind: 'comma-missing',
      line,
      at,
      endAt: at + 1,
      text: next,
      instead: /\s|^$/u.test(next) ? ',' : `,${next}`,
      until: at + 1,
    });
    this.pairHasColon = false;
  }

  private item(last: 'item' | 'quote', from: number): void {
    this.last = last;
    this.itemAt = from;
    this.lastEnd = { line: this.line, at: this.at };
  }

  private leftOpen(opener: Opener): void {
    const swallowed = this.hashes.find(
      (hash) => hash.line === opener.line && hash.at > opener.at && hash.text.includes(closerOf(opener.mark)),
    );
    if (swallowed !== undefined) this.faults.push(swallowed);
    else if (!this.faults.some((fault) => fault.kind === 'hash' && fault.line === opener.line)) {
      this.faults.push({
        kind: 'open',
        line: opener.line,
        at: opener.at,
        endAt: opener.at + 1,
        text: opener.mark,
        instead: opener.mark,
        until: opener.at + 1,
      });
    }
  }

  private unclosed(): FlowRead {
    const bottom = this.stack[0];
    const reported = this.faults.some((fault) => fault.kind === 'hash' || fault.kind === 'quote-open');
    if (bottom !== undefined && !reported) this.leftOpen(bottom);
    return { line: this.line, at: this.at, closed: false, depth: this.depth, faults: this.faults };
  }
}
