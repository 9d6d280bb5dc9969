// Connections that may serve once more for a little while, and those that serve once; out an agent for each, and how long one was idle.
import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';

/**
 * A post on a connection that its server closes in that very moment is in doubt, though nothing was done. Servers close
 * what is idle after 5 s at the soonest (Node's own default; load balancers take a minute), so that none is used then.
 */
const IDLE_MS_MAX = 3_000;

export interface Connections {
  readonly agent: (isSecure: boolean, connection: 'any' | 'fresh') => http.Agent;
  /** It has been idle for longer than it may, as after the process was paused: timers are late then. */
  readonly isTooOld: (socket: Socket) => boolean;
}

export const openConnections = (idleMs = IDLE_MS_MAX): Connections => {
  const idleSince = new WeakMap<Socket, number>();
  const kept = { keepAlive: true, timeout: idleMs };
  const once = { keepAlive: false };
  const agents = {
    any: { plain: new http.Agent(kept), secure: new https.Agent(kept) },
    fresh: { plain: new http.Agent(once), secure: new https.Agent(once) },
  };
  for (const agent of [agents.any.plain, agents.any.secure])
    agent.on('free', (socket: Socket) => idleSince.set(socket, performance.now()));
  return {
    agent: (isSecure, connection) => agents[connection][isSecure ? 'secure' : 'plain'],
    isTooOld: (socket) => performance.now() - (idleSince.get(socket) ?? performance.now()) > idleMs,
  };
};
