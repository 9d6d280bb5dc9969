// In: nothing, or how many messages. Out: how long a replay of a generated Slack export takes, as a folder and as a zip, and
// how much memory at its peak (Linux). Build before: npm run build && node bench/replay.mjs [1000000]
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';

const MESSAGES = Number(process.argv[2] ?? 1_000_000);
const CHANNELS = 200;
const PEOPLE = 500;
const PER_DAY = 20; // messages of one channel on one day
const DAYS = Math.ceil(MESSAGES / (CHANNELS * PER_DAY));
const FIRST_DAY_MS = Date.UTC(2025, 0, 1);
const DAY_MS = 86_400_000;

const NOUNS = [
  '휴가',
  '회의실',
  '프린터',
  '와이파이',
  '점심',
  '배포',
  '결재',
  '주차',
  '명함',
  '노트북',
  'VPN',
  '법인카드',
];
const ENDS = [
  '어떻게 신청해요?',
  '어디서 예약하나요?',
  '가 안 돼요',
  ' 비밀번호 알려 주세요',
  '같이 하실 분?',
  '완료했습니다 👍',
];
const OTHERS = [
  '네 확인했어요',
  '감사합니다!',
  '오늘 3시에 볼까요?',
  'lgtm, merged',
  '<@U0000000007> 이거 봐 주세요',
  '<https://example.com/a?b=1&amp;c=2|문서>입니다',
];

// The same messages at every run.
let seed = 42;
const random = (below) => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed % below;
};
const id = (letter, number) => `${letter}${String(number).padStart(10, '0')}`;

const words = () =>
  random(3) === 0
    ? OTHERS[random(OTHERS.length)]
    : `${NOUNS[random(NOUNS.length)]} ${ENDS[random(ENDS.length)]} ${random(9) === 0 ? random(10_000) : ''}`;

const message = (day, index) => {
  const seconds =
    Math.floor((FIRST_DAY_MS + day * DAY_MS) / 1000) + Math.floor((index * 86_400) / PER_DAY) + random(3_000);
  const ts = `${seconds}.${String(random(1_000_000)).padStart(6, '0')}`;
  const user = id('U', random(PEOPLE));
  const text = words();
  return {
    client_msg_id: `${ts}-${user}`,
    type: 'message',
    text,
    user,
    ts,
    team: 'T0000000001',
    user_team: 'T0000000001',
    source_team: 'T0000000001',
    user_profile: {
      avatar_hash: 'abcdef012345',
      image_72: `https://avatars.example.com/${user}_72.png`,
      first_name: '하나',
      real_name: `김하나 ${user}`,
      display_name: '',
      team: 'T0000000001',
      name: user.toLowerCase(),
      is_restricted: false,
      is_ultra_restricted: false,
    },
    blocks: [
      {
        type: 'rich_text',
        block_id: 'b1',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
      },
    ],
    ...(random(20) === 0 ? { reactions: [{ name: '+1', users: [id('U', random(PEOPLE))], count: 1 }] } : {}),
  };
};

function* files() {
  const user = (number) => ({
    id: id('U', number),
    team_id: 'T0000000001',
    name: `user${number}`,
    deleted: false,
    is_restricted: number % 50 === 0,
    profile: { real_name: `사람 ${number}`, display_name: `사람${number}` },
  });
  const channel = (number) => ({ id: id('C', number), name: `channel-${number}`, is_archived: false, members: [] });
  yield ['users.json', JSON.stringify(Array.from({ length: PEOPLE }, (_, number) => user(number)))];
  yield ['channels.json', JSON.stringify(Array.from({ length: CHANNELS }, (_, number) => channel(number)))];
  let left = MESSAGES;
  for (let day = 0; day < DAYS; day += 1) {
    const date = new Date(FIRST_DAY_MS + day * DAY_MS).toISOString().slice(0, 10);
    for (let number = 0; number < CHANNELS && left > 0; number += 1) {
      const all = Array.from({ length: Math.min(PER_DAY, left) }, (_, index) => message(day, index));
      left -= all.length;
      yield [`channel-${number}/${date}.json`, JSON.stringify(all, null, 4)];
    }
  }
}

