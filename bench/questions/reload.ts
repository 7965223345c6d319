import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Gateway, openStage, type Stage, startHub } from '../gateways.ts';
import { residentMegabytes } from '../measure/child.ts';
import { noneFailed, quantile, warmed } from '../measure/figures.ts';
import { fixedRate, type Load } from '../measure/load.ts';
import { figure, plot, say, table } from '../measure/report.ts';
import { composed, subgraphSdls } from '../workload/graph.ts';
import { LIGHT, type Operation } from '../workload/operations.ts';
import type { Options, Question } from './question.ts';

const RATE = 100;
const QUIET_S = 12;
const DEFAULT_SECONDS = 60;
const SERVED_WITHIN_MS = 900;
/** A type that one version of the graph has and the other has not. */
const PROBE: Operation = {
  name: 'probe',
  body: JSON.stringify({ query: '{ __type(name: "Register1Entry0") { name } }' }),
};

interface Reloads {
  readonly written: number;
  /** Times that the graph served was another than a second before. */
  readonly served: number;
  /** Questions about the graph itself that were not answered. */
  readonly failed: number;
  readonly megabytes: readonly number[];
}

/** Does a caller notice that the graph is replaced? */
export const reload: Question = {
  name: 'reload',
  needsPeers: false,
  async ask({ engine, seconds = DEFAULT_SECONDS }: Options) {
    await using stage = await openStage();
    const file = join(stage.folder, 'live.graphql');
    const versions = versionsOf(stage);
    replace(file, versions[0]);
    await using hub = await startHub(stage, engine, { supergraph: file });
    await warmed(hub, LIGHT);
    const before = await fixedRate(hub.to, LIGHT, RATE, QUIET_S);
    say(`${RATE} light requests a second while the supergraph file is replaced every second for ${seconds} s`);
    const [loaded, reloads] = await Promise.all([
      fixedRate(hub.to, LIGHT, RATE, seconds),
      reloading(hub, file, versions, seconds),
    ]);
    const after = await fixedRate(hub.to, LIGHT, RATE, QUIET_S);
    for (const quiet of [before, after]) noneFailed(hub.name, LIGHT, quiet);
    return lines([...before.latencies, ...after.latencies], loaded, reloads);
  },
};

function lines(quiet: readonly number[], loaded: Load, reloads: Reloads): readonly string[] {
  const { written, served, failed, megabytes } = reloads;
  const [alone, during] = [quantile(quiet, 0.99), quantile(loaded.latencies, 0.99)];
  const warning = '**No new version was ever served: these figures say nothing about reloading.**';
  return [
    `Light at ${RATE} requests a second; the supergraph file replaced (by rename) each second by the other of two versions,`,
    `${written} times, of which ${served} were served before the next. Quiet: ${QUIET_S} s before and ${QUIET_S} s after.`,
    'RSS of the gateway over that time:',
    '',
    ...plot(megabytes, 'MB', written),
    '',
    ...table([
      ['failed', 'of', 'p99 quiet ms', 'p99 ms', '÷', 'RSS MB at start', 'at end'],
      [
        `${loaded.failed + failed}`,
        `${loaded.requests + written}`,
        figure(alone),
        figure(during),
        figure(during / alone),
        figure(megabytes[0] ?? 0),
        figure(megabytes.at(-1) ?? 0),
      ],
    ]),
    ...(served === 0 ? ['', warning] : []),
  ];
}

function versionsOf(stage: Stage): readonly [string, string] {
  const urls = new Map([...stage.urls, ['register-1', 'http://127.0.0.1:9/graphql']]);
  return [stage.supergraphs.labelled, composed(subgraphSdls(1), urls).labelled];
}

async function reloading(
  hub: Gateway,
  file: string,
  versions: readonly [string, string],
  seconds: number,
): Promise<Reloads> {
  const megabytes = [residentMegabytes(hub.pid)];
  const sum = { served: 0, failed: 0 };
  let was = 'null';
  for (let second = 1; second <= seconds; second += 1) {
    const due = sleep(1000);
    replace(file, versions[second % 2 === 1 ? 1 : 0]);
    await sleep(SERVED_WITHIN_MS);
    const bytes = await hub.to.call(PROBE);
    const is = bytes && JSON.stringify(JSON.parse(bytes.toString()).data.__type);
    if (is === undefined) sum.failed += 1;
    else if (is !== was) sum.served += 1;
    was = is ?? was;
    megabytes.push(residentMegabytes(hub.pid));
    await due;
  }
  return { written: seconds, ...sum, megabytes };
}

/** In one step: a reader sees the old file or the new one, whole. */
function replace(file: string, text: string): void {
  writeFileSync(`${file}.next`, text);
  renameSync(`${file}.next`, file);
}
