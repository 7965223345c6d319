import { jest } from '@jest/globals';
import fc from 'fast-check';
import { readWcoMessage } from '../../demo/customs/wco/message.ts';
import { messagesIn, SAMPLES } from './customs-system.ts';

const read = (text: string | Uint8Array, maxBytes?: number) =>
  readWcoMessage(typeof text === 'string' ? Buffer.from(text) : text, maxBytes);

/** A message around any element. */
const around = (content: string) =>
  `<Declaration><FunctionalReferenceID>LRN-1</FunctionalReferenceID>${content}</Declaration>`;

const BILLION_LAUGHS = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">${Array.from(
  { length: 9 },
  (_, level) => `<!ENTITY lol${level + 1} "${`&lol${level || ''};`.repeat(10)}">`,
).join('')}]>${around('<TypeCode>&lol9;</TypeCode>')}`;

describe('a message meant to harm is put aside with a reason', () => {
  it.each([
    ['a document type', `<!DOCTYPE Declaration>${around('')}`, 'DOCTYPE_REFUSED'],
    ['billion laughs', BILLION_LAUGHS, 'DOCTYPE_REFUSED'],
    [
      'an external entity',
      `<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>${around('<TypeCode>&x;</TypeCode>')}`,
      'DOCTYPE_REFUSED',
    ],
    ['a document type within the document', around('<!DOCTYPE x>'), 'DOCTYPE_REFUSED'],
    ['a document type after a comment', `<!-- <x> --><?pi x?><!DOCTYPE x>${around('')}`, 'DOCTYPE_REFUSED'],
    ['an entity nobody defined', around('<TypeCode>&xxe;</TypeCode>'), 'ENTITY_REFUSED'],
    ['a bare ampersand', around('<TypeCode>A & B</TypeCode>'), 'NOT_WELL_FORMED'],
    ['an entity in an attribute', around('<InvoiceAmount currencyID="&xxe;">1</InvoiceAmount>'), 'ENTITY_REFUSED'],
    ['a reference to NUL', around('<TypeCode>&#0;</TypeCode>'), 'ILLEGAL_CHARACTER'],
    ['a reference to a surrogate', around('<TypeCode>&#xD800;</TypeCode>'), 'ILLEGAL_CHARACTER'],
    ['a reference beyond Unicode', around('<TypeCode>&#x110000;</TypeCode>'), 'ILLEGAL_CHARACTER'],
    ['a control character', around('<TypeCode>\u0007</TypeCode>'), 'ILLEGAL_CHARACTER'],
    ['nothing', '', 'EMPTY'],
    ['blanks', '  \n ', 'NOT_WELL_FORMED'],
    ['two roots', around('') + around(''), 'NOT_WELL_FORMED'],
    ['text after the root', `${around('')}x`, 'NOT_WELL_FORMED'],
    ['an element that is not closed', '<Declaration><ID>1</Declaration>', 'NOT_WELL_FORMED'],
    ['another prefix at the end', '<a:Declaration xmlns:a="x"><ID>1</ID></b:Declaration>', 'NOT_WELL_FORMED'],
    ['an attribute twice', '<Declaration a="1" a="2"/>', 'NOT_WELL_FORMED'],
    ['a comment that does not end', around('<!-- '), 'NOT_WELL_FORMED'],
    ['comments that do not end', '<!--'.repeat(200_000), 'NOT_WELL_FORMED'],
    ['JSON', '{"Declaration":{}}', 'NOT_WELL_FORMED'],
    ['another document', '<html><body/></html>', 'NOT_WCO'],
    ['an envelope without message', '<MetaData><WCOTypeName>DEC</WCOTypeName></MetaData>', 'NOT_WCO'],
    ['an envelope with two messages', `<MetaData>${around('')}${around('')}</MetaData>`, 'NOT_WCO'],
    ['another type', `<MetaData><WCOTypeName>INV</WCOTypeName>${around('')}</MetaData>`, 'TYPE_NOT_SUPPORTED'],
    ['a declaration without reference', '<Declaration><TypeCode>IMA</TypeCode></Declaration>', 'NO_REFERENCE'],
    ['a notification about nothing', '<Response><FunctionCode>05</FunctionCode></Response>', 'NO_REFERENCE'],
  ])('%s', (_, text, reason) => {
    expect(read(text)).toMatchObject({ kind: 'putAside', reason });
  });

  it('bytes that are no text', () => {
    expect(read(Uint8Array.from({ length: 4_096 }, (_, at) => (at * 37) % 256))).toMatchObject({ kind: 'putAside' });
  });

  it.each([
    ['UTF-16 with a byte order mark', Buffer.from(`\ufeff${around('')}`, 'utf16le')],
    ['a declared Latin-1', Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?>${around('')}`, 'latin1')],
    ['Latin-1 that is not declared', Buffer.from(around('<TypeCode>é</TypeCode>'), 'latin1')],
    ['a declared UTF-7', Buffer.from(`<?xml version="1.0" encoding="utf-7"?>${around('')}`)],
  ])('%s', (_, bytes) => {
    expect(read(bytes)).toEqual({ kind: 'putAside', reason: 'ENCODING_NOT_SUPPORTED' });
  });

  it('says in which line, and never what stood there', () => {
    const secret = 'SECRET-417';
    const outcomes = [`\n\n<!DOCTYPE ${secret}>`, `<a>\n<${secret}>\n</a>`, `<a>&${secret};</a>`, `<a ${secret}/>`];
    const said = outcomes.map((text) => read(text));
    expect(said[0]).toEqual({ kind: 'putAside', reason: 'DOCTYPE_REFUSED', place: 'line 3' });
    expect(JSON.stringify(said)).not.toContain(secret);
  });
});

