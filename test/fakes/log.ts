// A log that remembers its lines.
import type { Log, LogLevel } from '../../src/domain/ports.ts';

export interface Line {
  readonly level: LogLevel;
  readonly event: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export const memoryLog = (): Log & { readonly lines: Line[]; readonly events: () => string[] } => {
  const lines: Line[] = [];
  return {
    lines,
    events: () => lines.map(({ event }) => event),
    write: (level, event, fields = {}) => {
      lines.push({ level, event, fields });
    },
  };
};
