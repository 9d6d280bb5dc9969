// What people who mean harm write, templates in which it ends up everywhere, and what Slack would read into the result.
import fc from 'fast-check';
import { FILTERS } from '../../src/reply/engine.ts';
import { JOSA_PAIRS } from '../../src/reply/josa.ts';

/** All of Slack's tokens, halves of them, entities, signs, templates, odd characters; but nothing Cyrillic. */
export const words: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '<@U2>',
        '<@U2|x>',
        '<@W2>',
        '<!channel>',
        '<!here>',
        '<!here|x>',
        '<!everyone>',
        '<!group>',
        '<!subteam^S2|@x>',
        '<!subteam^S2>',
        '<#C2|x>',
        '<#C2>',
        '<!date^1^{date}|x>',
        '<http://x.y|z>',
        '<https://x.y>',
        '<mailto:a@x.y|z>',
      ),
      fc.constantFrom(
        '<',
        '>',
        '<@',
        '<!',
        '<#',
        '!here',
        '@U2',
        '#C2',
        '!subteam^',
        '|',
        '|x>',
        'here>',
        'channel',
        '/',
        '://',
      ),
      fc.constantFrom(
        '&lt;!here&gt;',
        '&amp;lt;!here&amp;gt;',
        '&',
        '&lt;',
        '&gt',
        '&#60;',
        '%3C!here%3E',
        '%253C',
        '%',
        '\\u003c',
      ),
      fc.constantFrom(
        '{{ vars.form }}',
        '{% raw %}',
        '{%',
        '}}',
        '"',
        "'",
        ',',
        ' ',
        '\n',
        '\r\n',
        '＜!here＞',
        '](',
        '[x](https://x.y)',
      ),
      fc.constantFrom(
        '\uD800',
        '\uDC00',
        '\uE000',
        '\uFDD0',
        '\u200B',
        '😀',
        '0',
        '1',
        '-1',
        '3',
        'valueOf',
        'br /',
        'ﬀ',
        'İ',
      ),
      fc.string({ unit: 'binary', maxLength: 6 }).map((text) => text.replace(CYRILLIC, '')),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

/** The author writes Cyrillic, and so nobody else does: whose a token is can be told from its letters. */
const CYRILLIC = /\p{Script=Cyrillic}/gu;

/** Whole tokens of the author's: they stay. */
export const OWN_TOKENS = ['<!жду>', '<@UЖ>', '<!subteam^Ж|ж>', '<https://ж.рф/ж|ж>', '<br />'];

const PERSONS = ['message.text', 'user.name', 'channel.name', 'match[0]', 'match[1]', 'match.w', 'bot.name'];
const value = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...PERSONS) },
  { weight: 1, arbitrary: fc.constantFrom('"ж"', '"<"', '">"', '"ж<ж"', '""', '1', '-2', '30', 'user.id', '"жжж,ж"') },
);

const filter = fc
  .constantFrom(...Object.entries(FILTERS))
  .chain(([name, { least }]) =>
    name === 'josa'
      ? fc.constantFrom(...JOSA_PAIRS).map((pair) => `josa: "${pair}"`)
      : fc
          .array(value, { minLength: least, maxLength: name === 'date' ? 1 : Math.max(least, 2) })
          .map((args) => (args.length === 0 ? name : `${name}: ${args.join(', ')}`)),
  );

const piped = fc
  .tuple(value, fc.array(filter, { maxLength: 4 }))
  .map(([first, filters]) => [first, ...filters].join(' | '));

const output = piped.map((expression) => `{{ ${expression} }}`);

const piece = fc.oneof(
  { weight: 3, arbitrary: output },
  { weight: 3, arbitrary: fc.constantFrom('<', '>', 'ж', '|', '<ж', 'ж>', ' ', '\n', ...OWN_TOKENS) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('<', '<ж', '<https://ж.рф/', '<https://ж.рф|'), output, fc.constantFrom('>', '|ж>'))
      .map((parts) => parts.join('')),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(piped, piped)
      .map(([a, b]) => `{% assign a = ${a} %}{% assign b = a | append: ${b} %}{{ a }}{{ b }}<{{ b }}>`),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(piped, output)
      .map(([a, b]) => `{% assign l = ${a} | split: "" %}{% for x in l %}<{{ x }}${b}{% endfor %}{{ l }}`),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(value, value, output, output)
      .map(([a, b, c, d]) => `{% if ${a} contains ${b} %}<${c}{% else %}${d}>{% endif %}`),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(value, value, output)
      .map(([a, b, c]) => `{% case ${a} %}{% when ${b} %}<${c}>{% else %}<{{- ${b} -}}>{% endcase %}`),
  },
);

/** A template that puts what people wrote into anything, and everything through any filters. */
export const source: fc.Arbitrary<string> = fc
  .array(piece, { minLength: 1, maxLength: 5 })
  .map((pieces) => pieces.join(''));

/**
 * What of a text Slack would take for a token of a person's: as it reads them, from a `<` to the next `>` (and, to be on
 * the safe side, from the `<` that is nearest to it). What follows the `<` makes it a mention, a command or a link.
 */
export const tokensOfPersons = (text: string): readonly string[] => {
  const rest = OWN_TOKENS.reduce((left, own) => left.replaceAll(own, 'Ж'), text)
    // A link whose address the author began, up to and with its host.
    .replaceAll(/<https:\/\/ж\.рф[/|][^>]*>/gu, 'Ж');
  return [/<(.*?)>/gsu, /<([^<>]*)>/gsu].flatMap((token) =>
    [...rest.matchAll(token)].flatMap(([whole, inside = '']) =>
      /^(?:[@!#]|mailto:|[a-z][a-z0-9+.-]*:\/\/)/iu.test(inside) ? [whole] : [],
    ),
  );
};

/** Signs that Slack would decode, or that stand for nothing: `escape` gives the author's quotation marks the last two. */
export const looseSigns = (text: string): readonly string[] => text.match(/&(?!(?:amp|lt|gt|quot|#39|#34);)/gu) ?? [];

/** As Slack shows it. */
export const decoded = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
