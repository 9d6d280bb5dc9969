// The sessions that open, in; out whether one of them has seen all that was said in a span of time.
import type { Session, Witness } from '../domain/ports.ts';

export interface SessionWitness extends Witness {
  readonly opened: (session: Session) => void;
}

/** Sessions are open one beside another at times: each is asked for itself, since a frame may go to one alone. */
export const openWitness = (): SessionWitness => {
  const open = new Set<Session>();
  return {
    opened: (session) => {
      open.add(session);
      void session.ended.then(() => open.delete(session));
    },
    saw: (since, until) => {
      const there = [...open].filter(({ openedAt }) => openedAt <= since);
      if (there.length === 0) return 'no';
      return there.some(({ answeredAt }) => answeredAt() >= until) ? 'yes' : 'not_yet';
    },
  };
};
