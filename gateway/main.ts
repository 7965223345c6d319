import { readConfig } from './config/read.ts';
import { type Hub, startHub } from './hub.ts';

/** Starts a gateway as a process: configured by file and environment. @throws ConfigError */
export async function startFromEnvironment(environment: NodeJS.ProcessEnv): Promise<Hub> {
  return startHub(readConfig(environment));
}
