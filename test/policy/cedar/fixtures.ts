import { annotated } from './policies.ts';

/** Policies that use the whole subset between them: id → policy. */
export const FIXTURES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'scope-in': `permit (principal in Role::"customs-officer", action == Action::"disclose", resource in Group::"declaration")
      when { principal in Agency::"customs" && context.purpose == "CLEARANCE" };`,
    'scope-is': `permit (principal is Officer in Role::"officer", action in [Action::"disclose", Action::"use"], resource is Field in Category::"PUBLIC");`,
    'scope-field': `permit (principal is Partner, action, resource == Field::"Declaration.value")
      when { principal in Country::"UG" && context has agreement && context.agreement == "eac-3" };`,
    'any-of-entities': `permit (principal, action, resource)
      when { (principal in [Role::"auditor", Role::"officer"] || principal in Agency::"police") && resource in [Group::"cargo", Group::"declaration"] && !(action in [Action::"join", Action::"derive"]) };`,
    'is-in-conditions': `permit (principal, action, resource)
      when { principal is Partner in Country::"TZ" || (resource is Field && action == Action::"satisfy") };`,
    'optional-attributes': `permit (principal, action, resource)
      when { principal has clearance && principal.clearance like "SEC*" && !(principal has post && principal.post != "KEMBA") };`,
    likes: `permit (principal, action, resource)
      when { context.purpose like "*A*A*" || context.purpose like "CLEAR*CE" || context.purpose like "\\*" || context.purpose like "" };`,
    'values-of-the-principal': `permit (principal, action, resource)
      when { context has to && context.to == principal.agency || principal.agency == principal.country };`,
    'set-literals': `permit (principal, action, resource)
      when { ["CLEARANCE", "RISK"].contains(context.purpose) && [principal.agency, "x"] != ["x", "customs"] };`,
    'record-long': `permit (principal, action, resource)
      when { context.record has level && context.record.level > 2 && context.record.level <= 5 && 9 > context.record.level };`,
    'record-set': `permit (principal, action, resource)
      when { context.record has ports && (context.record.ports.contains("KEMBA") || context.record.ports.containsAll(["UGKLA", "TZDAR"]) || ["A", "B"].containsAny(context.record.ports)) };`,
    'record-and-caller': `permit (principal, action, resource)
      when { context has record && context.record has holder && (context.record.holder == principal.agency || principal has post && context.record has ports && context.record.ports.contains(principal.post)) };`,
    'if-then-else': `permit (principal, action, resource)
      when { if context.hasCase then (context.record has sealed && context.record.sealed) else context.purpose == "RISK" };`,
    'if-of-values': `permit (principal, action, resource)
      when { (if context.record has sealed then "A" else "B") == (if context.hasCase then "A" else "B") };`,
    'forbid-sealed': `forbid (principal, action, resource in Group::"declaration")
      when { context.record has sealed && context.record.sealed } unless { context.hasCase || principal in Role::"auditor" };`,
    'forbid-foreign': `forbid (principal, action == Action::"disclose", resource)
      unless { principal in Agency::"customs" || context.purpose == "RISK" };`,
    'forbid-level': `forbid (principal in Role::"officer", action, resource)
      when { context.record has level } when { context.record.level >= 7 || context.record.level == -3 };`,
  }),
);

/** All of them, as a file. */
export const FIXTURE_FILE = [...FIXTURES].map(([id, policy]) => annotated(id, policy)).join('\n\n');
