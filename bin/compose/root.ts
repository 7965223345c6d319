import { pathToFileURL } from 'node:url';
import { packageRoot } from '../../demo/start/home.ts';

/** The repository: what is composed is its source, also where this runs from what was built of it. */
export const ROOT = pathToFileURL(`${packageRoot()}/`);
