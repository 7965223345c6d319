import { policiesOf, policy } from '../support/policies.ts';
import { startRuled } from '../support/ruled.ts';

const FOR_RISK = 'context.purpose == "RISK_ASSESSMENT"';
const READER = { roles: ['reader'] };

/** A clinic that knows of every traveller whether they are vaccinated. */
const start = (...policies: string[]) =>
  startRuled([
    {
      name: 'clinic',
      types: `type Query @classified(as: OFFICIAL) { person: Person }
        type Person @classified(as: OFFICIAL) { name: String isVaccinated: Boolean @classified(as: SPECIAL) }`,
      resolvers: { Query: { person: () => ({ name: 'Ann', isVaccinated: true }) } },
      policies: policiesOf('clinic', ...policies),
    },
  ]);

const scoped = (resource: string, action = '== Action::"disclose"') =>
  policy('read', `principal in Role::"reader", action ${action}, ${resource}`, FOR_RISK);
const unexplained = (text: string) => text.replace(/@necessity\("[^"]*"\)/, '');

test.each([
  ['everything', scoped('resource')],
  ['the category', scoped('resource in Category::"SPECIAL"')],
  ['the field', scoped('resource == Field::"Person.isVaccinated"')],
  ['its reduced form', scoped('resource', '== Action::"discloseMasked"')],
  ['its use in arguments', scoped('resource', 'in [Action::"join", Action::"use"]')],
  ['its way to another agency as a key', scoped('resource', '== Action::"join"')],
  ['what another agency makes from it', scoped('resource', '== Action::"derive"')],
])('a rule over %s that does not say why it must show what is special is refused', async (_what, text) => {
  await expect(start(unexplained(text))).rejects.toThrow('Person.isVaccinated, which is SPECIAL, and does not say why');
});

test('a rule that names what it is meant for reaches nothing special, and needs no reason', async () => {
  const official = scoped('resource in Category::"OFFICIAL"');
  const byCondition = policy(
    'others',
    'principal in Role::"reader", action == Action::"disclose", resource',
    `${FOR_RISK} && !(resource in Category::"SPECIAL")`,
  );
  for (const text of [official, byCondition]) {
    await using graph = await start(unexplained(text));
    expect((await graph.ask(READER, '{ person { name isVaccinated } }')).data).toEqual({
      person: { name: 'Ann', isVaccinated: null },
    });
  }
});

test('a rule that says why shows it, and what is forbidden needs no reason', async () => {
  const forbidden = policy('kept', 'principal in Role::"broker", action, resource', 'true', 'forbid');
  await using graph = await start(scoped('resource'), unexplained(forbidden));
  expect((await graph.ask(READER, '{ person { isVaccinated } }')).data).toEqual({ person: { isVaccinated: true } });
  expect((await graph.ask({ roles: ['reader', 'broker'] }, '{ person { isVaccinated } }')).data).toEqual({
    person: null,
  });
});

test('the reason is a sentence', async () => {
  const text = scoped('resource').replace(/@necessity\("[^"]*"\)/, '@necessity("health")');
  await expect(start(text)).rejects.toThrow('is not one sentence');
});

/** A clinic whose doctors are shown by whom they have vaccinated: that a name is shown tells it of the person. */
const startJudged = (...policies: string[]) =>
  startRuled([
    {
      name: 'clinic',
      types: `type Query @classified(as: OFFICIAL) { people: [Person] }
        type Person @classified(as: OFFICIAL) @record(attributes: "isVaccinated isAdult") {
          name: String isAdult: Boolean isVaccinated: Boolean @classified(as: SPECIAL) }`,
      resolvers: { Query: { people: () => [{ name: 'Ann', isAdult: true, isVaccinated: true }] } },
      policies: policiesOf('clinic', ...policies),
    },
  ]);

const judged = (attribute: string, effect = 'permit') =>
  policy(
    `by-${attribute.toLowerCase()}-${effect}`,
    'principal in Role::"reader", action == Action::"disclose", resource in Category::"OFFICIAL"',
    `${FOR_RISK} && context.record has ${attribute} && context.record.${attribute} == true`,
    effect,
  );

test.each(['permit', 'forbid'])(
  'a %s that decides over other fields by what is special of the record tells it, and says why',
  async (effect) => {
    const others = judged('isAdult');
    const text = judged('isVaccinated', effect);
    await expect(startJudged(others, unexplained(text))).rejects.toThrow(
      'rests on Person.isVaccinated, which is SPECIAL, and does not say why',
    );
    await using graph = await startJudged(unexplained(others), text);
    expect((await graph.ask(READER, '{ people { isVaccinated } }')).data).toEqual({ people: null });
  },
);
