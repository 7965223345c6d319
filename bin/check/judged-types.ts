import { compositesOf, directiveOf, labelText, type SdlField, type SdlPart } from './sdl.ts';

/**
 * Types whose records may not be there for a caller. `NEUTRAL`: by rules about records, and nobody may find out; `RETAINED`:
 * because they are kept no longer.
 */
export function judgedTypes(
  parts: readonly SdlPart[],
  fields: readonly SdlField[],
): ReadonlyMap<string, 'NEUTRAL' | 'RETAINED'> {
  const neutral = new Set(
    fields.flatMap(({ typeName, label }) => (label && labelText(label).denial === 'NEUTRAL' ? [typeName] : [])),
  );
  const judged = new Map<string, 'NEUTRAL' | 'RETAINED'>();
  for (const type of parts.flatMap(({ document }) => compositesOf(document))) {
    const name = type.name.value;
    if (directiveOf(type, 'retained')) judged.set(name, judged.get(name) ?? 'RETAINED');
    if (directiveOf(type, 'record') && neutral.has(name)) judged.set(name, 'NEUTRAL');
  }
  return judged;
}
