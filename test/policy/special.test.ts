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
