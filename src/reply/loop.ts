// The tag `for`: as Liquid's, but entries keep their marks, and the turns of all loops of a rendering are counted.
import { type Context, type Emitter, evalToken, ForTag, type Template } from 'liquidjs';
import { asList } from './filters/list.ts';
import { plain } from './marked.ts';
import { RenderStop } from './stop.ts';

/** Turns that all loops of one rendering may take together. */
export const TURNS_MAX = 10_000;

export class LoopCounter {
  #turns = 0;

  /** Throws when the turns are used up. */
  take(turns: number): void {
    this.#turns += turns;
    if (this.#turns > TURNS_MAX) throw new RenderStop(`loops took more than ${TURNS_MAX} turns`);
  }
}

export class BoundedFor extends ForTag {
  override *render(
    context: Context & { readonly loops?: LoopCounter },
    emitter: Emitter,
  ): Generator<unknown, void, Template[]> {
    const renderer = this.liquid.renderer;
    const all: unknown = yield evalToken(this.collection, context);
    const options: unknown = yield this.hash.render(context);
    const entries = chosen(plain(all) === '' && !Array.isArray(all) ? [] : asList(all), options);
    if (entries.length === 0) {
      yield renderer.renderTemplates(this.elseTemplates, context, emitter);
      return;
    }
    const scope: Record<string, unknown> = Object.create(null);
    context.push(scope);
    for (const [index, entry] of entries.entries()) {
      context.loops?.take(1);
      scope[this.variable] = entry;
      scope['forloop'] = forloop(index, entries.length);
      yield renderer.renderTemplates(this.templates, context, emitter);
    }
    context.pop();
  }
}

/** `offset`, then `limit`, then `reversed`, in whatever order they are written. */
const chosen = (entries: readonly unknown[], options: unknown): readonly unknown[] => {
  const given: Readonly<Record<string, unknown>> = { ...(typeof options === 'object' ? options : {}) };
  const offset = given['offset'] === undefined ? 0 : Number(plain(given['offset']));
  const limit = given['limit'] === undefined ? entries.length : Number(plain(given['limit']));
  const kept = entries.slice(offset).slice(0, limit);
  return given['reversed'] === undefined ? kept : kept.toReversed();
};

export const FORLOOP_NAMES = ['index', 'index0', 'rindex', 'rindex0', 'first', 'last', 'length'] as const;

const forloop = (
  index: number,
  length: number,
): Readonly<Record<(typeof FORLOOP_NAMES)[number], number | boolean>> => ({
  index: index + 1,
  index0: index,
  rindex: length - index,
  rindex0: length - index - 1,
  first: index === 0,
  last: index === length - 1,
  length,
});
