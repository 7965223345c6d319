import { expect, test } from '@jest/globals';
import { policySet } from '../../../gateway/policy/cedar/index.ts';
import { annotated, digest, problemsOf, SURROUNDINGS } from './policies.ts';

/** A permit with one condition, on the fifth line of its file. */
function when(condition: string): string {
  return annotated('fixture', `permit (principal, action, resource)\nwhen { ${condition} };`);
}

const ATTRIBUTES =
  'Rules read principal.agency, principal.country, principal.clearance, principal.post, context.purpose, context.hasCase, context.agreement, context.agreementLevel, context.to and the attributes of context.record that @record names.';
const ARITHMETIC = 'Compare attributes with literals: arithmetic belongs in the agency system that fills the record.';
const EXTENSION = 'Compare strings, numbers or sets: extension functions are not evaluated here.';
const PERSON = 'Name a role, an agency or a country: principal in Role::"…".';
const WRITTEN_OUT =
  'Ask of principal, action or resource whether it is in an entity or in a list of entities that are written out.';

test.each([
  [
    'context.record has level && context.record.level + 1 == 3',
    'context.record.level + 1 is outside the subset that is evaluated.',
    ARITHMETIC,
  ],
  ['3 - 1 == 2', '3 - 1 is outside the subset that is evaluated.', ARITHMETIC],
  ['2 * 1 == 2', '2 * 1 is outside the subset that is evaluated.', ARITHMETIC],
  [
    'context.record has level && -context.record.level == 3',
    '-(context.record.level) is outside the subset that is evaluated.',
    'Write the negative number itself, as -5.',
  ],
  [
    '["a"].isEmpty()',
    '["a"].isEmpty() is outside the subset that is evaluated.',
    'Name the values with contains or containsAny.',
  ],
  ['ip("10.0.0.1").isLoopback()', 'ip("10.0.0.1").isLoopback() is outside the subset that is evaluated.', EXTENSION],
  ['decimal("1.0") == decimal("1.0")', 'decimal("1.0") is outside the subset that is evaluated.', EXTENSION],
  [
    'principal.hasTag("a")',
    'principal.hasTag("a") is outside the subset that is evaluated.',
    'Read an attribute: entities carry no tags here.',
  ],
  ['{a: 1} == {a: 1}', '{a: 1} is outside the subset that is evaluated.', 'Compare the attributes one by one.'],
  [
    'context.now == 1',
    'context.now reads what no rule may read.',
    'State from when until when the law holds in its entry of schema/bases/: rules read no clock.',
  ],
  [
    'context.case == "C-1"',
    'context.case reads what no rule may read.',
    'Write context.hasCase: that there is a case is all a rule may know of it.',
  ],
  [
    'context has case',
    'context has case reads what no rule may read.',
    'Write context.hasCase: that there is a case is all a rule may know of it.',
  ],
  ['principal.name == "Anna"', 'principal.name reads what no rule may read.', ATTRIBUTES],
  ['principal.toString == "Anna"', 'principal.toString reads what no rule may read.', ATTRIBUTES],
  ['context.record == context.record', 'context.record reads what no rule may read.', ATTRIBUTES],
  [
    'context == context',
    'context is used as a value.',
    'Read one of its attributes, or ask whether it is in an entity.',
  ],
  [
    'principal == Officer::"anna"',
    'principal == Officer::"anna" names a single person, or what no principal is in.',
    PERSON,
  ],
  [
    'principal in Officer::"anna"',
    'principal in Officer::"anna" names a single person, or what no principal is in.',
    PERSON,
  ],
  [
    'principal is Officer in Partner::"x"',
    'principal is Officer in Partner::"x" names a single person, or what no principal is in.',
    PERSON,
  ],
  [
    '[principal].contains(principal)',
    'principal is used as a value.',
    'Read one of its attributes, or ask whether it is in an entity.',
  ],
  ['Role::"officer" in Role::"officer"', 'Role::"officer" in Role::"officer" is outside the subset.', WRITTEN_OUT],
  [
    'resource == Group::"declaration"',
    'resource == Group::"declaration" is never true or outside the subset.',
    'Compare the resource with one Field, or write in.',
  ],
  [
    'Role::"officer" == Role::"officer"',
    'Role::"officer" stands for itself.',
    'Write principal, action or resource in, or ==, the entity.',
  ],
  [
    '1 < 9007199254740993',
    '9007199254740992 is too large a number.',
    'Stay between -9007199254740991 and 9007199254740991.',
  ],
])('a policy with %s is refused, and told what to write', (condition, what, mend) => {
  expect(problemsOf(when(condition))).toEqual([
    { agency: 'customs', file: 'customs.cedar', line: expect.any(Number), what, mend },
  ]);
});

test.each([
  [
    'context.record.level == 1',
    'Unable to guarantee safety of access to optional attribute `record.level`.',
    "Try testing for the attribute's presence with `context.record has level && ..`.",
  ],
  [
    'context.agreement == "x"',
    'Unable to guarantee safety of access to optional attribute `agreement`.',
    "Try testing for the attribute's presence with `context has agreement && ..`.",
  ],
  [
    'context.record has owner && context.record.owner == "x"',
    'No record has the attribute owner.',
    'Write one of holder, level, ports, sealed, or name it in @record of the type.',
  ],
  [
    'context.hasCase && !(context.record has holder || !(context.record has holder)) && principal is Field',
    'Policy is impossible: the policy expression evaluates to false for all valid requests.',
    'Make it hold for some request, or delete it.',
  ],
  [
    'context.purpose == 1',
    'The types Long and String are not compatible.',
    'Both operands to a `==` expression must have compatible types. Types must be exactly equal to be compatible.',
  ],
])('a policy with %s does not validate', (condition, what, mend) => {
  expect(problemsOf(when(condition))).toEqual([
    { agency: 'customs', file: 'customs.cedar', line: mend.startsWith('Make') ? 1 : 5, what, mend },
  ]);
});

