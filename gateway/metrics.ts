/** What an operator's monitoring reads of one process (Prometheus text exposition 0.0.4). No value, nobody's name. */
export class Metrics {
  #answers = 0;
  #deniedFields = 0;
  #policyFaults = 0;

  /** @param deniedFields fields that rules withheld of it. */
  answered(deniedFields: number): void {
    this.#answers += 1;
    this.#deniedFields += deniedFields;
  }

  /** A rule could not be evaluated, or rules do not fit together: something to mend, and no denial. */
  policyFault(): void {
    this.#policyFaults += 1;
  }

  text(): string {
    return [
      ...counter('hub_answers_total', 'Operations answered.', this.#answers),
      ...counter('hub_denied_fields_total', 'Fields that rules withheld.', this.#deniedFields),
      ...counter('hub_policy_faults_total', 'Answers in which a rule could not be evaluated.', this.#policyFaults),
      '',
    ].join('\n');
  }
}

function counter(name: string, help: string, value: number): readonly string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} counter`, `${name} ${value}`];
}
