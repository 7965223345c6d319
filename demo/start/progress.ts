/** A bar that moves in place at a terminal and says a line now and then elsewhere. */
export interface ProgressBar {
  update(done: number): void;
  /** Leaves the line. */
  end(): void;
}

const WIDTH = 30;
const QUIET_MS = 5_000;

/** @param total what `done` reaches at the end. */
export function progressBar(title: string, total: number, stream: NodeJS.WriteStream = process.stderr): ProgressBar {
  let said = Date.now();
  return {
    update(done) {
      const share = Math.min(1, done / Math.max(1, total));
      const filled = Math.round(share * WIDTH);
      const line = `${title} ${'█'.repeat(filled)}${'·'.repeat(WIDTH - filled)} ${Math.floor(share * 100)} % (${done} of ${total})`;
      if (stream.isTTY) stream.write(`\r${line}`);
      else if (Date.now() - said >= QUIET_MS) {
        said = Date.now();
        stream.write(`${line}\n`);
      }
    },
    end() {
      if (stream.isTTY) stream.write('\n');
    },
  };
}
