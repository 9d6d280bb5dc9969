// Runs of text, each with who wrote it → mrkdwn in which what a person wrote is only text. The last step but the cut.
import type { Run } from './marked.ts';

/** Slack's three signs; `&` first, so that nothing is escaped twice. @see https://docs.slack.dev/messaging/formatting-message-text */
export const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** What is between two angle brackets of the author's. */
interface Open {
  readonly runs: Run[];
}

/** How a link begins: that it is a link and no mention, and where it leads, is not for a person to decide. */
const LINK = /^(?:https?:\/\/[^/?#|\s]+[/?#|]|mailto:)/u;

/**
 * A person's `& < >` are escaped. The author's `<…>` is kept, unless a person wrote a part of it and it is no link:
 * then its brackets are escaped too, since `<@…>`, `<!…>` and `<#…>` would do something that the author did not write.
 */
export const escapeRuns = (runs: readonly Run[]): string => {
  let out = '';
  let open: Open | null = null;
  const leave = (): void => {
    if (open !== null) out += stray(open);
    open = null;
  };
  for (const run of runs) {
    if (run.byPerson) {
      if (open === null) out += escapeText(run.text);
      else open.runs.push(run);
      continue;
    }
    for (const piece of run.text.split(/([<>])/u)) {
      if (piece === '<') {
        leave();
        open = { runs: [] };
      } else if (piece === '>' && open !== null) {
        out += token(open);
        open = null;
      } else if (open !== null) open.runs.push({ text: piece, byPerson: false });
      else out += piece;
    }
  }
  leave();
  return out;
};

const isTouched = ({ runs }: Open): boolean => runs.some((run) => run.byPerson && run.text !== '');

const inside = ({ runs }: Open): string => runs.map((run) => (run.byPerson ? escapeText(run.text) : run.text)).join('');

/** A bracket that is never closed. */
const stray = (open: Open): string => `${isTouched(open) ? '&lt;' : '<'}${inside(open)}`;

const token = (open: Open): string => {
  if (!isTouched(open)) return `<${inside(open)}>`;
  return LINK.test(beginning(open)) ? `<${link(open)}>` : `&lt;${inside(open)}&gt;`;
};

/** What stands before a person's first words. */
const beginning = ({ runs }: Open): string => {
  const first = runs.findIndex((run) => run.byPerson && run.text !== '');
  return runs
    .slice(0, first)
    .map((run) => run.text)
    .join('');
};

/** A bar of a person's would end the address (or look like the end of it in the label). */
const link = ({ runs }: Open): string => {
  let inLabel = false;
  return runs
    .map((run) => {
      if (run.byPerson) return escapeText(run.text).replaceAll('|', inLabel ? '｜' : '%7C');
      inLabel ||= run.text.includes('|');
      return run.text;
    })
    .join('');
};
