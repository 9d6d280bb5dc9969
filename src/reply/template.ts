// The text of a reply as its author wrote it → what renders it, or all that is wrong with it.
import type { Template, TemplateData } from '../domain/rule.ts';
import { findFaults } from './check.ts';
import { cutText } from './cut.ts';
import { type Engine, engineFor } from './engine.ts';
import { escapeRuns } from './escape.ts';
import type { TemplateEnv, TemplateFault } from './fault.ts';
import { wellFormed } from './filters/plain.ts';
import { scopeOf } from './scope.ts';

export type { TemplateEnv, TemplateFault } from './fault.ts';

export type CompiledTemplate =
  /** `fixed`: the text itself where it is no template. */
  | { readonly ok: true; readonly template: Template; readonly fixed: string | null }
  | { readonly ok: false; readonly faults: readonly TemplateFault[] };

export const compileTemplate = (source: string, env: TemplateEnv): CompiledTemplate => {
  if (!source.includes('{{') && !source.includes('{%'))
    return { ok: true, template: fixedTemplate(source), fixed: source };
  const faults = findFaults(source, env);
  if (faults.length > 0) return { ok: false, faults };
  const engine = engineFor(env.timezone);
  const template = parse(source, engine);
  // What the check let pass and Liquid does not: refused here rather than at the first message.
  if (template === null) {
    return {
      ok: false,
      faults: [{ code: 'template-syntax', offset: 0, length: source.length, found: source.slice(0, 40), known: [] }],
    };
  }
  return { ok: true, template: { render: renderWith(engine, template, env) }, fixed: null };
};

const fixedTemplate = (source: string): Template => {
  const rendered = { ok: true, text: cutText(wellFormed(source)) } as const;
  return { render: () => rendered };
};

type Parsed = ReturnType<Engine['liquid']['parse']>;

const parse = (source: string, { liquid }: Engine): Parsed | null => {
  try {
    return liquid.parse(source);
  } catch {
    return null;
  }
};

const renderWith =
  (engine: Engine, parsed: Parsed, env: TemplateEnv): Template['render'] =>
  (data: TemplateData) => {
    try {
      const runs = engine.run(parsed, scopeOf(data, env));
      return { ok: true, text: cutText(wellFormed(escapeRuns(runs))) };
    } catch (error) {
      // Only bounds and filters throw here, and Liquid's errors quote the template, not what a person wrote.
      return { ok: false, why: error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'unknown' };
    }
  };
