import { agencies } from './subgraphs/index.ts';
import { subgraphDocument } from './subgraphs/kit/server.ts';
import { mappingProblems } from './subgraphs/kit/mapping.ts';
for (const a of agencies) console.log(a.name, a.mapping ? mappingProblems(subgraphDocument(a), a.mapping) : '-');
