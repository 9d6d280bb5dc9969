// From the tree of a reply's `blocks` to what is wrong with them, each fault at its place.
import type { Diagnostic, Range } from '../domain/diagnostic.ts';
import { compileBlocks, type BlockFault, type BlockPath } from '../reply/blocks.ts';
import type { TemplateEnv, TemplateFault } from '../reply/template.ts';
import { diagnostic } from './phrases.ts';
import { blockFault } from './phrases-blocks.ts';
import { templateFault } from './phrases-template.ts';
import { placeWithin } from './place.ts';
import type { WrittenBlocks } from './read-reply.ts';
import { entryOf, type Tree } from './tree.ts';

export const checkBlocks = (
  { tree, blocks }: WrittenBlocks,
  env: TemplateEnv,
  isToBeTold: (fault: TemplateFault) => boolean,
): readonly Diagnostic[] => {
  // The schema has refused an empty list.
  if (blocks.length === 0) return [];
  const compiled = compileBlocks(blocks, env);
  if (compiled.ok) return [];
  return compiled.faults.filter((fault) => !isOfTemplate(fault) || isToBeTold(fault)).map((fault) => told(fault, tree));
};

const told = (fault: BlockFault, tree: Tree): Diagnostic => {
  const at = follow(tree, fault.path);
  if (!isOfTemplate(fault)) return diagnostic(placeOf(at, fault), blockFault(fault, at.written));
  return at.kind === 'text'
    ? diagnostic(placeWithin(at, fault.offset, fault.length), templateFault(fault, at.text))
    : diagnostic(at.range, templateFault(fault, ''));
};

const isOfTemplate = (fault: BlockFault): fault is Extract<BlockFault, TemplateFault> => 'offset' in fault;

/** The value at the end of the path; where it leads nowhere, the last one on the way. */
const follow = (tree: Tree, path: BlockPath): Tree => {
  let at = tree;
  for (const step of path) {
    const next = at.kind === 'list' ? at.items[Number(step)] : entryOf(at, String(step))?.value;
    if (next === undefined) return at;
    at = next;
  }
  return at;
};

/** A mapping that lacks something is shown where it begins. */
const placeOf = (at: Tree, fault: BlockFault): Range =>
  at.kind === 'map' && fault.code === 'blocks-shape' && (fault.why === 'no_type' || fault.why === 'missing')
    ? (at.entries[0]?.keyRange ?? at.range)
    : at.range;