/** Local headers and data as they come, then the table of contents: all that a reader needs. */
const openZipOn = (at) => {
  const out = createWriteStream(at);
  const table = [];
  let offset = 0;
  const write = async (bytes) => {
    offset += bytes.length;
    if (!out.write(bytes)) await new Promise((resolve) => out.once('drain', resolve));
  };
  return {
    add: async (name, text) => {
      const [file, plain] = [Buffer.from(name), Buffer.from(text)];
      const packed = deflateRawSync(plain, { level: 1 });
      const header = Buffer.alloc(46);
      header.writeUInt32LE(0x02014b50, 0);
      header.writeUInt16LE(20, 4);
      header.writeUInt16LE(20, 6);
      header.writeUInt16LE(0x800, 8);
      header.writeUInt16LE(8, 10);
      header.writeUInt32LE(crc32 === undefined ? 0 : crc32(plain), 16);
      header.writeUInt32LE(packed.length, 20);
      header.writeUInt32LE(plain.length, 24);
      header.writeUInt16LE(file.length, 28);
      header.writeUInt32LE(offset, 42);
      table.push(header, file);
      const local = Buffer.alloc(30);
      local.writeUInt32LE(0x04034b50, 0);
      header.copy(local, 4, 6, 30);
      await write(Buffer.concat([local, file, packed]));
    },
    end: async () => {
      const [start, entries] = [offset, table.length / 2];
      await write(Buffer.concat(table));
      const last = Buffer.alloc(22);
      last.writeUInt32LE(0x06054b50, 0);
      // Where there are more entries than fit, readers go by the table's size.
      const counted = Math.min(entries, 0xffff);
      last.writeUInt16LE(counted, 8);
      last.writeUInt16LE(counted, 10);
      last.writeUInt32LE(offset - start, 12);
      last.writeUInt32LE(start, 16);
      await new Promise((resolve) => out.end(last, resolve));
    },
  };
};

const RULES = `
language: ko
timezone: Asia/Seoul
rules:
  - { name: 휴가, match: [휴가, 연차], reply: "휴가는 여기에서 신청해요, {{ user.name }}님." }
  - { name: 회의실, match: { all: [회의실, { any: [예약, 신청] }] }, reply: [하나, 둘], limit: { times: 5, per: channel, every: 10m } }
  - { name: VPN, match: { regex: "vpn.*안 돼" }, reply: "VPN은 IT팀에 물어봐 주세요.", once_per: user }
  - { name: 와이파이, match: { similar: 와이파이 비밀번호 }, reply: 벽에 붙어 있어요. }
  - { name: 감사, match: 감사합니다, react: wave, channels: ["channel-1*"] }
`;

const dist = path.join(import.meta.dirname, '../dist/bin.js');
// Not `process.resourceUsage().maxRSS`: a new process begins with the peak of the one that started it.
const PEAK = `data:text/javascript,${encodeURIComponent(`
import { readFileSync } from 'node:fs';
process.on('exit', () => process.stderr.write(/VmHWM:.*/.exec(readFileSync('/proc/self/status', 'utf8'))[0] + '\\n'));
`)}`;

const replay = (args) =>
  new Promise((resolve) => {
    const began = performance.now();
    const child = spawn(process.execPath, ['--import', PEAK, dist, 'replay', ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk) => {
      if (out.length < 1_000_000) out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    child.on('close', (code) => {
      const seconds = (performance.now() - began) / 1000;
      resolve({ code, out, err, seconds, megabytes: Number(/VmHWM:\s+(\d+)/.exec(err)?.[1] ?? 0) / 1024 });
    });
  });

const at = await mkdtemp(path.join(tmpdir(), 'annyeong-replay-'));
try {
  const [folder, zip, rules] = [path.join(at, 'export'), path.join(at, 'export.zip'), path.join(at, 'rules.yaml')];
  await writeFile(rules, RULES);
  const writer = openZipOn(zip);
  const made = new Set();
  for (const [name, text] of files()) {
    const file = path.join(folder, name);
    if (!made.has(path.dirname(file))) await mkdir(path.dirname(file), { recursive: true });
    made.add(path.dirname(file));
    await writeFile(file, text);
    await writer.add(name, text);
  }
  await writer.end();
  console.log(`${MESSAGES.toLocaleString('en-US')} messages in ${CHANNELS} channels over ${DAYS} days`);
  for (const [what, ...args] of [
    ['folder, report', folder],
    ['zip, report', zip],
    ['zip, jsonl', zip, '--format', 'jsonl'],
    ['zip, json against the same rules', zip, '--format', 'json', '--against', rules],
  ]) {
    const { code, seconds, megabytes, err } = await replay([...args, '--rules', rules]);
    console.log(
      `${what.padEnd(34)} ${seconds.toFixed(1).padStart(6)} s  ${megabytes.toFixed(0).padStart(5)} MB  exit ${code}${code === 0 ? '' : ` ${err}`}`,
    );
  }
} finally {
  await rm(at, { recursive: true, force: true });
}
