import type { PolicySource } from '../../gateway/policy/cedar/index.ts';

/** An agency's files of rules as the one that stands beside the composed graph. */
export function policyText(sources: readonly Pick<PolicySource, 'file' | 'text'>[]): string {
  return sources.map(({ file, text }) => `// ${file}\n${text.trim()}\n`).join('\n');
}
