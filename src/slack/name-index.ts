// Names ↔ ids: who is called what today, however the name is spelled, and no more of it than a bound.

const UNSEEN = /[\u200B-\u200D\u2060\uFEFF\u00AD]|\p{Variation_Selector}/gu;

/** How names are compared: a Mac decomposes Hangul, some keyboards write full-width letters, and capitals do not count. */
export const folded = (name: string): string =>
  name.normalize('NFKC').replace(UNSEEN, '').replace(/\s+/gu, ' ').trim().replace(/^[@#]/u, '').toLowerCase();

/** Each once, as it is spelled first; for a few. */
export const distinct = (names: readonly string[]): readonly string[] =>
  names.filter((name, at) => names.findIndex((one) => folded(one) === folded(name)) === at);

export interface NameIndex {
  /** In place of what the id was called before. */
  readonly set: (id: string, names: readonly string[]) => void;
  readonly forget: (id: string) => void;
  /** Several people may be called the same. */
  readonly ids: (name: string) => readonly string[];
  readonly names: (id: string) => readonly string[];
  /** As Slack spells them. */
  readonly all: () => readonly string[];
}

/** `size`: of ids; the one that was set longest ago goes first. */
export const openNameIndex = (size: number): NameIndex => {
  const namesOf = new Map<string, readonly string[]>();
  const idsOf = new Map<string, Set<string>>();
  const forget = (id: string): void => {
    for (const name of namesOf.get(id) ?? []) {
      const ids = idsOf.get(folded(name));
      ids?.delete(id);
      if (ids?.size === 0) idsOf.delete(folded(name));
    }
    namesOf.delete(id);
  };
  return {
    set: (id, names) => {
      forget(id);
      namesOf.set(id, names);
      for (const name of names) {
        const ids = idsOf.get(folded(name)) ?? new Set();
        idsOf.set(folded(name), ids.add(id));
      }
      if (namesOf.size <= size) return;
      const [oldest] = namesOf.keys();
      if (oldest !== undefined) forget(oldest);
    },
    forget,
    ids: (name) => [...(idsOf.get(folded(name)) ?? [])],
    names: (id) => namesOf.get(id) ?? [],
    all: () => [...namesOf.values()].flat(),
  };
};
