// An address as the operator writes it → what ioredis needs to connect, or null where it is none.
import { isIP } from 'node:net';
import type { RedisOptions } from 'ioredis';

const PORT = 6379;

/** redis://[user:password@]host[:port][/number], rediss:// with TLS. */
export const readAddress = (address: string): RedisOptions | null => {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  const isTls = url.protocol === 'rediss:';
  if ((!isTls && url.protocol !== 'redis:') || url.hostname === '') return null;
  const number = /^\/?(\d{0,5})$/.exec(url.pathname)?.[1];
  const username = decoded(url.username);
  const password = decoded(url.password);
  if (number === undefined || username === null || password === null) return null;
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  return {
    host,
    port: url.port === '' ? PORT : Number(url.port),
    db: Number(number),
    ...(username !== '' && { username }),
    ...(password !== '' && { password }),
    // A certificate is made out to a name: an address has none to be sent along.
    ...(isTls && { tls: isIP(host) === 0 ? { servername: host } : {} }),
  };
};

const decoded = (text: string): string | null => {
  try {
    return decodeURIComponent(text);
  } catch (fault) {
    if (fault instanceof URIError) return null;
    throw fault;
  }
};
