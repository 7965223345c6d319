import type { Random } from './random.ts';

/** Median in hours and deviation of the logarithm of how long one stage takes. */
interface Stage {
  readonly median: number;
  readonly sigma: number;
}

/**
 * Stages of a declaration's way, log-normal: most take little, a few take very long, as time release studies find
 * everywhere. Medians are set so that a lorry's mean turnaround at the post is near the 2 hours published for Uganda's
 * one stop border posts in 2017/18 (3 days two years before); Busia with Malaba counts about 3,000 lorries a day.
 */
const STAGES = {
  /** Lodged before arrival. */
  lead: { median: 6, sigma: 0.8 },
  /** From lodging to acceptance. */
  acceptance: { median: 0.15, sigma: 0.7 },
  /** From arrival to the notice of a control, or of documents asked for. */
  control: { median: 0.3, sigma: 0.6 },
  /** From that notice to its result. */
  result: { median: 1.5, sigma: 0.7 },
  /** From the result to release. */
  releaseAfterControl: { median: 0.4, sigma: 0.6 },
  /** From arrival to release without a control. */
  release: { median: 0.8, sigma: 0.6 },
  /** From release to the gate. */
  exit: { median: 0.5, sigma: 0.5 },
} as const satisfies Readonly<Record<string, Stage>>;

/** A stage's duration in milliseconds. */
export function duration(random: Random, stage: keyof typeof STAGES): number {
  const { median, sigma } = STAGES[stage];
  return random.logNormal(median, sigma) * 3_600_000;
}
