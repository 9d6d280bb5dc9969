// What people are told of the Redis that holds the journal, in both languages.
import type { Phrase } from '../../domain/language.ts';

export const badAddress: Phrase = {
  ko: 'ANNYEONG_REDIS_URL이 Redis 주소가 아니에요. redis://[사용자:비밀번호@]호스트[:포트][/번호] 꼴로 적어 주세요. TLS를 쓰면 rediss://로 시작해요.',
  en: 'ANNYEONG_REDIS_URL is not the address of a Redis. Write redis://[user:password@]host[:port][/number], or rediss:// for TLS.',
};

/** `version`: as the server says it. */
export const tooOld = (version: string): Phrase => ({
  ko: `Redis ${version}은 너무 오래됐어요. 6 이상으로 올려 주세요.`,
  en: `Redis ${version} is too old. Version 6 or newer is needed.`,
});

export const newerFormat = (format: string): Phrase => ({
  ko: `이 Redis의 기록은 더 새로운 annyeong이 쓴 것이라(형식 ${format}) 읽을 수 없어요. annyeong을 업데이트하거나, ANNYEONG_REDIS_URL 끝의 데이터베이스 번호를 다른 것으로 바꿔 주세요.`,
  en: `The journal in this Redis was written by a newer annyeong (format ${format}). Update this one, or choose another database by the number at the end of ANNYEONG_REDIS_URL.`,
});

export const wrongPassword: Phrase = {
  ko: 'Redis가 로그인을 받아 주지 않았어요. ANNYEONG_REDIS_URL에 적은 사용자 이름과 비밀번호를 확인해 주세요.',
  en: 'Redis does not accept the login. Check the user and the password in ANNYEONG_REDIS_URL.',
};

export const notAllowed: Phrase = {
  ko: '이 Redis 사용자에게 권한이 모자라요. 키는 ~annyeong:* 를, 명령은 @read @write @scripting @connection과 info, time을 허용해 주세요.',
  en: 'This user of Redis may not do what is needed. Allow the keys ~annyeong:* and the commands @read @write @scripting @connection, info and time.',
};

/** `code`: of the system or of Redis, such as ECONNREFUSED. */
export const away = (code: string): Phrase => ({
  ko: `Redis에 연결할 수 없어요(${code}). 그동안 답장을 멈추고 기다려요. 돌아오면 밀린 것부터 이어서 해요.`,
  en: `Redis cannot be reached (${code}). Nothing is answered meanwhile; what came in is answered when it is back.`,
});

/** `code`: of TLS, such as DEPTH_ZERO_SELF_SIGNED_CERT. */
export const notTrusted = (code: string): Phrase => ({
  ko: `Redis의 TLS 인증서를 믿을 수 없어요(${code}). 회사에서 만든 인증서라면 NODE_EXTRA_CA_CERTS로 알려 주세요. 그동안 답장을 멈추고 기다려요.`,
  en: `The TLS certificate of Redis is not trusted (${code}). If it is of your own making, name it by NODE_EXTRA_CA_CERTS. Nothing is answered meanwhile.`,
});

export const isCluster: Phrase = {
  ko: 'Redis 클러스터는 쓸 수 없어요. 클러스터가 아닌 Redis 한 대(복제본은 있어도 돼요)의 주소를 적어 주세요.',
  en: 'A Redis Cluster will not do. Give the address of a single Redis; it may have replicas.',
};

/** `code`: OOM, MISCONF … */
export const cannotWrite = (code: string): Phrase => ({
  ko: `Redis에 쓸 수 없어요(${code}). 메모리나 디스크가 꽉 찼는지 확인해 주세요. 그동안 답장을 멈추고 기다려요.`,
  en: `Redis takes no writes (${code}). Check whether its memory or disk is full. Nothing is answered meanwhile.`,
});

export const isReplica: Phrase = {
  ko: '이 주소의 Redis는 복제본이라 쓸 수 없어요. 주 서버로 승격되거나 주소가 바뀔 때까지 기다려요.',
  en: 'The Redis at this address is a replica and takes no writes. Waiting until it is promoted.',
};

export const back: Phrase = {
  ko: 'Redis에 다시 연결됐어요. 밀린 답장을 이어서 보내요.',
  en: 'Redis is back. What is owed is being sent.',
};

export const keepsNothing: Phrase = {
  ko: '이 Redis는 디스크에 아무것도 저장하지 않아서, 다시 시작하면 보내야 할 답장과 답한 기록을 모두 잃어요. 설정에서 appendonly yes로 켜 주세요.',
  en: 'This Redis keeps nothing on disk: a restart of it loses what is owed and what was answered. Set appendonly yes in its configuration.',
};

/** `policy`: Redis' own name of it. */
export const mayEvict = (policy: string): Phrase => ({
  ko: `이 Redis는 메모리가 차면 기록을 지울 수 있어요(maxmemory-policy ${policy}). 같은 메시지에 두 번 답할 수 있으니 noeviction으로 바꿔 주세요.`,
  en: `This Redis may throw records away when its memory is full (maxmemory-policy ${policy}), and a message could be answered twice. Set it to noeviction.`,
});

export const lostWrites: Phrase = {
  ko: 'Redis가 마지막 기록 일부를 잃고 돌아왔어요. 그전에 온 메시지는 이미 답했는지 확인한 것만 답해요.',
  en: 'Redis came back without the last writes. Messages from before are answered only where it is known that they were not.',
};

/** `code`: the first word of what Redis said. */
export const unexpected = (code: string): Phrase => ({
  ko: `Redis가 예상하지 못한 답을 했어요(${code}). 주소가 정말 Redis인지, 명령이 막혀 있지 않은지 확인해 주세요.`,
  en: `Redis said something unexpected (${code}). Check that the address is a Redis, and that no commands are switched off.`,
});
