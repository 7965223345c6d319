import { type KeptKeys, keysFromFile } from '../../standards/grant/keys.ts';
import { type LedgerKeys, ledgerKeysOf } from '../../standards/ledger/keys.ts';
import { allNames, referenceText } from '../../standards/ledger/reference.ts';

/** How the disclosure ledger names whom and what its entries are about: for an agency that reads it. */
export interface LedgerNames extends Disposable {
  /**
   * The names of a record by fields of its type, one for each key there was: entries of older periods have older ones.
   *
   * @returns none where a value is not known.
   */
  of(typeName: string, values: Readonly<Record<string, string>>): readonly string[];
}

/** @throws Error where the keys cannot be read now; no key is in it. Later changes of the file are followed. */
export function ledgerNamesFrom(file: string, fault: (error: unknown) => void): LedgerNames {
  return ledgerNamesBy(keysFromFile(file, ledgerKeysOf, fault));
}

function ledgerNamesBy(keys: KeptKeys<LedgerKeys>): LedgerNames {
  return {
    of(typeName, values) {
      const text = referenceText({ typeName, path: [], fields: Object.keys(values).sort() }, values);
      return text === undefined ? [] : allNames(keys.current, [text]);
    },
    [Symbol.dispose]: () => keys[Symbol.dispose](),
  };
}