test.each([
  [
    'permit (principal == Officer::"anna", action, resource);',
    'principal == Officer::"anna" names a single person, or what no principal is in.',
    PERSON,
  ],
  [
    'permit (principal in Officer::"anna", action, resource);',
    'principal in Officer::"anna" names a single person, or what no principal is in.',
    PERSON,
  ],
  [
    'permit (principal, action, resource in Role::"officer");',
    'resource in Role::"officer" names what no field is in.',
    'Name a Group, a Category, an Agency or a Field.',
  ],
  [
    'permit (principal, action == Action::"discloses", resource);',
    'Action::"discloses" does not exist.',
    'Write one of derive, disclose, discloseMasked, join, satisfy, use.',
  ],
  [
    'permit (principal in Role::"oficer", action, resource);',
    'Role::"oficer" does not exist.',
    'Write one of auditor, customs-officer, customs-supervisor, officer.',
  ],
  [
    'forbid (principal, action, resource in Category::"SECRET");',
    'Category::"SECRET" does not exist.',
    'Write one of COMMERCIAL, LAW_ENFORCEMENT, OFFICIAL, PERSONAL, PUBLIC, SPECIAL.',
  ],
  [
    'permit (principal, action, resource in Agency::"police");',
    'resource in Agency::"police" never holds: the policies of customs speak for its own fields alone.',
    'Leave it out, or move the policy to that agency.',
  ],
  [
    'permit (principal == ?principal, action, resource);',
    'This is a template: it has a ?principal or ?resource.',
    'Write a static policy for each principal or resource: templates are never linked.',
  ],
])('%s is refused', (policy, what, mend) => {
  const [problem, ...more] = problemsOf(annotated('fixture', policy));
  expect([problem?.what, problem?.mend, more]).toEqual([what, mend, []]);
});

test('what is no Cedar is refused at its line, counted in characters and not in bytes', () => {
  const text = `// é€𝒳\n${annotated('fixture', 'permit (principal, action, resource)\nwhen { context.purpose = "x" };')}`;
  const [problem] = problemsOf(text);
  expect(problem?.line).toBe(6);
  expect(problem?.what).toMatch(/^Not Cedar: /);
  expect(problem?.mend).toMatch(/\.$/);
});

test('names are held against the agencies, groups and purposes that exist', () => {
  const surroundings = {
    ...SURROUNDINGS,
    agencies: new Set(['customs']),
    groups: new Set(['declaration']),
    purposes: new Set(['CLEARANCE']),
  };
  const policy = `permit (principal in Agency::"costums", action, resource in Group::"declarations")
    when { context.purpose == "CLEARENCE" || ["RISK", "CLEARANCE"].contains(context.purpose) };`;
  expect(problemsOf(annotated('fixture', policy), surroundings).map(({ what, mend }) => `${what} ${mend}`)).toEqual([
    'Agency::"costums" does not exist. Write one of customs.',
    'Group::"declarations" does not exist. Write one of declaration.',
    '"CLEARENCE" is no purpose. Write one of CLEARANCE.',
    '"RISK" is no purpose. Write one of CLEARANCE.',
  ]);
});

test('a policy says what it is called, what it means and on what it rests', () => {
  expect(problemsOf('permit (principal, action, resource);').map(({ what }) => what)).toEqual([
    'The policy has no @id.',
    'The policy has no @title.',
    'The policy has no @basis.',
  ]);
  const policy = 'permit (principal, action, resource);';
  expect(problemsOf(`@id("Not an id")\n@title("no sentence")\n@basis(" ")\n${policy}`).map(({ what }) => what)).toEqual(
    ['@id("Not an id") is no id.', '@title("no sentence") is not one sentence.', 'The policy has no @basis.'],
  );
  expect(problemsOf(`@id("a")\n@title("One. Two.")\n@basis("b")\n${policy}`)).toEqual([
    {
      agency: 'customs',
      file: 'customs.cedar',
      line: 1,
      what: '@title("One. Two.") is not one sentence.',
      mend: 'Write @title("…"): one sentence for officers to read, ending with a full stop.',
    },
  ]);
});

test('an id stands once over all agencies', () => {
  const text = annotated('fixture', 'permit (principal, action, resource);');
  const sources = ['customs', 'police'].map((agency) => ({ agency, file: `${agency}.cedar`, text }));
  expect(policySet(sources, SURROUNDINGS, digest)).toEqual({
    kind: 'refused',
    problems: [
      {
        agency: 'police',
        file: 'police.cedar',
        line: 1,
        what: '@id("fixture") is already the id of customs.cedar:1.',
        mend: 'Give each policy an id of its own, over all agencies.',
      },
    ],
  });
});

test('problems stand at the line of the policy, or of the expression', () => {
  const good = annotated(
    'good',
    'permit (principal, action, resource)\n// A remark; with é.\nwhen { context.hasCase };',
  );
  const bad = annotated('bad', 'permit (principal, action, resource)\nwhen { context.hasCase }\nwhen { 1 + 1 == 2 };');
  expect(problemsOf(`${good}\n\n${bad}`).map(({ line }) => line)).toEqual([13]);
  const untitled = good.replace('A fixture.', '');
  expect(
    problemsOf(`${annotated('a', 'permit (principal, action, resource);')}\n\n${untitled}`).map(({ line }) => line),
  ).toEqual([6]);
  const named = annotated('a', 'permit (principal, action, resource)\nwhen { context.record has owner };');
  expect(problemsOf(named.replace('fixture', 'permit of the owner')).map(({ line }) => line)).toEqual([5]);
});
