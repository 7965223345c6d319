import type { CheckProblem } from '../../bin/check/problem.ts';
import { type CheckReport, printed } from '../../bin/check/report.ts';

const problem: CheckProblem = {
  ...{ rule: 'labels-differ', severity: 'error', file: 'a,b:c.graphql', line: 7 },
  what: '100 % wrong,\nand: so on.',
  mend: 'Mend it.',
};
const report: CheckReport = {
  ...{ agencies: ['port'], policyFiles: 1, rules: 2, against: 'main', isStrict: false },
  problems: [
    problem,
    { ...problem, severity: 'warning', file: '?', why: 'Because.' },
    { ...problem, severity: 'note' },
  ],
};

test('text says where, what, why and what to do, and counts at the end', () => {
  expect(printed(report, 'text')).toBe(`error labels-differ  a,b:c.graphql:7
  what  100 % wrong, and: so on.
  do    Mend it.

warning labels-differ
  what  100 % wrong, and: so on.
  why   Because.
  do    Mend it.

note labels-differ  a,b:c.graphql:7
  what  100 % wrong, and: so on.
  do    Mend it.

1 agencies, 1 files of policies, 2 rules, compared with main: 1 errors, 1 warnings`);
});

test('a long sentence goes on below its first word', () => {
  const what = Array.from({ length: 40 }, () => 'word').join(' ');
  const lines = printed({ ...report, problems: [{ ...problem, what }] }, 'text').split('\n');
  expect(lines.every((line) => line.length <= 120)).toBe(true);
  expect(lines[2]).toMatch(/^ {8}word word/);
});

test('nothing that an agency writes is a command of the terminal or of the machine that checks', () => {
  const wide = 'x'.repeat(105);
  const what = `\u001b]0;title\u0007 \u009b31m ${wide} ::add-mask::x`;
  const told = printed({ ...report, problems: [{ ...problem, what, file: 'a\u001b[2J.graphql' }] }, 'text');
  expect(told.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  expect(told.split('\n').some((line) => line.trimStart().startsWith('::'))).toBe(false);
});

test('annotations for GitHub are escaped: the message, and more of it in its properties', () => {
  expect(printed(report, 'github').split('\n').slice(0, 3)).toEqual([
    '::error file=a%2Cb%3Ac.graphql,line=7,title=labels-differ::100 %25 wrong,%0Aand: so on.%0AMend it.',
    '::warning title=labels-differ::100 %25 wrong,%0Aand: so on.%0ABecause.%0AMend it.',
    '::notice file=a%2Cb%3Ac.graphql,line=7,title=labels-differ::100 %25 wrong,%0Aand: so on.%0AMend it.',
  ]);
});

test('programs read one shape, whatever was found', () => {
  const json = JSON.parse(printed(report, 'json'));
  expect(json).toMatchObject({ passed: false, agencies: ['port'], against: 'main', errors: 1, warnings: 1, notes: 1 });
  const members = ['rule', 'severity', 'file', 'line', 'what', 'why', 'mend'];
  for (const each of json.problems) expect(Object.keys(each)).toEqual(members);
  expect(json.problems[1]).toMatchObject({ file: null, line: null, why: 'Because.' });
  expect(JSON.parse(printed({ ...report, against: undefined, problems: [] }, 'json'))).toEqual({
    ...{ passed: true, agencies: ['port'], against: null, errors: 0, warnings: 0, notes: 0, problems: [] },
  });
});

test('colours are for terminals alone', () => {
  expect(printed(report, 'text')).not.toContain('\u001b');
  expect(printed(report, 'text', true)).toContain('\u001b[31merror\u001b[0m');
});
