// A text while it is being mended: slips go in, what is left to be read comes out.
import { readPage, type Page } from './page.ts';
import type { Mend, Said, Slip } from './slip.ts';

/** The text while it is being mended. Invariant: every `take` changes it, or gives up its line and all around it. */
export class Draft {
  readonly slips: Said[] = [];
  isMended = false;
  private readonly texts: string[];
  private fresh: Page | null;
  private readonly touched = new Set<number>();

  constructor(text: string) {
    this.texts = text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
    this.fresh = null;
  }

  /** Read anew when it is asked for, since many slips may be mended between. */
  get page(): Page {
    this.fresh ??= readPage([...this.texts]);
    return this.fresh;
  }

  get text(): string {
    return this.texts.join('\n');
  }

  isTouched(line: number): boolean {
    return this.touched.has(line);
  }

  takeAll(slips: readonly Slip[]): void {
    for (const slip of slips) this.take(slip);
  }

  /** Reports a slip and mends it; one on a line that was mended before follows from that mistake and is not reported. */
  take(slip: Slip): void {
    const isNew = !this.touched.has(slip.line);
    if (isNew) this.slips.push(slip);
    if (!isNew || !this.mend(slip.mend)) this.setAside(slip.line);
    this.isMended = true;
    this.fresh = null;
  }

  private mend(mends: readonly Mend[]): boolean {
    let changed = false;
    for (const { line, text } of mends) {
      const old = this.texts[line - 1];
      if (old === undefined || old === text) continue;
      this.texts[line - 1] = text;
      changed = true;
      // A mend that keeps the columns leaves the line open to further slips.
      if (old.length !== text.length) this.touched.add(line);
    }
    return changed;
  }

  /** Blanks the rule around a line, or the whole entry; what is wrong in it comes up when the reported slip is mended. */
  private setAside(line: number): void {
    const [from, to] = this.around(line);
    for (let number = from; number <= to; number++) {
      this.texts[number - 1] = '';
      this.touched.add(number);
    }
  }

  private around(line: number): readonly [number, number] {
    const lines = this.page.lines;
    const list = lines.find((one) => one.dashes.length > 0)?.dashes[0] ?? 0;
    const begins = (number: number): boolean => {
      const one = lines[number - 1];
      return (
        one !== undefined &&
        one.kind === 'entry' &&
        (one.dashes[0] === list || (one.lead.length === 0 && one.key !== null))
      );
    };
    let from = Math.min(line, lines.length);
    while (from > 1 && (!begins(from) || this.texts[from - 1]?.trim() === '')) from--;
    let to = Math.max(line, from);
    while (to < lines.length && !begins(to + 1)) to++;
    return this.texts.slice(from - 1, to).every((text) => text === '') ? [1, lines.length] : [from, to];
  }
}
