// From a template that cannot be read and where it fails to the same `{{ }}` or `{% %}` as it was probably meant.
import type { TemplateFault } from '../reply/template.ts';

/** Habits of other languages and keyboards, each with what Liquid takes. */
const SLIPS: readonly (readonly [RegExp, string])[] = [
  [/[“”„＂]/gu, '"'],
  [/[‘’‚＇]/gu, "'"],
  [/\s*｜\s*/gu, ' | '],
  [/\s*&&\s*/gu, ' and '],
  [/\s*\|\|\s*/gu, ' or '],
  [/\belse\s*if\b/gu, 'elsif'],
  [/(?<=\{%-?\s*(?:if|elsif|unless)\b[^=!<>]*[^\s=!<>])\s*=\s*(?!=)/gu, ' == '],
  [/(\|\s*\w+)\s+(?=["'])/gu, '$1: '],
  [/(\|\s*josa)\s*:?\s*([^\s"':|{}%]+)/gu, "$1: '$2'"],
];

/** null: nothing that could be told. */
export const mendedTemplate = (source: string, fault: TemplateFault): string | null => {
  const begin = Math.max(source.lastIndexOf('{{', fault.offset + 1), source.lastIndexOf('{%', fault.offset + 1));
  const end = /[%}]\}/u.exec(source.slice(Math.max(begin, 0)))?.index;
  if (begin < 0 || end === undefined) return null;
  const written = source.slice(begin, begin + end + 2);
  if (written.length > WRITTEN_UNITS_MAX) return null;
  let mended = written;
  for (const [slip, right] of SLIPS) mended = mended.replaceAll(slip, right);
  // A filter by its name alone is at fault only for the value that it lacks.
  if (mended === written && /^\w+$/u.test(fault.found.trim()))
    mended = mended.replace(new RegExp(`(\\|\\s*${fault.found.trim()})(?=\\s*(?:\\||-?[%}]))`, 'u'), "$1: '…'");
  return mended === written ? null : mended;
};

const WRITTEN_UNITS_MAX = 200; // of a tag or an output that a hint repeats
