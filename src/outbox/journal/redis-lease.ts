// Who this replica is to the others, and until when it may send. In: renewals. Out: whether it holds; once lapsed, never again.
import { randomUUID } from 'node:crypto';

export interface Lease {
  readonly owner: () => string;
  /** Whether nobody can have taken over what is ours. Lapsed stays lapsed, until there is a new owner. */
  readonly holds: () => boolean;
  readonly lapse: () => void;
  /** To be called before the renewal is sent; what it gives is called when Redis has confirmed it. */
  readonly renewing: () => () => void;
  /** As `renewing`, for an owner that is new from then on. */
  readonly enlisting: () => { readonly next: string; readonly confirmed: () => void };
}

export interface LeaseOptions {
  /** Begins the name of each owner. */
  readonly label: string;
  readonly leaseMs: number;
  /** In truth: a lease is agreed with others, who know nothing of Slack's clock. */
  readonly time?: Time;
}

/** Milliseconds. */
export interface Time {
  readonly monotonic: () => number;
  readonly wall: () => number;
}

const MACHINE: Time = { monotonic: () => performance.now(), wall: () => Date.now() };

/** Of the lease, kept back: what was checked has to be on its way before the others may take over. */
const MARGIN_SHARE = 0.2;

/**
 * Spans are counted from before the renewal was sent, by two clocks of this machine: the monotonic one stands still while
 * the machine sleeps, and the wall clock may be set back.
 */
export const openLease = ({ label, leaseMs, time = MACHINE }: LeaseOptions): Lease => {
  const named = (): string => `${label}:${randomUUID()}`;
  let owner = named();
  let until = { monotonic: Number.NEGATIVE_INFINITY, wall: Number.NEGATIVE_INFINITY };
  let isLapsed = false;
  const validMs = leaseMs * (1 - MARGIN_SHARE);

  const ahead = () => ({ monotonic: time.monotonic() + validMs, wall: time.wall() + validMs });
  const holds = (): boolean => {
    if (isLapsed) return false;
    const isOver = time.monotonic() >= until.monotonic || time.wall() >= until.wall;
    // Before the first renewal nothing was held, so that nothing lapses.
    if (isOver && until.monotonic > Number.NEGATIVE_INFINITY) isLapsed = true;
    return !isOver;
  };

  return {
    owner: () => owner,
    holds,
    lapse: () => {
      isLapsed = true;
    },
    renewing: () => {
      const next = ahead();
      const whose = owner;
      return () => {
        const isFirst = until.monotonic === Number.NEGATIVE_INFINITY && !isLapsed;
        if (whose === owner && (isFirst || holds())) until = next;
      };
    },
    enlisting: () => {
      const fromNow = ahead();
      const next = named();
      return {
        next,
        confirmed: () => {
          owner = next;
          until = fromNow;
          isLapsed = false;
        },
      };
    },
  };
};
