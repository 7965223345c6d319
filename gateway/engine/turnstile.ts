import type { Halt } from '../halt.ts';

/** Lets so many in at once, keeps so many waiting in the order they came, and turns the others away. */
export interface Turnstile {
  /**
   * @returns `in` at once or when it is one's turn, `full` at once where too many wait, `gone` where one is halted while
   *   waiting.
   */
  enter(halt: Halt): Promise<'in' | 'full' | 'gone'> | 'in' | 'full';
  /** For each that was let in, once. */
  leave(): void;
}

export function turnstile(atOnce: number, mayWait: number): Turnstile {
  const queue = new Set<(entry: 'in' | 'gone') => void>();
  let inside = 0;
  return {
    enter(halt) {
      if (inside < atOnce) {
        inside += 1;
        return 'in';
      }
      if (queue.size >= mayWait) return 'full';
      return new Promise((resolve) => {
        const go = (entry: 'in' | 'gone') => {
          queue.delete(go);
          halt.remove(give);
          resolve(entry);
        };
        const give = () => go('gone');
        halt.add(give);
        queue.add(go);
      });
    },
    leave() {
      const [next] = queue;
      // The place goes to the next one: `inside` stays as it is.
      if (next) next('in');
      else inside -= 1;
    },
  };
}
