// Whatever people write, whatever a template does with it: the text mentions nobody whom its author did not.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compileTemplate } from '../../src/reply/template.ts';
import { decoded, looseSigns, source, tokensOfPersons, words } from './hostile.ts';
import { dataOf, ENV, rendered } from './sample.ts';

const RUNS = 1_200;

const filled = (all: readonly string[]) => {
  const [text = '', user = '', channel = '', group = '', bot = ''] = all;
  const data = dataOf(text, { userName: user, channelName: channel });
  return { ...data, captures: { groups: [text, group, ''], named: { w: group } }, botName: bot };
};

const five = fc.array(words, { minLength: 5, maxLength: 5 });

describe('a text with anything that people write in it', () => {
  it('comes out, holds no token of theirs, and nothing that is escaped in halves', () => {
    fc.assert(
      fc.property(source, five, (template, all) => {
        const compiled = compileTemplate(template, ENV);
        assert.ok(compiled.ok, JSON.stringify(compiled.ok ? '' : compiled.faults));
        const result = compiled.template.render(filled(all));
        if (!result.ok) return;
        assert.deepEqual(tokensOfPersons(result.text), [], result.text);
        // Of what `escape` made of the author's own signs, the author may take a part.
        if (!template.includes('escape')) assert.deepEqual(looseSigns(result.text), [], result.text);
        assert.ok([...result.text].length <= 4_000);
        assert.ok(!/\p{Surrogate}/u.test(result.text));
      }),
      { numRuns: RUNS },
    );
  });

  it('shows what they wrote, sign for sign', () => {
    fc.assert(
      fc.property(words, (text) => {
        assert.equal(decoded(rendered('{{ message.text }}', dataOf(text))), text.replace(/\p{Surrogate}/gu, '\uFFFD'));
      }),
    );
  });

  it('is made whole by no two of them', () => {
    fc.assert(
      fc.property(five, (all) => {
        const text = rendered(
          '{{ message.text }}{{ user.name }}{{ channel.name }}{{ match[1] }}{{ bot.name }}',
          filled(all),
        );
        assert.ok(!/[<>]/u.test(text), text);
      }),
    );
  });

  it('leads nowhere that its author did not choose', () => {
    const begun = fc.constantFrom('<https://', '<http://ж.рф', '<https://ж.рф:', '<', '<https:/', '<h');
    const ended = fc.constantFrom('>', '/ж>', '|ж>', '.рф/>');
    fc.assert(
      fc.property(
        begun,
        ended,
        words.filter((text) => text !== ''),
        (start, end, text) => {
          const said = rendered(`${start}{{ match[1] }}${end}`, dataOf(text));
          assert.ok(!/[<>]/u.test(said), said);
        },
      ),
    );
  });

  it('never throws, whatever the template', () => {
    const scraps = fc.constantFrom(
      '{{',
      '}}',
      '{%',
      '%}',
      ' ',
      'if',
      'for',
      'x in',
      'assign a =',
      'endif',
      'endfor',
      '|',
      ':',
      '"',
      'a',
      'match[1]',
      '(1..9)',
      'case',
      'when',
      'user',
      '.',
      '-',
      'join',
      '<',
      '>',
    );
    fc.assert(
      fc.property(fc.array(scraps, { maxLength: 14 }), words, (parts, text) => {
        const compiled = compileTemplate(parts.join(' '), ENV);
        if (compiled.ok) compiled.template.render(dataOf(text));
      }),
      { numRuns: RUNS },
    );
  });
});
