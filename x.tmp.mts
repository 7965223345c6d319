import { readFileSync } from 'node:fs';
import { loadSupergraph } from './gateway/supergraph/load.ts';
import { rulesOver } from './gateway/generation.ts';
import { readPolicies } from './gateway/config/policies.ts';
import { roleHierarchy } from './gateway/policy/roles.ts';
import { purposesOf } from './gateway/identity/purposes.ts';
const j=(n:string)=>JSON.parse(readFileSync('schema/'+n,'utf8'));
const sg=loadSupergraph(readFileSync('schema/supergraph.graphql','utf8'));
try { const t=performance.now(); const r=rulesOver(sg, readPolicies('schema/policies','schema/bases'), {roles: roleHierarchy(j('roles.json')), purposes: purposesOf(j('purposes.json'))}); console.log('ok', performance.now()-t, r.version); } catch(e) { console.log((e as Error).message); }
