// A Slack export, folder or zip, as its readers see it: files by path, and the bytes of each.

export interface Archive {
  /** By path within the export, with `/`, NFC; the size in bytes. */
  readonly files: ReadonlyMap<string, number>;
  /** Throws where the file cannot be read. */
  readonly read: (file: string) => AsyncIterable<Uint8Array>;
  readonly close: () => Promise<void>;
}

/** Lists that stand at the top of every export; which of them there are depends on its kind. */
export const LISTS = ['channels.json', 'groups.json', 'dms.json', 'mpims.json', 'users.json'] as const;

/** Where the lists stand in a folder of the archive, the files are named from there. */
export const withoutOuterFolders = (archive: Archive): Archive => {
  const lists = [...archive.files.keys()].filter((file) =>
    LISTS.some((list) => file === list || file.endsWith(`/${list}`)),
  );
  const outermost = lists.toSorted((a, b) => a.split('/').length - b.split('/').length)[0];
  const outer = outermost?.slice(0, outermost.lastIndexOf('/') + 1) ?? '';
  if (outer === '') return archive;
  const inside = [...archive.files].filter(([file]) => file.startsWith(outer));
  return {
    files: new Map(inside.map(([file, size]) => [file.slice(outer.length), size])),
    read: (file) => archive.read(outer + file),
    close: archive.close,
  };
};
