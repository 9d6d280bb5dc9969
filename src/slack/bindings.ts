// Names that rules use, bound to the ids that Slack knew by them; bound they stay, whatever Slack renames, while the one lives.
import { folded, type NameIndex } from './name-index.ts';

/** Names that no rule uses any more are let go above this. */
const BOUND_MAX = 20_000;

export interface Bindings {
  /** The names that the rules use now. */
  readonly want: (names: readonly string[]) => void;
  /** What an id is called today; a wanted name without an id is bound by it. */
  readonly learn: (id: string, names: readonly string[]) => void;
  /** The same, but bind nothing yet: a list is still being read, in which others may be called the same. */
  readonly note: (id: string, names: readonly string[]) => void;
  /** Binds what can be bound. */
  readonly settle: () => void;
  /** Binds a wanted name to one that is none to suggest to anybody. */
  readonly adopt: (id: string, name: string) => void;
  /** It is gone: its names are free. */
  readonly release: (id: string) => void;
  /** Nobody can say anything there; a name that is bound to it stays so until another one is called so. */
  readonly retire: (id: string) => void;
  /** Slack gave it another id. */
  readonly move: (from: string, to: string) => void;
  readonly namesOf: (id: string) => readonly string[];
  readonly idsOf: (name: string) => readonly string[];
  /** Grows whenever any of this may have changed. */
  readonly version: () => number;
}

export const openBindings = (index: NameIndex): Bindings => {
  let wanted = new Map<string, string>();
  const bound = new Map<string, { readonly name: string; readonly ids: ReadonlySet<string> }>();
  const names = new Map<string, Set<string>>();
  /** Of those with a name that is bound, where nobody can say anything. */
  const retired = new Set<string>();
  let version = 0;

  const isHeld = (key: string): boolean => [...(bound.get(key)?.ids ?? [])].some((id) => !retired.has(id));
  const bind = (key: string, ids: ReadonlySet<string> = new Set(index.ids(key))): void => {
    const name = wanted.get(key);
    if (name === undefined || ids.size === 0 || isHeld(key)) return;
    unbind(key);
    bound.set(key, { name, ids });
    for (const id of ids) names.set(id, (names.get(id) ?? new Set()).add(name));
    version += 1;
  };
  const unbind = (key: string): void => {
    const gone = bound.get(key);
    if (gone === undefined) return;
    bound.delete(key);
    for (const id of gone.ids) {
      names.get(id)?.delete(gone.name);
      if (names.get(id)?.size !== 0) continue;
      names.delete(id);
      retired.delete(id);
    }
    version += 1;
  };
  const settle = (): void => {
    for (const key of wanted.keys()) bind(key);
  };

  const retire = (id: string): void => {
    index.forget(id);
    if (names.has(id)) retired.add(id);
  };

  return {
    want: (used) => {
      wanted = new Map(used.map((name) => [folded(name), name]));
      version += 1;
      if (bound.size > BOUND_MAX) for (const key of bound.keys()) if (!wanted.has(key)) unbind(key);
      settle();
    },
    learn: (id, called) => {
      retired.delete(id);
      index.set(id, called);
      for (const name of called) bind(folded(name));
    },
    note: index.set,
    settle,
    adopt: (id, name) => {
      if (bound.has(folded(name))) return;
      bind(folded(name), new Set([id]));
      retire(id);
    },
    release: (id) => {
      index.forget(id);
      for (const name of names.get(id) ?? []) unbind(folded(name));
    },
    retire,
    move: (from, to) => {
      index.set(to, index.names(from));
      index.forget(from);
      if (retired.delete(from)) retired.add(to);
      const moved = [...(names.get(from) ?? [])];
      for (const name of moved) {
        const { ids = [] } = bound.get(folded(name)) ?? {};
        bound.set(folded(name), { name, ids: new Set([...ids, to].filter((id) => id !== from)) });
      }
      names.delete(from);
      if (moved.length > 0) names.set(to, new Set([...(names.get(to) ?? []), ...moved]));
      version += 1;
    },
    namesOf: (id) => [...(names.get(id) ?? [])],
    idsOf: (name) => [...(bound.get(folded(name))?.ids ?? [])],
    version: () => version,
  };
};
