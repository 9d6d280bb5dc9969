// What is to go wrong, and how often → whether it goes wrong this time.

/**
 * What happens; "no effect" means that Slack did nothing, "effect" that it did all.
 *
 * | kind         | on a Web API method                        | on `upgrade`                         | on `socket`                        |
 * |--------------|--------------------------------------------|--------------------------------------|------------------------------------|
 * | drop         | connection reset, no effect                | reset instead of the handshake       | closed without a word (1006)       |
 * | half_open    | never answered, no effect                  | handshake never answered             | neither reads nor writes any more  |
 * | refuse       | HTTP `status` 403 and a page, no effect    | HTTP `status` 503                    |                                    |
 * | no_hello     |                                            | open, but no hello                   |                                    |
 * | rate_limit   | 429 and Retry-After, no effect             | HTTP 429 and Retry-After             |                                    |
 * | error_before | HTTP `status` 503, no effect               |                                      |                                    |
 * | error_after  | effect, then HTTP `status` 503             |                                      |                                    |
 * | lost_response| effect, then connection reset              |                                      |                                    |
 * | cut_body     | effect, then half of the answer and a reset|                                      |                                    |
 * | slow         | effect at once, answer after `delayMs`     | hello after `delayMs`                |                                    |
 * | slow_before  | effect and answer after `delayMs`, though the caller may have gone |              |                                    |
 * | garbage      | HTTP 200 and an HTML page, no effect       | HTTP 200 and an HTML page            | frames that are no JSON or no event|
 * | api_error    | `{ ok: false, error }`, no effect          | `Socket URL has expired`, no hello   | the same frame                     |
 */
export type FaultKind =
  | 'drop'
  | 'half_open'
  | 'refuse'
  | 'no_hello'
  | 'rate_limit'
  | 'error_before'
  | 'error_after'
  | 'lost_response'
  | 'cut_body'
  | 'slow'
  | 'slow_before'
  | 'garbage'
  | 'api_error';

export interface Fault {
  /**
   * A method, `*` for every method, `upgrade` (a socket that opens) or `socket` (one that is open). A fault on `socket`
   * strikes the sockets that are open now, which counts as once; where none is open, and for the other times, it
   * strikes each socket right after its hello.
   */
  readonly on: string;
  readonly kind: FaultKind;
  /** How often; once unless told, `Infinity` until `clearFaults()`. */
  readonly times?: number;
  /** `slow` and `slow_before`: 1,000 unless told. */
  readonly delayMs?: number;
  /** `api_error`: `internal_error` unless told. */
  readonly error?: string;
  /** `rate_limit`: 1 unless told; null leaves the header out. */
  readonly retryAfterS?: number | null;
  readonly status?: number;
}

export interface Faults {
  /** @throws TypeError where the kind has no meaning at that place. */
  readonly add: (fault: Fault) => void;
  /** The fault that strikes here now, which uses it up once; the first that was added goes first. */
  readonly take: (on: string) => Fault | null;
  readonly clear: () => void;
}

const ON_METHOD: readonly FaultKind[] = [
  'drop',
  'half_open',
  'refuse',
  'rate_limit',
  'error_before',
  'error_after',
  'lost_response',
  'cut_body',
  'slow',
  'slow_before',
  'garbage',
  'api_error',
];
const ON_UPGRADE: readonly FaultKind[] = [
  'drop',
  'half_open',
  'refuse',
  'no_hello',
  'rate_limit',
  'slow',
  'garbage',
  'api_error',
];
const ON_SOCKET: readonly FaultKind[] = ['drop', 'half_open', 'garbage', 'api_error'];

export const openFaults = (): Faults => {
  let waiting: { readonly fault: Fault; left: number }[] = [];
  return {
    add: (fault) => {
      const meant = fault.on === 'upgrade' ? ON_UPGRADE : fault.on === 'socket' ? ON_SOCKET : ON_METHOD;
      if (!meant.includes(fault.kind)) throw new TypeError(`fault ${fault.kind} has no meaning on ${fault.on}`);
      waiting.push({ fault, left: fault.times ?? 1 });
    },
    take: (on) => {
      const struck = waiting.find(
        ({ fault, left }) => left > 0 && (fault.on === on || (fault.on === '*' && on !== 'upgrade' && on !== 'socket')),
      );
      if (struck === undefined) return null;
      struck.left -= 1;
      waiting = waiting.filter(({ left }) => left > 0);
      return struck.fault;
    },
    clear: () => {
      waiting = [];
    },
  };
};
