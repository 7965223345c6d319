import { intakeFiles } from '../demo/intake.ts';
import type { Command } from './command.ts';

/** `hub intake FILE…`: takes messages as the field sends them into the existing systems. */
export const intake: Command = {
  name: 'intake',
  summary: 'take in messages as the field sends them: hub intake FILE…',
  async run(files) {
    if (files.length === 0) throw new Error('name the files to take in: hub intake FILE…');
    const reports = intakeFiles(files);
    for (let next = await reports.next(); ; next = await reports.next()) {
      // Names and references come from outside: a terminal must not take them for orders.
      for (const line of next.value.lines) console.log(line.replace(/\p{Cc}/gu, '\ufffd'));
      // Scripts see by the exit code that something was put aside.
      if (next.done) return next.value.isComplete ? 0 : 1;
    }
  },
};
