import fc from 'fast-check';
import { type KnownDeclaration, Register } from '../../demo/customs/identity.ts';
import type { References } from '../../demo/customs/wco/message.ts';

function register(known: readonly KnownDeclaration[] = []): Register {
  let last = 100;
  return new Register(known, () => {
    last += 1;
    return String(last);
  });
}

const references = (mrn?: string, functionalReferenceId?: string, declarantId?: string): References => ({
  mrn,
  functionalReferenceId,
  declarantId,
});

/** What stays in the register, by id. */
function result(of: Register): KnownDeclaration[] {
  return [...of.changes().changed].sort((one, other) => Number(one.id) - Number(other.id));
}

describe('which declaration a message is about', () => {
  it('the one of its MRN, whatever local reference it names', () => {
    const of = register([{ ...references('M1', 'L1', 'D1'), id: '1', hasContent: true }]);
    expect([of.declared(references('M1', 'L2', 'D2')), of.notified(references('M1', 'L3'))]).toEqual(['1', '1']);
  });

  it('without MRN the one of its local reference and declarant', () => {
    const of = register();
    const [one, other] = [of.declared(references(undefined, 'L', 'D1')), of.declared(references(undefined, 'L', 'D2'))];
    expect(one).not.toBe(other);
    expect(of.declared(references(undefined, 'L', 'D1'))).toBe(one);
  });

  it('two MRNs under one local reference are two declarations', () => {
    const of = register();
    expect(of.declared(references('M1', 'L', 'D'))).not.toBe(of.declared(references('M2', 'L', 'D')));
  });

  it('a notification gives the only declaration of its local reference its MRN', () => {
    const of = register([{ ...references(undefined, 'L', 'D'), id: '1', hasContent: true }]);
    expect(of.notified(references('M', 'L'))).toBe('1');
    expect(result(of)).toEqual([{ ...references('M', 'L', 'D'), id: '1', hasContent: true }]);
  });

  it('a notification about a reference that two declarants use is kept apart, and the declaration of its MRN fills it', () => {
    const of = register([
      { ...references(undefined, 'L', 'D1'), id: '1', hasContent: true },
      { ...references(undefined, 'L', 'D2'), id: '2', hasContent: true },
    ]);
    const apart = of.notified(references('M', 'L'));
    expect(['1', '2']).not.toContain(apart);
    // Declarant D1 sends the declaration again, now with its MRN: the one without is the same.
    expect(of.declared(references('M', 'L', 'D1'))).toBe(apart);
    expect(of.changes().merged).toEqual(new Map([['1', apart]]));
    expect(result(of)).toEqual([{ ...references('M', 'L', 'D1'), id: apart, hasContent: true }]);
  });

  it('a notification never gives a declaration another MRN', () => {
    const of = register([{ ...references('M1', 'L', 'D'), id: '1', hasContent: true }]);
    expect(of.notified(references('M2', 'L'))).not.toBe('1');
  });

  it('a declaration sent again without MRN joins none of two that have different ones', () => {
    const of = register([
      { ...references('M1', 'L', 'D'), id: '1', hasContent: true },
      { ...references('M2', 'L', 'D'), id: '2', hasContent: true },
      { ...references('M3', 'L'), id: '3', hasContent: false },
    ]);
    of.declared(references(undefined, 'L', 'D'));
    expect(of.changes().merged).toEqual(new Map());
  });

  it('what a declaration says of its own references goes before what a notification said', () => {
    const of = register();
    const id = of.notified(references('M', 'WRONG'));
    expect(of.declared(references('M', 'L', 'D'))).toBe(id);
    expect(result(of)).toEqual([{ ...references('M', 'L', 'D'), id, hasContent: true }]);
  });

  it('in whatever order the messages of one declaration come, they are about one', () => {
    const messages = [
      { kind: 'declared', references: references(undefined, 'L', 'D') },
      { kind: 'declared', references: references('M', 'L', 'D') },
      { kind: 'notified', references: references('M', 'L') },
      { kind: 'notified', references: references('M') },
      { kind: 'notified', references: references(undefined, 'L') },
    ] as const;
    fc.assert(
      fc.property(
        fc
          .shuffledSubarray([...messages], { minLength: 2 })
          .filter((some) => some.some((each) => each.references.mrn && each.references.functionalReferenceId)),
        (some) => {
          const of = register();
          for (const { kind, references: named } of some) of[kind](named);
          const declarations = result(of);
          fc.pre(some.some((each) => each.kind === 'declared') || declarations.length === 1);
          expect(declarations.map(({ mrn, functionalReferenceId }) => ({ mrn, functionalReferenceId }))).toEqual([
            { mrn: 'M', functionalReferenceId: 'L' },
          ]);
        },
      ),
      { numRuns: 500 },
    );
  });
});
