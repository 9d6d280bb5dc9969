// No command was named → the line that says which one was chosen, in the language of the rules file, and how to get the other.
import { parseArgs } from 'node:util';
import { rulesPath } from '../bot/rules-path.ts';
import { readSettings } from '../bot/settings.ts';
import type { Phrase } from '../domain/language.ts';
import { languageOf } from '../rules/load.ts';
import { called } from './called.ts';
import type { Io } from './io.ts';
import { speech } from './speech.ts';

/** `given`: the variable that holds the token or names its file. Nothing is said before settings that are refused. */
export const choiceInWords = async (given: string | undefined, argv: readonly string[], io: Io): Promise<string> => {
  if (given !== undefined && !readSettings(io.env, {}).ok) return '';
  const { rules } = parseArgs({
    args: [...argv],
    options: { rules: { type: 'string' } },
    allowPositionals: true,
    strict: false,
  }).values;
  const language = await languageOf(rulesPath(typeof rules === 'string' ? rules : undefined, io.env));
  const { say } = speech(io, io.err, () => language);
  return `${say(given === undefined ? practises(called(io)) : starts(given, called(io)))}\n`;
};

const starts = (given: string, program: string): Phrase => ({
  ko: `${given} 값이 있어서 Slack에 연결해요. Slack 없이 연습하려면: ${program} practice`,
  en: `${given} is set, so this connects to Slack. To practise without Slack: ${program} practice`,
});

const practises = (program: string): Phrase => ({
  ko: `SLACK_BOT_TOKEN이 없어서 연습장을 열어요. Slack에 연결하려면: SLACK_BOT_TOKEN=xoxb-… ${program} start`,
  en: `SLACK_BOT_TOKEN is not set, so this opens the practice workspace. To connect to Slack: SLACK_BOT_TOKEN=xoxb-… ${program} start`,
});
