// Sentences about templates: what Liquid or the bot does not know in a reply, and what there is instead.
import type { TemplateFault } from '../reply/template.ts';
import { nearest } from '../domain/nearest.ts';
import { mendedTemplate } from './mend-template.ts';
import { inRow, shown, type Finding } from './phrases.ts';

const KNOWN_MAX = 20; // names that a hint lists

/** `source`: the whole template that the fault is in. */
export const templateFault = (fault: TemplateFault, source: string): Finding => {
  const { code, found, known } = fault;
  const mended = code === 'template-syntax' || /[“”‘’｜]/u.test(found) ? mendedTemplate(source, fault) : null;
  if (mended !== null) return syntax(found, mended);
  const what = shown(found);
  const near = known.includes(`vars.${found}`) ? `vars.${found}` : nearest(found, known);
  const list = inRow(known.slice(0, KNOWN_MAX));
  switch (code) {
    case 'template-variable':
      return {
        code,
        message: { ko: `답장에 모르는 이름이 있어요: ${what}.`, en: `The reply asks for an unknown name: ${what}.` },
        hint:
          near === undefined
            ? known.length === 0
              ? notDefined(found)
              : { ko: `이 가운데에서 골라 써 주세요: ${list}.`, en: `Use one of these: ${list}.` }
            : {
                ko: `혹시 \`{{ ${near} }}\`인가요?${known.length > 1 ? ` 쓸 수 있는 이름: ${list}.` : ''}`,
                en: `Did you mean \`{{ ${near} }}\`?${known.length > 1 ? ` These names are known: ${list}.` : ''}`,
              },
      };
    case 'template-filter':
      return {
        code,
        message: { ko: `답장에 모르는 필터가 있어요: ${what}.`, en: `The reply uses an unknown filter: ${what}.` },
        hint:
          near === undefined
            ? { ko: `이 가운데에서 골라 써 주세요: ${list}.`, en: `Use one of these: ${list}.` }
            : { ko: `혹시 \`| ${near}\`인가요?`, en: `Did you mean \`| ${near}\`?` },
      };
    case 'template-tag':
      return {
        code,
        message: {
          ko: `답장에 쓸 수 없는 태그가 있어요: ${what}.`,
          en: `The reply uses a tag that is not taken: ${what}.`,
        },
        hint: {
          ko: `쓸 수 있는 태그: ${list}. 이 태그를 지우거나 바꿔 주세요.`,
          en: `These tags are taken: ${list}; delete or replace this one.`,
        },
      };
    case 'template-josa':
      return {
        code,
        message: {
          ko: `\`josa\` 에 쓸 수 없는 조사예요: ${what}.`,
          en: `\`josa\` does not know this pair of particles: ${what}.`,
        },
        hint: {
          ko: `이렇게 써 주세요: \`josa: "${pairOf(found, known)}"\`. 쓸 수 있는 조사: ${list}.`,
          en: `Write \`josa: "${pairOf(found, known)}"\`; these pairs are known: ${list}.`,
        },
      };
    case 'template-group':
      return {
        code,
        message: {
          ko: `이 규칙의 정규식에 없는 묶음(group)이에요: ${what}.`,
          en: `The regex of this rule has no such group: ${what}.`,
        },
        hint:
          known.length === 0
            ? {
                ko: '`match: { regex: "(…)" }` 처럼 정규식에 괄호 묶음을 만들거나, `match[…]` 를 지워 주세요.',
                en: 'Add a group `( )` to a `match: { regex: "…" }`, or delete `match[…]`.',
              }
            : {
                ko: `이 가운데 하나로 바꿔 주세요: ${list}.`,
                en: `Use one of these: ${list}.`,
              },
      };
    case 'template-syntax':
      return syntax(found, null);
    default:
      return code satisfies never;
  }
};

/** The pair that holds the one particle which was written. */
const pairOf = (found: string, known: readonly string[]): string => {
  const written = found.replaceAll(/["'\s]/gu, '').split(/[/()]/u);
  return known.find((pair) => pair.split('/').some((one) => written.includes(one))) ?? '이/가';
};

/** `vars.form` where there are no `vars` at all. */
const notDefined = (found: string): Finding['hint'] => {
  const sample = `vars: { ${found.replace(/^vars[.[]?["']?|["']?\]?$/gu, '') || 'hr_form'}: "…" }`;
  return {
    ko: `파일 맨 위 단계에 먼저 적어 주세요: \`${sample}\`.`,
    en: `Define it at the top level of the file: \`${sample}\`.`,
  };
};

const syntax = (found: string, mended: string | null): Finding => ({
  code: 'template-syntax',
  message: {
    ko: `답장의 \`{{ … }}\` 나 \`{% … %}\` 를 읽을 수 없어요: ${shown(found)}.`,
    en: `A \`{{ … }}\` or \`{% … %}\` of the reply cannot be read: ${shown(found)}.`,
  },
  hint:
    mended === null
      ? {
          ko: found.startsWith('{%')
            ? '`{% if … %}` 는 `{% endif %}` 로 닫아 주세요.'
            : '여닫는 중괄호를 두 개씩 맞춰 주세요. 예: `{{ user.name }}`.',
          en: found.startsWith('{%')
            ? 'Close `{% if … %}` with `{% endif %}`.'
            : 'Match the double braces, as in `{{ user.name }}`.',
        }
      : { ko: `이렇게 써 주세요: \`${mended}\`.`, en: `Write it like this: \`${mended}\`.` },
});
