// What a command may touch of the process: environment, streams, signals; and the codes with which it ends.
export type Out = NodeJS.WritableStream & { readonly isTTY?: boolean };

export type Signal = 'SIGINT' | 'SIGTERM';

export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The path of the script that was started; left out: that of this process. */
  readonly called: string;
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly out: Out;
  readonly err: Out;
  /** Takes the place of the listener before it; until there is one, a signal ends the process. */
  readonly onSignal: (listener: (signal: Signal) => void) => void;
  /** Ends the process at once, with nothing tidied up. */
  readonly leave: (code: number) => void;
}

export const EXIT_OK = 0;
/** The rules file has errors. */
export const EXIT_ERRORS = 1;
export const EXIT_USAGE = 2;
/** sysexits' EX_CONFIG: a token that is missing or that Slack refuses; restarting does not help. */
export const EXIT_CONFIG = 78;
/** What a shell shows for a process that a signal ended: 128 and the signal's number. */
export const EXIT_BY: Readonly<Record<Signal, number>> = { SIGINT: 130, SIGTERM: 143 };

export type Command = (argv: readonly string[], io: Io) => Promise<number>;
