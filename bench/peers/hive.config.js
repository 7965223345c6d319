/**
 * Hive Gateway with its planner and runtime in Rust. By default it answers equal calls to a subgraph that are in flight
 * together by one; BENCH_SHARED=0 has each request make its own.
 */
import { defineConfig } from '@graphql-hive/gateway';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';

const isShared = process.env.BENCH_SHARED === '1';

export const gatewayConfig = defineConfig({
  unifiedGraphHandler,
  logging: false,
  pollingInterval: undefined,
  transportEntries: { '*.http': { options: { deduplicateInflightRequests: isShared } } },
});
