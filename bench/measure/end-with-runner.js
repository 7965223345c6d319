/** Preloaded into every measured process: whatever ends the bench, ends it as well. */
process.once('disconnect', () => process.exit());
