/**
 * How a JSON message is described once: the reader walks the description and reports what is not described. Only what
 * is described otherwise than `known` or `dropped` leaves the raw message.
 */
export type Shape =
  | { readonly kind: 'text'; readonly max: number }
  | { readonly kind: 'number' }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'dateTime' }
  /** Described, but not kept: it stays in the raw message. */
  | { readonly kind: 'known' }
  /** People's telephone, fax and e-mail, which nobody asked for: never kept outside the raw message. */
  | { readonly kind: 'dropped' }
  | { readonly kind: 'object'; readonly members: ReadonlyMap<string, Shape> }
  | { readonly kind: 'list'; readonly of: Shape };

export const text = (max = 512): Shape => ({ kind: 'text', max });
export const number: Shape = { kind: 'number' };
export const boolean: Shape = { kind: 'boolean' };
export const dateTime: Shape = { kind: 'dateTime' };
export const list = (of: Shape): Shape => ({ kind: 'list', of });

/**
 * An object.
 *
 * @param members what is kept.
 * @param known names of what is described and not kept, separated by blanks.
 * @param dropped names of contact data, separated by blanks.
 */
export function object(members: Readonly<Record<string, Shape>>, known = '', dropped = ''): Shape {
  const named = (names: string, kind: 'known' | 'dropped') =>
    names.split(/\s+/).flatMap((name): Array<[string, Shape]> => (name === '' ? [] : [[name, { kind }]]));
  return {
    kind: 'object',
    members: new Map([...named(known, 'known'), ...named(dropped, 'dropped'), ...Object.entries(members)]),
  };
}