describe('size and depth are bounded', () => {
  it('refuses more than 10 MB unread', () => {
    const bytes = Buffer.concat([Buffer.from(around('')), Buffer.alloc(10 * 1024 * 1024, 0x20)]);
    expect(read(bytes)).toEqual({ kind: 'putAside', reason: 'TOO_LARGE' });
  });

  it('reads what is just below the cap, and takes the cap it is given', () => {
    const text = around('<TypeCode>IMA</TypeCode>');
    expect(read(text, text.length)).toMatchObject({ kind: 'declaration' });
    expect(read(text, text.length - 1)).toEqual({ kind: 'putAside', reason: 'TOO_LARGE' });
  });

  it('refuses 10,000 levels', () => {
    expect(read(around('<a>'.repeat(10_000) + '</a>'.repeat(10_000)))).toEqual({
      kind: 'putAside',
      reason: 'TOO_DEEP',
    });
  });

  it('lists at most a thousand warnings and says that there are more', () => {
    const outcome = read(around(Array.from({ length: 5_000 }, (_, at) => `<X${at}/>`).join('')));
    if (outcome.kind !== 'declaration') throw new Error('expected a declaration');
    expect(outcome.warnings).toHaveLength(1_001);
    expect(outcome.warnings.at(-1)).toEqual({ code: 'TOO_MANY_WARNINGS', place: '' });
  });

  it('shortens the names of elements nobody knows', () => {
    const outcome = read(around(`<${'N'.repeat(100_000)}/>`));
    expect(outcome).toMatchObject({ warnings: [{ code: 'UNKNOWN_ELEMENT' }] });
    expect(JSON.stringify(outcome).length).toBeLessThan(2_000);
  });
});

describe('names that mean something to JavaScript', () => {
  it.each(['__proto__', 'constructor', 'prototype'])('put a message with the element %s aside', (name) => {
    expect(read(around(`<${name}><polluted>1</polluted></${name}>`))).toMatchObject({ kind: 'putAside' });
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it.each(['hasOwnProperty', 'toString', 'valueOf', '__defineGetter__'])('leave %s an unknown element', (name) => {
    expect(read(around(`<${name}>1</${name}>`))).toMatchObject({
      kind: 'declaration',
      warnings: [{ code: 'UNKNOWN_ELEMENT' }],
    });
  });

  it('leave an attribute of such a name unknown or refuse it', () => {
    const outcomes = ['__proto__', 'constructor', 'toString'].map((name) =>
      read(around(`<InvoiceAmount ${name}="x" currencyID="EUR">1</InvoiceAmount>`)),
    );
    for (const outcome of outcomes) {
      if (outcome.kind === 'putAside') continue;
      expect(outcome).toMatchObject({ warnings: [{ code: 'UNKNOWN_ATTRIBUTE' }] });
    }
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});

describe('whatever is done to the bytes', () => {
  const samples = messagesIn(SAMPLES).map(({ bytes }) => Buffer.from(bytes));

  it('a message cut off anywhere before its end is put aside', () => {
    fc.assert(
      fc.property(fc.constantFrom(...samples), fc.double({ min: 0, max: 1, noNaN: true }), (sample, share) => {
        const length = sample.toString('utf8').trimEnd().length;
        const cut = Buffer.from(sample.toString('utf8').slice(0, Math.floor(share * (length - 1))));
        expect(read(cut).kind).toBe('putAside');
      }),
      { numRuns: 400 },
    );
  });

  it('a message with bytes changed has an outcome, and nothing is thrown or printed', () => {
    const log = jest.spyOn(console, 'error');
    fc.assert(
      fc.property(
        fc.constantFrom(...samples),
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 8 }),
        (sample, changes) => {
          const bytes = Buffer.from(sample);
          for (const [at, value] of changes) bytes[at % bytes.length] = value;
          expect(['declaration', 'notification', 'putAside']).toContain(read(bytes).kind);
        },
      ),
      { numRuns: 400 },
    );
    expect(log).not.toHaveBeenCalled();
    log.mockRestore();
  });

  it('text made of the pieces of XML has an outcome', () => {
    const piece = fc.constantFrom(
      ...['<', '>', '/', '<a', '</a>', '<a/>', '<!--', '-->', '<![CDATA[', ']]>', '<?', '?>', '&', ';', '"', "'", '='],
      ...['<Declaration>', '</Declaration>', '<Response>', '<MetaData>', ' x', ':', '\n', 'xmlns:a="b"', '&#x41;'],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        expect(['declaration', 'notification', 'putAside']).toContain(read(pieces.join('')).kind);
      }),
      { numRuns: 2_000 },
    );
  });
});
