/** A leaf element as it stands in the XML: path with the occurrence of each step (from 1), value, attributes. */
export interface XmlLeaf {
  readonly steps: ReadonlyArray<{ readonly name: string; readonly occurrence: number }>;
  readonly value: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/**
 * The leaves of a document that hold a value. Written with regular expressions and without any part of the intake, so
 * that a test compares two readings of the same bytes.
 */
export function leavesOf(xml: string): XmlLeaf[] {
  const leaves: XmlLeaf[] = [];
  const open: Array<{ name: string; occurrence: number; met: Map<string, number>; attributes: string; text: string }> =
    [{ name: '', occurrence: 1, met: new Map(), attributes: '', text: '' }];
  const token =
    /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([\w.:-]+)((?:\s+[\w.:-]+="[^"]*")*)\s*(\/?)>|([^<]+)/g;
  for (const [, cdata, closing, qualified = '', attributes = '', selfClosing, text] of xml.matchAll(token)) {
    const top = open.at(-1);
    if (!top) throw new Error('an element is closed that was not opened');
    if (cdata !== undefined) top.text += cdata;
    else if (text !== undefined) top.text += unescaped(text);
    else if (qualified !== '' && closing) {
      open.pop();
      if (top.met.size === 0) leaves.push(...leaf(open, top));
    } else if (qualified !== '') {
      const name = qualified.replace(/^.*:/, '');
      const occurrence = (top.met.get(name) ?? 0) + 1;
      top.met.set(name, occurrence);
      if (!selfClosing) open.push({ name, occurrence, met: new Map(), attributes, text: '' });
    }
  }
  return leaves;
}

function leaf(
  above: ReadonlyArray<{ name: string; occurrence: number }>,
  own: { name: string; occurrence: number; attributes: string; text: string },
): XmlLeaf[] {
  const value = own.text.trim();
  if (value === '') return [];
  const steps = [...above.slice(1), own].map(({ name, occurrence }) => ({ name, occurrence }));
  const attributes = Object.fromEntries(
    [...own.attributes.matchAll(/([\w.:-]+)="([^"]*)"/g)].map(([, name, stated]) => [
      name ?? '',
      unescaped(stated ?? ''),
    ]),
  );
  return [{ steps, value, attributes }];
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
