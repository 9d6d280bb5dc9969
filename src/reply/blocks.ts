// The blocks of a reply as its author wrote them → what renders them, or all that is wrong with them.
import type { Block, BlocksTemplate, Json } from '../domain/rule.ts';
import { type BlockNode, renderBlocks } from './blocks-node.ts';
import { type ParseAt, readBlocks } from './blocks-read.ts';
import { findFaults } from './check.ts';
import { pointsIn } from './cut.ts';
import { engineFor } from './engine.ts';
import { type BlockFault, type TemplateEnv, unparsed } from './fault.ts';
import { scopeOf } from './scope.ts';
import { failed } from './stop.ts';
import { parse } from './template.ts';

export type { BlockFault, BlockPath } from './fault.ts';

export type CompiledBlocks =
  /** `fixed`: the blocks themselves where no string in them is a template. */
  | { readonly ok: true; readonly template: BlocksTemplate; readonly fixed: readonly Block[] | null }
  | { readonly ok: false; readonly faults: readonly BlockFault[] };

/** The faults are in the order in which the blocks are written. */
export const compileBlocks = (blocks: readonly Json[], env: TemplateEnv): CompiledBlocks => {
  const faults: BlockFault[] = [];
  const read = readBlocks(blocks, (source, path) => {
    const found = findFaults(source, env);
    const parsed = found.length > 0 ? null : parse(source, engineFor(env.timezone));
    const all = found.length === 0 && parsed === null ? [unparsed(source)] : found;
    faults.push(...all.map((fault) => ({ path, ...fault })));
    return parsed;
  });
  faults.push(...read.faults);
  if (faults.length > 0) return { ok: false, faults: inWrittenOrder(blocks, faults) };
  const fixed = read.node.kind === 'fixed' ? blocksOf(read.node.value) : null;
  return { ok: true, template: templateOf(read.node, env), fixed };
};

/** As `compileBlocks`, for blocks that have been checked: nothing is parsed before they are first rendered. */
export const lazyBlocks = (blocks: readonly Json[], env: TemplateEnv): BlocksTemplate => {
  let made: BlocksTemplate | null = null;
  return { render: (data) => (made ??= make(blocks, env)).render(data) };
};

const make = (blocks: readonly Json[], env: TemplateEnv): BlocksTemplate => {
  let isWhole = true;
  const parseAt: ParseAt = (source) => {
    const parsed = parse(source, engineFor(env.timezone));
    if (parsed === null) isWhole = false;
    return parsed;
  };
  const { node } = readBlocks(blocks, parseAt);
  return isWhole
    ? templateOf(node, env)
    : { render: () => ({ ok: false, why: 'a string of the blocks is no template' }) };
};

const templateOf = (node: BlockNode, env: TemplateEnv): BlocksTemplate => {
  if (node.kind === 'fixed') {
    const rendered = { ok: true, blocks: blocksOf(node.value) } as const;
    return { render: () => rendered };
  }
  return {
    render: (data) => {
      try {
        const rendered = renderBlocks(node, engineFor(env.timezone).begin(scopeOf(data, env)));
        const blocks = rendered === undefined ? [] : blocksOf(rendered);
        if (blocks.length === 0) return { ok: false, why: 'nothing is left of the blocks' };
        if (pointsOf(blocks) > BLOCKS_POINTS_MAX) return { ok: false, why: 'the blocks came out too long' };
        return { ok: true, blocks };
      } catch (error) {
        return failed(error);
      }
    },
  };
};

/**
 * `msg_blocks_too_long` is what Slack says to some 13,200 characters of all blocks together, which it documents nowhere.
 * Where a person's words make them so long, the text alone is better than nothing.
 * @see https://github.com/slackapi/bolt-js/issues/2509
 */
const BLOCKS_POINTS_MAX = 13_000;

const pointsOf = (value: Json): number => {
  if (typeof value === 'string') return pointsIn(value);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((total, each: Json) => total + pointsOf(each), 0);
};

const blocksOf = (value: Json): readonly Block[] => (Array.isArray(value) ? value.filter(isBlock) : []);

const isBlock = (value: Json): value is Block => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Faults of a mapping itself come before those of what stands in it. */
const inWrittenOrder = (blocks: readonly Json[], faults: readonly BlockFault[]): readonly BlockFault[] => {
  const placed = faults.map((fault) => ({ fault, place: placeIn(blocks, fault.path) }));
  return placed.toSorted((a, b) => compare(a.place, b.place)).map(({ fault }) => fault);
};

/** Each key's number among its neighbours. */
const placeIn = (blocks: readonly Json[], path: BlockFault['path']): readonly number[] => {
  let at: Json | undefined = blocks;
  return path.map((step) => {
    const entries: readonly (readonly [string, Json])[] =
      typeof at === 'object' && at !== null ? Object.entries(at) : [];
    const index = entries.findIndex(([key]) => key === String(step));
    at = entries[index]?.[1];
    return index;
  });
};

const compare = (a: readonly number[], b: readonly number[]): number => {
  for (const [index, step] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    if (step !== other) return step - other;
  }
  return a.length - b.length;
};
