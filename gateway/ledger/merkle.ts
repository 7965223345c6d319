import { hash } from 'node:crypto';

/**
 * Merkle tree hashing of RFC 6962 §2.1 (RFC 9162 §2.1.1): a leaf is SHA-256(0x00 ‖ data), a node SHA-256(0x01 ‖ left ‖
 * right). Hashes are lower-case hex: what node makes of one at once costs a third of a Buffer.
 */

const LEAF = 0;
const NODE = 1;
const HASH_BYTES = 32;

/** Bytes of one node's hash input, used again for each. */
const joined = Buffer.alloc(1 + 2 * HASH_BYTES, NODE);
/** The same of a leaf whose data are a link. */
const linkLeaf = Buffer.alloc(1 + HASH_BYTES, LEAF);

/** Of no leaves: SHA-256 of nothing. */
export const EMPTY_ROOT = hash('sha256', '');

export function leafHash(data: Uint8Array): string {
  return hash('sha256', Buffer.concat([Buffer.of(LEAF), data]));
}

/** Of a leaf whose data are an entry's link. @param link 32 bytes as hex. */
export function leafOfLink(link: string): string {
  linkLeaf.write(link, 1, 'hex');
  return hash('sha256', linkLeaf);
}

export function nodeHash(left: string, right: string): string {
  joined.write(left, 1, 'hex');
  joined.write(right, 1 + HASH_BYTES, 'hex');
  return hash('sha256', joined);
}

/** A whole subtree to the left of what comes. */
interface Subtree {
  readonly leaves: number;
  readonly hash: string;
  /** Whether the leaf whose path is asked for is in it. */
  readonly isAsked: boolean;
}

/** A tree that grows by one leaf after the other and keeps of it what the next needs: as many hashes as it has levels. */
export class MerkleTree {
  readonly #subtrees: Subtree[] = [];
  readonly #asked: number;
  readonly #path: string[] = [];
  #leaves = 0;

  /** @param asked the leaf whose path is kept, counted from 0. */
  constructor(asked = -1) {
    this.#asked = asked;
  }

  get leaves(): number {
    return this.#leaves;
  }

  /** @param leaf its hash. */
  add(leaf: string): void {
    let added: Subtree = { leaves: 1, hash: leaf, isAsked: this.#leaves === this.#asked };
    this.#leaves += 1;
    for (let left = this.#subtrees.at(-1); left?.leaves === added.leaves; left = this.#subtrees.at(-1)) {
      this.#subtrees.pop();
      added = joinedOf(left, added, this.#path);
    }
    this.#subtrees.push(added);
  }

  get root(): string {
    return this.#whole([])?.hash ?? EMPTY_ROOT;
  }

  /** Hashes from the asked leaf's sibling up to the root's child (RFC 9162 §2.1.3.1). @throws RangeError where there is no such leaf. */
  get path(): readonly string[] {
    if (this.#asked < 0 || this.#asked >= this.#leaves) throw new RangeError('the tree has no such leaf');
    const path = [...this.#path];
    this.#whole(path);
    return path;
  }

  /** What is not of a full size yet is joined from the right: the left one is the largest power of two below all. */
  #whole(path: string[]): Subtree | undefined {
    return this.#subtrees.reduceRight<Subtree | undefined>(
      (right, left) => (right ? joinedOf(left, right, path) : left),
      undefined,
    );
  }
}

/** @param path gets the hash beside the one that the asked leaf is in. */
function joinedOf(left: Subtree, right: Subtree, path: string[]): Subtree {
  if (left.isAsked) path.push(right.hash);
  else if (right.isAsked) path.push(left.hash);
  return {
    leaves: left.leaves + right.leaves,
    hash: nodeHash(left.hash, right.hash),
    isAsked: left.isAsked || right.isAsked,
  };
}

const HASH = /^[\da-f]{64}$/;

/**
 * The root that a leaf and its path give (RFC 9162 §2.1.3.2).
 *
 * @param index of the leaf, counted from 0. @param leaves how many the tree has.
 * @returns undefined where the path cannot be one of this leaf in a tree of that size.
 */
export function rootByPath(leaf: string, index: number, leaves: number, path: readonly string[]): string | undefined {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(leaves) || index < 0 || index >= leaves) return undefined;
  if (![leaf, ...path].every((each) => HASH.test(each))) return undefined;
  let [at, last, root] = [BigInt(index), BigInt(leaves - 1), leaf];
  for (const sibling of path) {
    if (last === 0n) return undefined;
    if (at % 2n === 1n || at === last) {
      root = nodeHash(sibling, root);
      for (; at % 2n === 0n && at !== 0n; at >>= 1n) last >>= 1n;
    } else {
      root = nodeHash(root, sibling);
    }
    at >>= 1n;
    last >>= 1n;
  }
  return last === 0n ? root : undefined;
}
