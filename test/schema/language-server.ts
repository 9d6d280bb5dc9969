// The yaml-language-server that editors run, as a child process spoken to over stdio: texts in; mistakes, completions and hovers out.
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { connect } from './wire.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const SERVER = fileURLToPath(import.meta.resolve('yaml-language-server/bin/yaml-language-server'));
const RULES_SCHEMA = pathToFileURL(path.join(ROOT, 'schema/rules.schema.json')).href;

/** Counted from 0, as the protocol has it. */
interface Position {
  readonly line: number;
  readonly character: number;
}

interface Mistake {
  readonly range: { readonly start: Position };
  readonly severity: number; // 1 error, 2 warning
  readonly message: string;
}

interface Completion {
  readonly label: string;
  readonly documentation?: string | { readonly value: string };
}

interface Published {
  readonly uri: string;
  readonly diagnostics: readonly Mistake[];
}

export interface LanguageServer {
  /** What the server says of a text, once it has read it. */
  readonly mistakes: (text: string) => Promise<readonly Mistake[]>;
  /** What is offered at the mark `▮` in the text: each key with its documentation. */
  readonly completions: (text: string) => Promise<ReadonlyMap<string, string>>;
  /** What is shown over the mark `▮` in the text. */
  readonly hover: (text: string) => Promise<string>;
  readonly close: () => Promise<void>;
}

/** `how`: whether the file itself names its schema, or the settings of the editor do. */
export const startLanguageServer = async (how: 'modeline' | 'settings'): Promise<LanguageServer> => {
  const wire = connect([SERVER, '--stdio']);
  const settings = {
    yaml: {
      validate: true,
      completion: true,
      hover: true,
      yamlVersion: '1.2',
      format: { enable: false },
      schemaStore: { enable: false },
      schemas: how === 'settings' ? { [RULES_SCHEMA]: ['*.yaml'] } : {},
    },
  };
  wire.answer('workspace/configuration', (params) => {
    const { items } = params as { readonly items: readonly { readonly section?: string }[] };
    return items.map(({ section }) => (section === 'yaml' ? settings.yaml : {}));
  });
  await wire.request('initialize', {
    processId: process.pid,
    rootUri: pathToFileURL(ROOT).href,
    workspaceFolders: null,
    capabilities: {
      workspace: { configuration: true },
      textDocument: {
        completion: { completionItem: { documentationFormat: ['markdown', 'plaintext'] } },
        hover: { contentFormat: ['markdown', 'plaintext'] },
      },
    },
  });
  wire.notify('initialized', {});
  wire.notify('workspace/didChangeConfiguration', { settings });
  let opened = 0;
  const open = (text: string): string => {
    opened += 1;
    const uri = pathToFileURL(path.join(ROOT, `rules/opened-${opened}.yaml`)).href;
    const modeline = how === 'modeline' ? `# yaml-language-server: $schema=../schema/rules.schema.json\n` : '\n';
    wire.notify('textDocument/didOpen', {
      textDocument: { uri, languageId: 'yaml', version: 1, text: modeline + text },
    });
    return uri;
  };
  const marked = (text: string): { readonly textDocument: { readonly uri: string }; readonly position: Position } => {
    const before = text.slice(0, text.indexOf('▮')).split('\n');
    const uri = open(text.replace('▮', ''));
    return { textDocument: { uri }, position: { line: before.length, character: before.at(-1)?.length ?? 0 } };
  };
  const close = (uri: string): void => wire.notify('textDocument/didClose', { textDocument: { uri } });
  return {
    async mistakes(text) {
      const uri = open(text);
      const found = await wire.notified<Published>('textDocument/publishDiagnostics', (one) => one.uri === uri);
      close(uri);
      return found.diagnostics;
    },
    async completions(text) {
      const at = marked(text);
      const found = await wire.request<{ readonly items: readonly Completion[] }>('textDocument/completion', at);
      close(at.textDocument.uri);
      return new Map(found.items.map(({ label, documentation }) => [label, wordsOf(documentation)]));
    },
    async hover(text) {
      const at = marked(text);
      const found = await wire.request<{ readonly contents: { readonly value: string } } | null>(
        'textDocument/hover',
        at,
      );
      close(at.textDocument.uri);
      return found?.contents.value ?? '';
    },
    close: async () => {
      await wire.request('shutdown', null);
      wire.notify('exit', null);
      await wire.ended;
    },
  };
};

const wordsOf = (documentation: Completion['documentation']): string =>
  typeof documentation === 'string' ? documentation : (documentation?.value ?? '');
