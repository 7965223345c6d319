import type { PolicySource } from '../../gateway/policy/cedar/index.ts';

/** An agency's files of rules as the one that stands beside the composed graph. */
export function policyText(agency: string, sources: readonly PolicySource[]): string {
  const own = sources.filter((each) => each.agency === agency);
  return own.map(({ file, text }) => `// ${file}\n${text.trim()}\n`).join('\n');
}
