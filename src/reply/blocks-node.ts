// Blocks that have been read, and a rendering's values → blocks as Slack takes them, or none where a bound was hit.
import type { Json } from '../domain/rule.ts';
import { MARKDOWN_POINTS_MAX, UNNAMED_POINTS_MAX } from './blocks-known.ts';
import type { Role } from './blocks-role.ts';
import { cutText, pointsIn } from './cut.ts';
import type { Parsed, Running } from './engine.ts';
import { escapeRuns } from './escape.ts';
import { wellFormed } from './filters/plain.ts';
import type { Run } from './marked.ts';
import { RenderStop } from './stop.ts';

export type BlockNode =
  | { readonly kind: 'fixed'; readonly value: Json }
  | {
      readonly kind: 'text';
      readonly parsed: Parsed;
      readonly role: Role;
      readonly max: number | null;
      /** The type of the mapping around it. */
      readonly in: string | null;
    }
  | { readonly kind: 'list'; readonly entries: readonly BlockNode[] }
  | {
      readonly kind: 'mapping';
      readonly entries: readonly (readonly [key: string, node: BlockNode])[];
      /** Of each entry one key suffices; null: nobody knows, so that all are needed. */
      readonly needs: readonly (readonly string[])[] | null;
      /** A `mrkdwn` object of whose `verbatim` the author says nothing. */
      readonly isParsed: boolean;
    };

/**
 * Throws where a person's words would decide something, or a bound is hit. Slack refuses a message for one empty text in
 * it; so what comes out blank is left out, and with it what cannot be without it. undefined: nothing is left.
 */
export const renderBlocks = (node: BlockNode, run: Running): Json | undefined => new Rendering(run).render(node);

class Rendering {
  readonly #run: Running;
  #markdownLeft = MARKDOWN_POINTS_MAX;
  /** Texts so far in which a person's words stand. */
  #persons = 0;

  constructor(run: Running) {
    this.#run = run;
  }

  render(node: BlockNode, isParsed = false): Json | undefined {
    switch (node.kind) {
      case 'fixed':
        return node.value;
      case 'text':
        return this.#text(node, isParsed);
      case 'list':
        return this.#list(node.entries);
      case 'mapping':
        return this.#mapping(node);
      default:
        return node satisfies never;
    }
  }

  #text({ parsed, role, max, in: type }: Extract<BlockNode, { kind: 'text' }>, isParsed: boolean): string | undefined {
    const runs = this.#run(parsed).filter((run) => run.text !== '');
    const isTheirs = runs.some((run) => run.byPerson);
    if (isTheirs) this.#persons += 1;
    const text = wellFormed(this.#written(isTheirs && isParsed ? withAddresses(runs) : runs, role));
    const most = max ?? UNNAMED_POINTS_MAX;
    if (type === 'raw_text' && text.trim() === '') return ' '; // a cell that is left out would move the others
    // Blanks between two words of a rich text are words themselves.
    if (type === 'text' ? text === '' : text.trim() === '') return undefined;
    if ((role === 'url' || role === 'structure') && pointsIn(text) > most)
      throw new RenderStop(`a block's ${role} came out longer than ${most} characters`);
    if (role !== 'markdown') return cutText(text, most);
    if (this.#markdownLeft === 0) return undefined;
    const cut = cutText(text, Math.min(most, this.#markdownLeft));
    this.#markdownLeft -= Math.min(pointsIn(cut), this.#markdownLeft);
    return cut;
  }

  #written(runs: readonly Run[], role: Role): string {
    switch (role) {
      case 'mrkdwn':
        return escapeRuns(runs);
      case 'markdown':
        return escapeRuns(runs.map((run) => (run.byPerson ? { ...run, text: withoutLinks(run.text) } : run)));
      case 'plain':
        return joined(runs);
      case 'url':
        return urlOf(runs);
      case 'structure':
        if (runs.some((run) => run.byPerson)) throw new RenderStop('what a person wrote stands where a block is made');
        return joined(runs);
      default:
        return role satisfies never;
    }
  }

  #list(nodes: readonly BlockNode[]): Json | undefined {
    const entries = nodes.flatMap((node) => {
      const entry = this.render(node);
      return entry === undefined ? [] : [entry];
    });
    return entries.length === 0 ? undefined : entries;
  }

  /**
   * With `verbatim: false`, which is Slack's own default, "conversation names will be link-ified, and certain mentions will
   * be automatically parsed": a person's `#general` or `@here`. So it is set where their words stand, unless the author
   * has decided; the author's own addresses, which are then not made links either, are written as such. @see https://docs.slack.dev/reference/block-kit/composition-objects/text-object
   */
  #mapping({ entries, needs, isParsed }: Extract<BlockNode, { kind: 'mapping' }>): Json | undefined {
    const before = this.#persons;
    const out = new Map<string, Json>();
    for (const [key, node] of entries) {
      const value = this.render(node, isParsed && key === 'text');
      if (value !== undefined) out.set(key, value);
      else if (needs === null) return undefined;
    }
    if (needs?.some((need) => need.every((key) => !out.has(key))) === true) return undefined;
    if (isParsed && this.#persons > before) out.set('verbatim', true);
    return Object.fromEntries(out);
  }
}

const joined = (runs: readonly Run[]): string => runs.map((run) => run.text).join('');

/** In ASCII alone, so that a particle that is attached to an address stays out of it; without the sign that ends a sentence. */
const ADDRESS = /[<>]|https?:\/\/[!-;=?-{}~]*[\w/#&=~%+-]/gu;

/** The author's bare addresses in brackets, but for those that a person's words go on with, and those that are in some. */
const withAddresses = (runs: readonly Run[]): readonly Run[] => {
  let isInside = false;
  return runs.map((run, index) => {
    if (run.byPerson) return run;
    const goesOn = runs[index + 1]?.byPerson === true;
    const text = run.text.replace(ADDRESS, (found, at: number) => {
      if (found.length === 1) {
        isInside = found === '<';
        return found;
      }
      return isInside || (goesOn && at + found.length === run.text.length) ? found : `<${found}>`;
    });
    return { ...run, text };
  });
};

/** `[label](address)` would be a link: something that nobody sees between the two makes it none. */
const withoutLinks = (text: string): string => text.replaceAll(']', ']\u200B').replaceAll('(', '\u200B(');

/** Scheme and host, and what ends the host: only after it may a person's words stand. */
const ORIGIN = /^(?:[a-z][a-z0-9+.-]*:\/\/[^/?#\\\s]+[/?#]|mailto:[^?\s]+\?)/iu;
/** What an address may hold as it is; a `%41` of a person's is `url_encode`'s, or does no harm. */
const KEPT = /[A-Za-z0-9._~+-]|%[0-9A-Fa-f]{2}/u;

const urlOf = (runs: readonly Run[]): string => {
  let out = '';
  for (const run of runs) {
    if (run.byPerson && !ORIGIN.test(out)) throw new RenderStop("what a person wrote decides a block's address");
    out += run.byPerson ? encoded(run.text) : run.text;
  }
  // Slack refuses the whole message for one address that is none.
  if (out.trim() !== '' && !URL.canParse(out)) throw new RenderStop("a block's address came out as none");
  return out;
};

const encoded = (text: string): string =>
  wellFormed(text).replace(/%[0-9A-Fa-f]{2}|[\s\S]/gu, (sign) => (KEPT.test(sign) ? sign : encodeURIComponent(sign)));
