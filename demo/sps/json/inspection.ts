import { at, isTrueAt, type Kept, listAt, textAt } from './read.ts';

/** Part two of a health entry document: checks, laboratory tests and the decision, in the codes of the service. */

const CHECKS = [
  { type: 'DOCUMENTARY', result: 'documentCheckResult', notDone: undefined },
  { type: 'IDENTITY', result: 'identityCheckResult', notDone: 'identityCheckNotDoneReason' },
  { type: 'PHYSICAL', result: 'physicalCheckResult', notDone: 'physicalCheckNotDoneReason' },
] as const;

/**
 * Checks made or asked for. One that is not done counts as asked for unless the notification says that no inspection is
 * required, or why it will not be made.
 */
export function checksOf(partTwo: Kept | undefined): object[] {
  const isRequired = !/^not required$/i.test(textAt(partTwo, 'inspectionRequired') ?? '');
  const checkedDateTime = textAt(partTwo, 'checkedOn');
  return CHECKS.flatMap(({ type, result: name, notDone }) => {
    const result = resultOf(textAt(partTwo, 'consignmentCheck', name));
    if (result === undefined) return [];
    const isWaived = !isRequired || (notDone !== undefined && textAt(partTwo, 'consignmentCheck', notDone) !== null);
    if (result === 'NOT_DONE') return isWaived ? [] : [{ type, result, checkedDateTime: null }];
    return [{ type, result, checkedDateTime }];
  });
}

function resultOf(text: string | null): string | undefined {
  if (text === null || /^(not set|derogation)$/i.test(text)) return undefined;
  if (/^not satisfactory/i.test(text)) return 'NOT_SATISFACTORY';
  if (/^satisfactory/i.test(text)) return 'SATISFACTORY';
  return /^not done$/i.test(text) ? 'NOT_DONE' : undefined;
}

const CONCLUSIONS: ReadonlyMap<string, string> = new Map([
  ['satisfactory', 'SATISFACTORY'],
  ['not satisfactory', 'NOT_SATISFACTORY'],
  ['not interpretable', 'INCONCLUSIVE'],
  ['pending', 'PENDING'],
]);

/** Laboratory tests, at most 200; one without a result is pending. */
export function labTestsOf(tests: Kept | undefined): object[] {
  return listAt(tests, 'singleLaboratoryTests')
    .slice(0, 200)
    .map((test) => {
      const conclusion = textAt(test, 'laboratoryTestResult', 'conclusion');
      return {
        sampleId: textAt(test, 'applicant', 'sampleBatchNumber'),
        testName: textAt(test, 'testName'),
        sampledDateTime: textAt(test, 'applicant', 'sampledOn') ?? textAt(tests, 'testDate'),
        result: conclusion === null ? 'PENDING' : (CONCLUSIONS.get(conclusion.toLowerCase()) ?? null),
      };
    });
}

/** The decision as the inspector took it; null until then. */
export function decisionOf(decision: Kept | undefined): 'ACCEPTABLE' | 'NOT_ACCEPTABLE' | null {
  const text = textAt(decision, 'consignmentDecision') ?? '';
  const acceptable = at(decision, 'consignmentAcceptable');
  if (/^non[ -]?acceptable/i.test(text)) return 'NOT_ACCEPTABLE';
  if (acceptable !== undefined && !isTrueAt(decision, 'consignmentAcceptable')) return 'NOT_ACCEPTABLE';
  return acceptable !== undefined || /^(acceptable|horse re-entry)/i.test(text) ? 'ACCEPTABLE' : null;
}
