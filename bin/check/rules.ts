import type { CheckInput, SdlInput } from './input.ts';
import type { CheckProblem } from './problem.ts';
import { agreementIncomplete } from './rules/agreement-incomplete.ts';
import { agreementOperations } from './rules/agreement-operations.ts';
import { agreementRegisters } from './rules/agreement-registers.ts';
import { agreementWithoutRule } from './rules/agreement-without-rule.ts';
import { argumentWithoutReads } from './rules/argument-without-reads.ts';
import { attributeGivenTwice } from './rules/attribute-given-twice.ts';
import { basisInForce } from './rules/basis-in-force.ts';
import { breakingChange } from './rules/breaking-change.ts';
import { columnUnderTwoLabels } from './rules/column-under-two-labels.ts';
import { composeDirectiveMissing } from './rules/compose-directive-missing.ts';
import { compositionProblems } from './rules/composition-problems.ts';
import { derivedWithoutPermit } from './rules/derived-without-permit.ts';
import { fieldNobodySees } from './rules/field-nobody-sees.ts';
import { fieldWithoutLabel } from './rules/field-without-label.ts';
import { judgedReference } from './rules/judged-reference.ts';
import { labelOnExternal } from './rules/label-on-external.ts';
import { labelsDiffer } from './rules/labels-differ.ts';
import { maskDoesNotFit } from './rules/mask-does-not-fit.ts';
import { neutralPage } from './rules/neutral-page.ts';
import { neutralWithoutAbsent } from './rules/neutral-without-absent.ts';
import { notGenerated } from './rules/not-generated.ts';
import { openDoor } from './rules/open-door.ts';
import { ownerChange } from './rules/owner-change.ts';
import { personalKey } from './rules/personal-key.ts';
import { policyProblems } from './rules/policy-problems.ts';
import { policyTooLong } from './rules/policy-too-long.ts';
import { protectedNonNull } from './rules/protected-non-null.ts';
import { recordAttributes } from './rules/record-attributes.ts';
import { releaseChange } from './rules/release-change.ts';
import { retention } from './rules/retention.ts';
import { titleTwice } from './rules/title-twice.ts';

/** What would make labels vanish or change when the parts are composed: nothing is composed with any of these. */
export const LABEL_RULES: readonly ((input: SdlInput) => readonly CheckProblem[])[] = [
  fieldWithoutLabel,
  labelOnExternal,
  composeDirectiveMissing,
  labelsDiffer,
];

/** Every rule of `hub check`. What composition found itself comes with `compositionProblems`. */
export const RULES: readonly ((input: CheckInput) => readonly CheckProblem[])[] = [
  compositionProblems,
  maskDoesNotFit,
  protectedNonNull,
  neutralWithoutAbsent,
  recordAttributes,
  attributeGivenTwice,
  retention,
  judgedReference,
  neutralPage,
  argumentWithoutReads,
  columnUnderTwoLabels,
  policyProblems,
  personalKey,
  derivedWithoutPermit,
  policyTooLong,
  basisInForce,
  titleTwice,
  fieldNobodySees,
  agreementIncomplete,
  agreementRegisters,
  agreementOperations,
  agreementWithoutRule,
  breakingChange,
  releaseChange,
  ownerChange,
  notGenerated,
  openDoor,
];
