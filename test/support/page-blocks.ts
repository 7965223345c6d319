import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A block of a page: commands, or a file to write. */
export interface PageBlock {
  readonly kind: 'commands' | 'file';
  /** Of the file. */
  readonly name: string;
  readonly text: string;
  /** Command by command, those of several lines as one. */
  readonly commands: readonly string[];
}

/** The blocks of a page of this repository, in their order; what stands in a block without a language is no command. */
export function blocksOf(page: string): readonly PageBlock[] {
  const text = readFileSync(fileURLToPath(new URL(`../../${page}`, import.meta.url)), 'utf8');
  return [...text.matchAll(/^```(\S+)(?: (\S+))?\n([\s\S]*?)^```$/gm)].map(([, language, name = '', body = '']) => {
    const kind = language === 'sh' ? 'commands' : 'file';
    const lines = body
      .replaceAll('\\\n', '')
      .split('\n')
      .map((line) => line.replace(/\s+#.*$/, '').trim());
    return { kind, name, text: body, commands: kind === 'commands' ? lines.filter(Boolean) : [] };
  });
}

export function commandsOf(page: string): readonly string[] {
  return blocksOf(page).flatMap(({ commands }) => commands);
}
