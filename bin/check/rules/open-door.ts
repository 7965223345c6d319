import type { CheckInput } from '../input.ts';
import { SdlPlaces } from '../places.ts';
import type { CheckProblem } from '../problem.ts';

/** An agency without the kit answers whoever reaches it: that is told, since no rule of the hub changes it. */
export function openDoor({ parts }: Pick<CheckInput, 'parts'>): readonly CheckProblem[] {
  const places = new SdlPlaces(parts);
  return parts
    .filter(({ isKit }) => isKit === false)
    .map(({ name }) => ({
      ...{ rule: 'open-door', severity: 'note', file: places.head(name)?.file ?? '?', line: 1 },
      what: `${name} is joined by SDL and address, without the kit: its _entities door rests on the network.`,
      why: 'It asks for no grant: whoever reaches its address is given every record by its key, past all rules.',
      mend: 'Let nobody but the hub reach the address (mutual TLS, or a network of the two), or use the kit; hub check --live compares what runs there with the SDL.',
    }));
}
