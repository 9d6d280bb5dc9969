// Where a quoted text ends. By hand: a regular expression overflows the stack on a text of some megabytes.

/** Index behind the closing quote, searched from inside the text at `from`; -1 where it does not close on this line. */
export const quoteEnd = (text: string, from: number, mark: string): number => {
  for (let at = from; at < text.length; at++) {
    if (mark === '"' && text[at] === '\\') at++;
    else if (text[at] === mark) {
      if (mark === '"' || text[at + 1] !== mark) return at + 1;
      at++; // '' is a quote inside
    }
  }
  return -1;
};

const ESCAPE = /\\(?:[0abtnvfre "/\\N_LP\t]|x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8})/gu;

/** Whether a double-quoted text holds a backslash that begins no escape of YAML's. */
export const hasBadEscape = (text: string): boolean => text.replaceAll(ESCAPE, '').includes('\\');
