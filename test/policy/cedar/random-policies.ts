import { Random } from '../../../gateway/policy/cedar/random.ts';

const PURPOSES = ['"CLEARANCE"', '"RISK"', '""'];
const WORDS = ['"KEMBA"', '"UGKLA"', '"customs"', '"KE"'];
const ENTITIES = ['Role::"officer"', 'Role::"auditor"', 'Agency::"customs"', 'Country::"UG"'];
const ACTIONS = ['disclose', 'discloseMasked', 'use', 'join'];

/** Writes random policies of the subset. */
export class PolicyWriter {
  readonly #random: Random;
  /** Guarded: reads of what may be missing are guarded and types fit, so that no policy can be an error. */
  readonly #guarded: boolean;

  constructor(seed: number, guarded: boolean) {
    this.#random = new Random(seed);
    this.#guarded = guarded;
  }

  policy(): string {
    const effect = this.#of(['permit', 'forbid']);
    const scope = `${this.#principal()}, ${this.#action()}, ${this.#resource()}`;
    const clauses = this.#random.some(['when', 'unless', 'when'], 0.7);
    return `${effect} (${scope}) ${clauses.map((kind) => `${kind} { ${this.bool(4)} }`).join(' ')};`;
  }

  /** An expression that is a Bool; unguarded, now and then something else. */
  bool(depth: number): string {
    if (!this.#guarded && this.#random.chance(0.04)) return `(${this.#anything()})`;
    if (depth === 0) return `(${this.#leaf()})`;
    const inner = (): string => this.bool(depth - 1);
    return this.#of([
      () => `(${inner()} && ${inner()})`,
      () => `(${inner()} || ${inner()})`,
      () => `(!${inner()})`,
      () => `(if ${inner()} then ${inner()} else ${inner()})`,
      () => `(${inner()} ${this.#of(['==', '!='])} ${inner()})`,
      () => this.#read((read) => `(${this.#comparison(read)} ${this.#of(['&&', '||'])} ${inner()})`),
      () => `(${this.#leaf()})`,
    ])();
  }

  #leaf(): string {
    return this.#of([
      () => this.#of(['true', 'false', 'context.hasCase']),
      () => `context.purpose ${this.#of(['==', '!='])} ${this.#of(PURPOSES)}`,
      () => `context.purpose like ${this.#of(['"*"', '"C*E"', '"*I*K"', '""', '"R**K"'])}`,
      () => `principal in ${this.#of(ENTITIES)}`,
      () => `principal is ${this.#of(['Officer', 'Partner'])}`,
      () => `resource in ${this.#of(['Group::"declaration"', 'Category::"PUBLIC"', 'Agency::"customs"'])}`,
      () => `action == Action::"${this.#of(ACTIONS)}"`,
      () => `${this.#optional()[0]}`,
      () => this.#read((read) => this.#comparison(read)),
    ])();
  }

  /** A read of what may be missing, guarded or not. */
  #read(write: (read: { readonly type: string; readonly text: string }) => string): string {
    const [guard, type, text] = this.#optional();
    const written = write({ type, text });
    return this.#guarded || this.#random.chance(0.6) ? `(${guard} && ${written})` : `(${written})`;
  }

  #optional(): readonly [string, string, string] {
    const record = (name: string, type: string): readonly [string, string, string] => [
      `context.record has ${name}`,
      type,
      `context.record.${name}`,
    ];
    return this.#of([
      record('holder', 'String'),
      record('level', 'Long'),
      record('sealed', 'Bool'),
      record('ports', 'Set'),
      record('level', 'Long'),
      ['principal has post', 'String', 'principal.post'],
      ['principal has clearance', 'String', 'principal.clearance'],
      ['context has agreement', 'String', 'context.agreement'],
      ['context has agreementLevel', 'String', 'context.agreementLevel'],
      ['context has to', 'String', 'context.to'],
    ]);
  }

  #comparison({ type, text }: { readonly type: string; readonly text: string }): string {
    const kind = this.#guarded || this.#random.chance(0.9) ? type : this.#of(['String', 'Long', 'Bool', 'Set']);
    switch (kind) {
      case 'Long':
        return this.#of([
          `${text} ${this.#of(['<', '<=', '>', '>=', '=='])} ${this.#of(['2', '3', '-1'])}`,
          `[2, 3].contains(${text})`,
        ]);
      case 'Bool':
        return this.#of([text, `!${text}`, `(if ${text} then context.hasCase else ${text})`]);
      case 'Set':
        return this.#of([
          `${text}.contains(${this.#of(WORDS)})`,
          `${text}.${this.#of(['containsAll', 'containsAny'])}([${this.#of(WORDS)}, ${this.#of(WORDS)}])`,
          `[${this.#of(WORDS)}, principal.agency].${this.#of(['containsAll', 'containsAny'])}(${text})`,
          `${text} == [${this.#of(WORDS)}]`,
        ]);
      default:
        return this.#of([
          `${text} == ${this.#of(WORDS)}`,
          `${text} != principal.agency`,
          `${text} like ${this.#of(['"K*"', '"*A"', '"*"'])}`,
          `[${text}, "x"].contains(${this.#of(WORDS)})`,
          `(if context.hasCase then ${text} else principal.country) == ${this.#of(WORDS)}`,
        ]);
    }
  }

  #anything(): string {
    return this.#of(['1', '"x"', '["x", 1, [true]]', 'context.purpose', 'context.record.level', '[context.hasCase]']);
  }

  #principal(): string {
    return this.#of([
      'principal',
      'principal',
      `principal in ${this.#of(ENTITIES)}`,
      'principal is Officer',
      'principal is Partner in Role::"officer"',
    ]);
  }

  #action(): string {
    const some = this.#random.some(ACTIONS, 0.6).map((action) => `Action::"${action}"`);
    return this.#of(['action', `action == Action::"${this.#of(ACTIONS)}"`, `action in [${some.join(', ')}]`]);
  }

  #resource(): string {
    return this.#of([
      'resource',
      'resource',
      'resource in Group::"declaration"',
      'resource in Category::"PUBLIC"',
      'resource is Field',
    ]);
  }

  #of<T>(choices: readonly T[]): T {
    return this.#random.pick(choices);
  }
}
