import { type HubConfig, readConfig } from './config.ts';
import { type Hub, startHub } from './hub.ts';

/** Starts a gateway as a process: configured by the environment. @throws ConfigError */
export async function startFromEnvironment(environment: NodeJS.ProcessEnv): Promise<Hub> {
  const config: HubConfig = readConfig(environment);
  return startHub(config);
}
