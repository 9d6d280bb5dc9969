// A Map as a memory that is bounded: what was not touched for the longest time stands first and is forgotten first.

/** Forgetting goes in batches, since a Map is slow to find its first entry where many before it are deleted. */
export const SHARE_KEPT = 0.9;

/** Sets it as the last of the map, in whose order things are forgotten. */
export const touch = <Value>(map: Map<string, Value>, key: string, value: Value): void => {
  map.delete(key);
  map.set(key, value);
};

export const forgetFirst = <Value>(
  map: Map<string, Value>,
  max: number,
  forgotten: (key: string, value: Value) => void,
): void => {
  for (const [key, value] of map) {
    if (map.size <= max * SHARE_KEPT) return;
    map.delete(key);
    forgotten(key, value);
  }
};
