/** Rules about records of which a residual says exactly what is left: name → policies, without annotations. */
export const EXPRESSIBLE: Readonly<Record<string, readonly string[]>> = {
  'a text that is one': [permit('context.record has holder && context.record.holder == "KEMBA"')],
  'a text that is not one': [permit('context.record has holder && context.record.holder != "KEMBA"')],
  'a text of some': [permit('context.record has holder && ["KEMBA", "UGKLA"].contains(context.record.holder)')],
  'a text of none': [permit('context.record has holder && !(["KEMBA", "KE"].contains(context.record.holder))')],
  'a text that begins': [permit('context.record has holder && context.record.holder like "K*"')],
  'any text': [permit('context.record has holder && context.record.holder like "*"')],
  'a text that is matched whole': [
    permit(
      'context.record has holder && context.record.holder like "KE" || context.record has holder && context.record.holder like "a\\*"',
    ),
  ],
  "the caller's own": [permit('context.record has holder && context.record.holder == principal.agency')],
  "the caller's post": [
    permit(`principal has post && (context.record has holder && context.record.holder == principal.post ||
      context.record has ports && context.record.ports.contains(principal.post))`),
  ],
  'a number between two': [permit('context.record has level && context.record.level > 2 && 5 >= context.record.level')],
  'a number of some': [permit('context.record has level && [2, 3, -1].contains(context.record.level)')],
  'what is sealed': [permit('context.record has sealed && context.record.sealed')],
  'what is not sealed': [permit('context.record has sealed && !context.record.sealed')],
  'what is sealed as there is a case': [
    permit('context.record has sealed && context.record.sealed == context.hasCase'),
  ],
  'ports with one': [permit('context.record has ports && context.record.ports.contains("KEMBA")')],
  'ports with all': [permit('context.record has ports && context.record.ports.containsAll(["KEMBA", "KE"])')],
  'ports with any': [permit('context.record has ports && context.record.ports.containsAny(["KEMBA", "KE"])')],
  'any with ports': [
    permit('context.record has ports && ["UGKLA", principal.agency].containsAny(context.record.ports)'),
  ],
  'a set that is written out': [
    permit('context.record has holder && [context.record.holder, principal.country].contains("KE")'),
  ],
  'one that has what another may lack': [permit('context.record has holder || context.record has level')],
  'one that lacks it': [permit('!(context.record has level) && context.record has holder')],
  'a choice by the record': [
    permit(`if context.record has sealed && context.record.sealed then context.record has level && context.record.level < 3
      else context.hasCase`),
  ],
  'a choice of values': [
    permit(`context.record has sealed && context.record has holder &&
      (if context.record.sealed then context.record.holder else principal.country) == "KE"`),
  ],
  'a choice by the caller': [
    permit('if context.hasCase then true else context.record has holder && context.record.holder == "KE"'),
  ],
  'conditions that are alike': [
    permit(`context.record has level && context.record has sealed &&
      (context.record.level < 3) == context.record.sealed`),
  ],
  'a forbid that is guarded': [
    permit('context.record has level && context.record.level < 7'),
    forbid('context.record has sealed && context.record.sealed'),
  ],
  'a forbid of everything but': [
    permit('true'),
    forbid('true', 'context.record has holder && context.record.holder == "KE"'),
  ],
  'a forbid that is not for the caller': [
    permit('context.record has level && context.record.level < 7'),
    forbid('principal is Partner && context.record has sealed && context.record.sealed'),
  ],
  'one rule for the whole, another for the reduced form': [
    permit('context.record has level && context.record.level < 3', 'action == Action::"disclose"'),
    permit('context.record has holder && context.record.holder == "KE"', 'action == Action::"discloseMasked"'),
  ],
  'one rule for each field': [
    permit('context.record has level && context.record.level < 3', 'action', 'resource in Category::"PUBLIC"'),
    permit('context.record has sealed && context.record.sealed', 'action', 'resource in Group::"declaration"'),
  ],
  unless: [
    `permit (principal, action, resource) when { context.record has holder } unless { context.record.holder == "KE" };`,
  ],
};

/** Rules of which none says it: the gateway judges alone. */
export const INEXPRESSIBLE: Readonly<Record<string, readonly string[]>> = {
  'a text that ends': [permit('context.record has holder && context.record.holder like "*A"')],
  'a set that is one': [permit('context.record has ports && context.record.ports == ["KE"]')],
  'all of the ports': [permit('context.record has ports && ["KE", "UGKLA"].containsAll(context.record.ports)')],
  'an attribute held against another': [
    permit(`context.record has ports && context.record has holder &&
      context.record.ports.contains(context.record.holder)`),
  ],
  'a text that no database keeps': [permit('context.record has holder && context.record.holder == "\\u{0}"')],
  'a text that is too long': [permit(`context.record has holder && context.record.holder == "${'x'.repeat(1_001)}"`)],
  'more than a grant has room for': [
    permit(
      `context.record has holder && [${Array.from({ length: 500 }, (_, at) => `"word-${at}"`)}].contains(context.record.holder)`,
    ),
  ],
  'more conditions than are read': Array.from({ length: 13 }, (_, part) =>
    permit(
      Array.from(
        { length: 20 },
        (_, at) => `context.record has level && context.record.level == ${part * 20 + at}`,
      ).join(' || '),
    ),
  ),
};

function permit(when: string, action = 'action', resource = 'resource'): string {
  return `permit (principal, ${action}, ${resource}) when { ${when} };`;
}

function forbid(when: string, unless = 'false'): string {
  return `forbid (principal, action, resource) when { ${when} } unless { ${unless} };`;
}
