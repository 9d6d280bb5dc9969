// The text of a reply as its author wrote it → what renders it, or all that is wrong with it.
import type { Template, TemplateData } from '../domain/rule.ts';
import { findFaults } from './check.ts';
import { cutText } from './cut.ts';
import { type Engine, engineFor, type Parsed } from './engine.ts';
import { escapeRuns } from './escape.ts';
import { type TemplateEnv, type TemplateFault, unparsed } from './fault.ts';
import { wellFormed } from './filters/plain.ts';
import { scopeOf } from './scope.ts';
import { failed } from './stop.ts';

export type { TemplateEnv, TemplateFault } from './fault.ts';

export type CompiledTemplate =
  /** `fixed`: the text itself where it is no template. */
  | { readonly ok: true; readonly template: Template; readonly fixed: string | null }
  | { readonly ok: false; readonly faults: readonly TemplateFault[] };

export const compileTemplate = (source: string, env: TemplateEnv): CompiledTemplate => {
  if (!isTemplate(source)) return { ok: true, template: fixedTemplate(source), fixed: source };
  const faults = findFaults(source, env);
  if (faults.length > 0) return { ok: false, faults };
  const engine = engineFor(env.timezone);
  const parsed = parse(source, engine);
  if (parsed === null) return { ok: false, faults: [unparsed(source)] };
  return { ok: true, template: { render: renderWith(engine, parsed, env) }, fixed: null };
};

/**
 * As `compileTemplate`, for a source that has been checked: nothing is parsed before it is first rendered, since of ten
 * thousand templates most never are. The check is not made again, so that `env.groups` is not asked.
 */
export const lazyTemplate = (source: string, env: TemplateEnv): Template => {
  if (!isTemplate(source)) return fixedTemplate(source);
  let render: Template['render'] | null = null;
  return { render: (data) => (render ??= make(source, env))(data) };
};

const make = (source: string, env: TemplateEnv): Template['render'] => {
  const engine = engineFor(env.timezone);
  const parsed = parse(source, engine);
  return parsed === null ? () => ({ ok: false, why: 'the text is no template' }) : renderWith(engine, parsed, env);
};

const isTemplate = (source: string): boolean => source.includes('{{') || source.includes('{%');

const fixedTemplate = (source: string): Template => {
  const rendered = { ok: true, text: cutText(wellFormed(source)) } as const;
  return { render: () => rendered };
};

export const parse = (source: string, { liquid }: Engine): Parsed | null => {
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
      const runs = engine.begin(scopeOf(data, env))(parsed);
      return { ok: true, text: cutText(wellFormed(escapeRuns(runs))) };
    } catch (error) {
      return failed(error);
    }
  };
