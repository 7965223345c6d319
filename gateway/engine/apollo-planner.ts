import { Worker } from 'node:worker_threads';
import { LRUCache } from 'lru-cache';
import type { AgencyName } from '../ids.ts';
import type { PathStep, PlanNode, Planner, RequiredSelection, Rewrite } from './query-plan.ts';

/** The plan as @apollo/query-planner writes it, as far as this engine runs it. */
type ApolloNode =
  | { readonly kind: 'Sequence' | 'Parallel'; readonly nodes: readonly ApolloNode[] }
  | { readonly kind: 'Flatten'; readonly path: readonly string[]; readonly node: ApolloNode }
  | ApolloFetch
  | { readonly kind: 'Defer' | 'Condition' | 'Subscription' };

interface ApolloFetch {
  readonly kind: 'Fetch';
  readonly serviceName: string;
  readonly operation: string;
  readonly variableUsages?: readonly string[];
  readonly requires?: readonly ApolloRequired[];
  readonly inputRewrites?: readonly ApolloRewrite[];
  readonly outputRewrites?: readonly ApolloRewrite[];
  readonly contextRewrites?: readonly unknown[];
}

interface ApolloRequired {
  readonly kind: 'Field' | 'InlineFragment';
  readonly name?: string;
  readonly alias?: string;
  readonly typeCondition?: string;
  readonly selections?: readonly ApolloRequired[];
}

interface ApolloRewrite {
  readonly path: readonly string[];
  readonly setValueTo?: unknown;
  readonly renameKeyTo?: string;
}

type Answer = { readonly id: number } & (
  | { readonly plan: { readonly node?: ApolloNode }; readonly problem?: undefined }
  | { readonly problem: string }
);

const ENDLESS_KEPT = 200;

interface Waiting {
  readonly operation: string;
  resolve(plan: PlanNode | undefined): void;
  reject(error: Error): void;
}

/**
 * Apollo's planner on a thread of its own: it may think long, and some operations make it think without end. The
 * thread is begun with the first operation, and ended when one is not planned in time.
 */
export function apolloPlanner(supergraphSdl: string): Planner {
  const waiting = new Map<number, Waiting>();
  /** Operations that were thought about for too long: not again. */
  const endless = new LRUCache<string, true>({ max: ENDLESS_KEPT });
  let thread: Worker | undefined;
  let last = 0;

  function failAll(error: Error): void {
    for (const each of waiting.values()) each.reject(error);
    waiting.clear();
  }

  function start(): Worker {
    const started = new Worker(new URL('./apollo-planner-thread.js', import.meta.url), {
      workerData: { sdl: supergraphSdl },
    });
    // An idle planner does not keep the process alive.
    started.unref();
    started.on('message', (answer: Answer) => settle(waiting, answer));
    started.on('error', (error: Error) => {
      if (thread === started) stop(error);
    });
    return started;
  }

  function begin(tooLong: string): void {
    endless.set(tooLong, true);
    void thread?.terminate();
    thread = waiting.size > 0 ? start() : undefined;
    for (const [id, { operation }] of waiting) thread?.postMessage({ id, operation });
  }

  function stop(error: Error): void {
    const ending = thread;
    thread = undefined;
    failAll(error);
    void ending?.terminate();
  }

  return {
    plan(operation, signal) {
      return new Promise((resolve, reject) => {
        signal.throwIfAborted();
        const id = ++last;
        if (endless.has(operation)) throw new Error('no plan was found in time before');
        const late = () => {
          const first = waiting.keys().next().value;
          waiting.delete(id);
          reject(new Error('no plan was found in time'));
          // Only the one that is thought about is at fault; those behind it are asked again of a new thread.
          if (id === first) begin(operation);
        };
        signal.addEventListener('abort', late, { once: true });
        const done =
          <Value>(end: (value: Value) => void) =>
          (value: Value) => {
            signal.removeEventListener('abort', late);
            end(value);
          };
        waiting.set(id, { operation, resolve: done(resolve), reject: done(reject) });
        thread ??= start();
        thread.postMessage({ id, operation });
      });
    },
    async [Symbol.asyncDispose]() {
      stop(new Error('the planner was stopped'));
    },
  };
}

function settle(waiting: Map<number, Waiting>, answer: Answer): void {
  const each = waiting.get(answer.id);
  waiting.delete(answer.id);
  if (answer.problem !== undefined) {
    each?.reject(new Error(answer.problem));
    return;
  }
  try {
    each?.resolve(answer.plan.node && planNode(answer.plan.node, []));
  } catch (error) {
    each?.reject(error as Error);
  }
}

function planNode(node: ApolloNode, path: readonly string[]): PlanNode {
  switch (node.kind) {
    case 'Sequence':
      return { kind: 'sequence', nodes: node.nodes.map((each) => planNode(each, path)) };
    case 'Parallel':
      return { kind: 'parallel', nodes: node.nodes.map((each) => planNode(each, path)) };
    case 'Flatten':
      return planNode(node.node, [...path, ...node.path]);
    case 'Fetch':
      return fetchNode(node, path);
    default:
      throw new Error(`the plan has a step of kind ${node.kind}, which this engine does not run`);
  }
}

function fetchNode(node: ApolloFetch, path: readonly string[]): PlanNode {
  if (node.contextRewrites?.length) throw new Error('the plan passes @context values, which this engine does not run');
  return {
    kind: 'fetch',
    agency: node.serviceName as AgencyName,
    operation: node.operation,
    variables: node.variableUsages ?? [],
    outputRewrites: node.requires ? [] : (node.outputRewrites ?? []).map(rewrite),
    entities: node.requires
      ? [
          {
            key: '_entities',
            variable: 'representations',
            paths: [path.map(pathStep)],
            requires: node.requires.map(required),
            inputRewrites: (node.inputRewrites ?? []).map(rewrite),
            outputRewrites: (node.outputRewrites ?? []).map(rewrite),
          },
        ]
      : [],
  };
}

function pathStep(step: string): PathStep {
  return step === '@' ? { kind: 'list' } : { kind: 'field', name: step };
}

function required({ name = '', alias, typeCondition, selections }: ApolloRequired): RequiredSelection {
  if (typeCondition !== undefined) {
    return { kind: 'fragment', type: typeCondition, selections: (selections ?? []).map(required) };
  }
  const key = alias ?? name;
  return { kind: 'field', from: key, as: key, selections: selections?.map(required) };
}

function rewrite({ path, renameKeyTo, setValueTo }: ApolloRewrite): Rewrite {
  const steps = path.map((step): Rewrite['path'][number] =>
    step.startsWith('... on ') ? { kind: 'types', names: [step.slice(7)] } : { kind: 'key', name: step },
  );
  if (renameKeyTo !== undefined) return { path: steps, change: { kind: 'rename', to: renameKeyTo } };
  return { path: steps, change: { kind: 'set', value: String(setValueTo) } };
}
