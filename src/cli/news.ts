// Each new state of the rules → what the person at the terminal is told of it, one after another.
import type { Phrase } from '../domain/language.ts';
import type { Unbound } from '../domain/ports.ts';
import type { LiveState } from '../rules/live.ts';
import { mistakesInWords } from './diagnostics.ts';
import { printable, type Speech } from './speech.ts';
import { unboundInPractice } from './unbound.ts';

export interface News {
  readonly rules: (state: LiveState) => void;
  /** Names in the rules that mean nobody and nothing here. */
  readonly unbound: (unbound: readonly Unbound[]) => void;
  /** The file was bad from the start, and is waited for. */
  readonly waiting: () => void;
  /** Resolves when all that happened so far has been told. */
  readonly told: () => Promise<void>;
}

interface NewsOptions {
  readonly path: string;
  readonly voice: Speech;
  readonly tell: (text: string) => void;
}

export const openNews = ({ path, voice, tell }: NewsOptions): News => {
  const { say, colour } = voice;
  let isRunning = false;
  let telling: Promise<void> = Promise.resolve();

  const inWords = async (state: LiveState): Promise<string> => {
    const found = state.kind === 'good' ? state.warnings : state.diagnostics;
    const mistakes = (await mistakesInWords(found, voice)).trimEnd();
    if (state.kind === 'good') {
      const line = colour.green(`✔ ${say(isRunning ? reloaded(state.count) : loaded(state.count, path))}`);
      isRunning = true;
      return [...(mistakes === '' ? [] : [mistakes]), line].join('\n');
    }
    return isRunning ? `${mistakes}\n${colour.yellow(say(GOES_ON))}` : mistakes;
  };

  return {
    rules: (state) => {
      telling = telling.then(async () => tell(await inWords(state)));
    },
    unbound: (unbound) => {
      const lines = unboundInPractice(unbound).map((one) => colour.yellow(printable(say(one))));
      if (lines.length > 0) telling = telling.then(() => tell(lines.join('\n')));
    },
    waiting: () => tell(colour.yellow(say(WAITS))),
    told: () => telling,
  };
};

const loaded = (count: number, path: string): Phrase => ({
  ko: `${path}에서 규칙 ${count}개를 읽었어요.`,
  en: `Read ${count} rule${count === 1 ? '' : 's'} from ${path}.`,
});
const reloaded = (count: number): Phrase => ({
  ko: `규칙 파일을 새로 읽었어요. 규칙은 모두 ${count}개예요.`,
  en: `Read the rules file again: ${count} rule${count === 1 ? '' : 's'} in all.`,
});
const GOES_ON: Phrase = {
  ko: '고쳐서 저장할 때까지는 이전 규칙으로 답해요.',
  en: 'Until it is mended and saved, the rules from before go on.',
};
const WAITS: Phrase = {
  ko: '파일을 고쳐 저장하면 바로 이어서 열어요. 그만두려면 Ctrl+C',
  en: 'Mend the file and save it, and this goes on. Ctrl+C leaves.',
};
