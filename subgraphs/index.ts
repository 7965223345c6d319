import { border } from './border/agency.ts';
import { bureau } from './bureau/agency.ts';
import { customs } from './customs/agency.ts';
import { immigration } from './immigration/agency.ts';
import type { Agency } from './kit/index.ts';
import { oversight } from './oversight/agency.ts';
import { police } from './police/agency.ts';
import { sps } from './sps/agency.ts';

/** The agencies of the national graph: the one line to add for a new one. */
export const agencies: readonly Agency[] = [customs, police, immigration, sps, border, oversight, bureau];
