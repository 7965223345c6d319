import { hash } from 'node:crypto';
import fc from 'fast-check';
import { linkOf } from '../../gateway/ledger/chain.ts';
import { hexGenesis, hexLinkOf } from '../../gateway/ledger/links.ts';
import { leafHash, leafOfLink, MerkleTree, nodeHash, rootByPath } from '../../gateway/ledger/merkle.ts';

/** Leaves and roots of the reference tests of Certificate Transparency (merkletree/merkle_tree_test.cc). */
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
/** Paths of the same tests: leaf (from 0), size of the tree, hashes. */
const PATHS: ReadonlyArray<readonly [leaf: number, size: number, path: readonly string[]]> = [
  [0, 1, []],
  [
    0,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    5,
    8,
    [
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
  [
    1,
    5,
    [
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  ],
];

function treeOf(leaves: readonly string[], asked = -1): MerkleTree {
  const tree = new MerkleTree(asked);
  for (const leaf of leaves) tree.add(leaf);
  return tree;
}

const known = (size: number): readonly string[] =>
  LEAVES.slice(0, size).map((leaf) => leafHash(Buffer.from(leaf, 'hex')));

test('the roots are those that were published', () => {
  expect(ROOTS.map((_, size) => treeOf(known(size)).root)).toEqual(ROOTS);
});

test.each(PATHS)('the path of leaf %d in a tree of %d is the one that was published', (leaf, size, path) => {
  expect(treeOf(known(size), leaf).path).toEqual(path);
  expect(rootByPath(known(size)[leaf] ?? '', leaf, size, path)).toBe(ROOTS[size]);
});

/** As RFC 6962 §2.1 says it, word for word. */
function rootByDefinition(leaves: readonly string[]): string {
  if (leaves.length === 0) return hash('sha256', '');
  if (leaves.length === 1) return leaves[0] ?? '';
  let half = 1;
  while (half * 2 < leaves.length) half *= 2;
  return nodeHash(rootByDefinition(leaves.slice(0, half)), rootByDefinition(leaves.slice(half)));
}

const leaves = fc.array(fc.uint8Array({ minLength: 32, maxLength: 32 }), { minLength: 1, maxLength: 70 });

test('any leaf of any tree is proven by its path, at its place, in a tree of its size and by no other', () => {
  fc.assert(
    fc.property(leaves, fc.nat(), fc.nat(), (data, nth, other) => {
      const hashes = data.map(leafHash);
      const index = nth % hashes.length;
      const leaf = hashes[index] ?? '';
      const { root, path } = treeOf(hashes, index);
      expect(root).toBe(rootByDefinition(hashes));
      expect(rootByPath(leaf, index, hashes.length, path)).toBe(root);
      const changed = path.map((each, at) => (at === other % path.length ? leafHash(Buffer.from(each)) : each));
      if (path.length > 0) expect(rootByPath(leaf, index, hashes.length, changed)).not.toBe(root);
      expect(rootByPath(leaf, index, hashes.length, [...path, leaf])).not.toBe(root);
      expect(rootByPath(leaf, index, hashes.length, path.slice(1))).toBe(path.length === 0 ? root : undefined);
      const elsewhere = other % hashes.length;
      if (elsewhere !== index && hashes[elsewhere] !== leaf) {
        expect(rootByPath(leaf, elsewhere, hashes.length, path)).not.toBe(root);
      }
    }),
  );
});

test('what is no path is told from one', () => {
  const leaf = leafHash(Buffer.of(1));
  for (const [index, size] of [
    [-1, 1],
    [1, 1],
    [0, 0],
    [0.5, 2],
    [0, Number.MAX_VALUE],
  ] as const) {
    expect(rootByPath(leaf, index, size, [])).toBeUndefined();
  }
  expect(rootByPath(leaf, 0, 2, ['not a hash'])).toBeUndefined();
  expect(() => treeOf([leaf], 3).path).toThrow(RangeError);
});

test('links and leaves that are made fast are the same links and leaves', () => {
  const before = fc.uint8Array({ minLength: 32, maxLength: 32 });
  fc.assert(
    fc.property(before, fc.maxSafeNat(), fc.string({ unit: 'binary' }), (link, sequence, text) => {
      const hex = Buffer.from(link).toString('hex');
      expect(hexLinkOf(hex, sequence, text)).toBe(linkOf(link, sequence, text).toString('hex'));
      expect(leafOfLink(hex)).toBe(leafHash(link));
    }),
  );
  expect(hexGenesis('hub-1/x')).toMatch(/^[\da-f]{64}$/);
});
