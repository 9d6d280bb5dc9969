// Liquid as this language has it: the tags and filters that are allowed, within bounds. In: a time zone. Out: what parses and runs.
import {
  Context,
  type Emitter,
  type FilterImplOptions,
  filters as nativeFilters,
  Liquid,
  type Template,
  toValueSync,
} from 'liquidjs';
import { LIST_FILTERS } from './filters/list.ts';
import { PLAIN_FILTERS } from './filters/plain.ts';
import { TEXT_FILTERS } from './filters/text.ts';
import type { Filter, Use } from './filters/types.ts';
import { BoundedFor, LoopCounter } from './loop.ts';
import { Marked, marked, plain, type Run, runsOf } from './marked.ts';

/** Beyond any reply that a person writes: Slack shows 4,000 characters. */
export const SOURCE_UNITS_MAX = 100_000;
/** The last resort; the counted bounds below end every rendering that was tried sooner than this. */
const RENDER_MS_MAX = 500;
/** UTF-16 units and list entries that filters may make in one rendering. */
const MEMORY_UNITS_MAX = 2_000_000;
/** What is written after this is cut off anyway: the 12,000 code points of a `markdown` block are 24,000 units at the most. */
const WRITTEN_UNITS_MAX = 32_000;

export const TAGS = [
  'if',
  'elsif',
  'else',
  'endif',
  'unless',
  'endunless',
  'case',
  'when',
  'endcase',
  'assign',
  'for',
  'endfor',
  'comment',
  'endcomment',
] as const;

export const FILTERS: Readonly<Record<string, Filter>> = { ...TEXT_FILTERS, ...LIST_FILTERS, ...PLAIN_FILTERS };

export interface Engine {
  readonly liquid: Liquid;
  /** Begins a rendering: what it returns runs one parsed template after another within the bounds of one. */
  readonly begin: (scope: object) => Running;
}

/** A template that Liquid has read. */
export type Parsed = Template[];

/** Throws where a bound is hit. */
export type Running = (parsed: Parsed) => readonly Run[];

let built: { readonly timezone: string; readonly engine: Engine } | null = null;

/** A ruleset has one time zone, so one engine is kept: to build one takes longer than to parse a hundred templates. */
export const engineFor = (timezone: string): Engine => {
  if (built?.timezone !== timezone) built = { timezone, engine: buildEngine(timezone) };
  return built.engine;
};

const buildEngine = (timezone: string): Engine => {
  const liquid = new Liquid({
    // Names of months and weekdays must not depend on the machine.
    locale: 'en-US',
    timezoneOffset: timezone,
    strictFilters: true,
    ownPropertyOnly: true,
    parseLimit: SOURCE_UNITS_MAX,
    renderLimit: RENDER_MS_MAX,
    memoryLimit: MEMORY_UNITS_MAX,
    templates: {},
  });
  // The last filter of every output. Its type says that it makes a text, but whatever it makes reaches `writtenRuns` as it is.
  Object.assign(liquid.options, { outputEscape: (value: unknown) => runsOf(marked(value)) });
  const tags: readonly string[] = TAGS;
  for (const tag of Object.keys(liquid.tags)) if (!tags.includes(tag)) delete liquid.tags[tag];
  liquid.registerTag('for', BoundedFor);
  for (const name of Object.keys(liquid.filters)) liquid.unregisterFilter(name);
  for (const [name, filter] of Object.entries(FILTERS)) liquid.registerFilter(name, registered(filter));
  return {
    liquid,
    begin: (scope) => {
      const first = new MarkedContext(scope, liquid.options, { sync: true, globals: scope }, { liquid });
      return (templates) => {
        const context = first.next(scope, liquid);
        const { emitter, runs } = writtenRuns();
        toValueSync(liquid.renderer.renderTemplates(templates, context, emitter));
        return runs;
      };
    },
  };
};

/** Keeps a template from reaching into a marked text, where a method would give it away without its marks. */
class MarkedContext extends Context {
  loops = new LoopCounter();

  /** Knows nothing of what was assigned, and goes on with the same allowances. */
  next(scope: object, liquid: Liquid): MarkedContext {
    const { memoryLimit, renderLimit } = this;
    const bounds = { memoryLimit, renderLimit, liquid };
    const context = new MarkedContext(scope, this.opts, { sync: true, globals: scope }, bounds);
    context.loops = this.loops;
    return context;
  }

  override readProperty(object: object, key: unknown): unknown {
    const name = plain(key);
    if (object instanceof Marked) return name === 'size' ? plain(object).length : undefined;
    return super.readProperty(object, typeof key === 'number' ? key : name);
  }
}

const registered = (filter: Filter): FilterImplOptions =>
  function (this: Pick<Use, 'context'>, value: unknown, ...args: unknown[]) {
    const { context } = this;
    const use: Use = {
      context,
      charge: (units) => context.memoryLimit.use(units),
      native: (name, input, rest) => {
        const own = nativeFilters[name];
        const run: unknown = typeof own === 'function' ? own : own?.handler;
        return typeof run === 'function' ? Reflect.apply(run, this, [input, ...rest]) : undefined;
      },
    };
    use.charge([value, ...args].reduce<number>((total, each) => total + sizeOf(each), 1));
    return filter.run(use, value, args);
  };

const sizeOf = (value: unknown): number => (Array.isArray(value) ? value.length : plain(value).length);

const writtenRuns = (): { emitter: Emitter; runs: readonly Run[] } => {
  const runs: Run[] = [];
  let units = 0;
  const write = (run: Run): void => {
    if (units < WRITTEN_UNITS_MAX) runs.push(run);
    units += run.text.length;
  };
  return {
    runs,
    emitter: {
      buffer: '',
      write: (written: string | readonly Run[]) => {
        if (typeof written === 'string') write({ text: written, byPerson: false });
        else for (const run of written) write(run);
      },
    },
  };
};
