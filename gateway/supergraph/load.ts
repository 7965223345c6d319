import {
  buildASTSchema,
  type DocumentNode,
  type GraphQLSchema,
  isTypeExtensionNode,
  Kind,
  parse,
  print,
  validateSchema,
} from 'graphql';
import { type AgencyName, agencyName } from '../ids.ts';
import type { Labels } from '../policy/labels.ts';
import type { RecordTypes } from '../policy/records.ts';
import type { RecordAttributes } from '../policy/request.ts';
import type { Retention } from '../policy/retention.ts';
import { apiSchema, INACCESSIBLE } from './api-schema.ts';
import { type Feature, featuresOf } from './features.ts';
import { CONTEXT, type Joins, joinsOf } from './joins.ts';
import { checkJudgedBy } from './judged-by.ts';
import { labelsOf, PROTECTION } from './labels.ts';
import { recordAttributesOf, recordTypesOf, retentionsOf } from './records.ts';
import { AUTHENTICATED, POLICY, REQUIRES_SCOPES, type Requirements, requirementsOf } from './requirements.ts';
import { checkSelections } from './selections.ts';

/** A supergraph ready to be served. */
export interface Supergraph {
  readonly sdl: string;
  readonly document: DocumentNode;
  /** Everything: keys, internal and inaccessible fields included. */
  readonly types: GraphQLSchema;
  /** What callers see. */
  readonly api: GraphQLSchema;
  /** None where nothing is protected. */
  readonly labels: Labels;
  /** What the standard directives demand; nothing on an open gateway. */
  readonly requirements: Requirements;
  /** What rules may read of records. */
  readonly recordAttributes: RecordAttributes;
  /** The same, type by type. */
  readonly recordTypes: RecordTypes;
  /** Object type → how long its records are kept. */
  readonly retentions: ReadonlyMap<string, Retention>;
  readonly joins: Joins;
  /** Value of the enum of graphs → the agency. */
  readonly agencies: ReadonlyMap<string, AgencyName>;
  /** Agency → address of its subgraph, as composed. */
  readonly subgraphs: ReadonlyMap<AgencyName, string>;
}

/** Features that secure a graph, however their link is written and whatever purpose it states. */
const SECURES = /specs\.apollo\.dev\/(authenticated|requiresScopes|policy)\b/i;
const PROTECTS = new RegExp(PROTECTION.replace(/^https?:\/\//, '').replaceAll('.', '\\.'), 'i');

/**
 * What the gateway enforces. `open`: nothing. `standard`: the directives of federation. `labelled`: these, and the rules
 * over labels.
 */
export type Enforced = 'open' | 'standard' | 'labelled';

const STANDARD: readonly string[] = [AUTHENTICATED, REQUIRES_SCOPES, POLICY];

function isEnforced({ identity }: Feature, enforced: Enforced): boolean {
  if (identity === INACCESSIBLE) return true;
  // What a field is passed it demands the rights to; the owners' rules do not follow values that are passed.
  if (identity === CONTEXT) return enforced !== 'labelled';
  if (STANDARD.includes(identity)) return enforced !== 'open';
  return identity === PROTECTION && enforced === 'labelled';
}

/**
 * Reads a supergraph file's text.
 *
 * @param enforced a supergraph that is protected by anything else is not read; `labelled`: only one that labels every
 *   field is.
 * @throws Error where it cannot be served: not a supergraph, a field without label, or a security feature that this hub
 *   does not enforce.
 */
export function loadSupergraph(sdl: string, enforced: Enforced = 'labelled'): Supergraph {
  const document = parse(sdl, { noLocation: true });
  // INVARIANT: what claims to secure the graph and is not enforced here must keep the hub from starting.
  const unenforced = featuresOf(document).find(
    (feature) =>
      !isEnforced(feature, enforced) &&
      (feature.purpose === 'SECURITY' || SECURES.test(feature.identity) || PROTECTS.test(feature.identity)),
  );
  if (unenforced) {
    const how = {
      open: 'an open gateway does not enforce. Run it with identity',
      standard: 'a gateway without policies does not enforce. Run it with them',
      labelled: 'this hub does not enforce',
    }[enforced];
    throw new Error(`The supergraph uses ${unenforced.identity}, a security feature ${how}.`);
  }
  checkIsWhole(document);
  const graphs = graphsOf(document);
  if (graphs.size === 0) throw new Error('This is not a supergraph: it names no subgraph. Run: hub compose');
  const labels: Labels = enforced === 'labelled' ? labelsOf(document) : new Map();
  const requirements = requirementsOf(document);
  const recordTypes: RecordTypes = enforced === 'labelled' ? recordTypesOf(document) : new Map();
  const recordAttributes = recordAttributesOf(recordTypes);
  const api = apiSchema(document);
  const types = typesOf(document);
  const agencies = new Map([...graphs].map(([value, { agency }]) => [value, agency]));
  const joins = joinsOf(document, agencies);
  const subgraphs = new Map([...graphs.values()].map(({ agency, url }) => [agency, url]));
  checkSelections(joins, types);
  const retentions = enforced === 'labelled' ? retentionsOf(document) : new Map<string, Retention>();
  checkJudgedBy({ types, labels, recordTypes, retentions, joins, agencies: subgraphs.keys() });
  const rules = { retentions, labels, requirements, recordTypes, recordAttributes };
  return { sdl, document, types, api, ...rules, joins, agencies, subgraphs };
}

/**
 * What this hub would not see must keep it from starting. Demands and labels are read from definitions: composers write
 * no extensions of types. Features are read from `@link`: a document may call that directive otherwise.
 *
 * @throws Error
 */
function checkIsWhole({ definitions }: DocumentNode): void {
  const extension = definitions.find(isTypeExtensionNode);
  if (extension) {
    throw new Error(`The supergraph has an extension of ${extension.name.value}, which would not be protected.`);
  }
  const onSchema = definitions
    .filter(({ kind }) => kind === Kind.SCHEMA_DEFINITION || kind === Kind.SCHEMA_EXTENSION)
    .flatMap((each) => ('directives' in each ? (each.directives ?? []) : []));
  for (const directive of onSchema) {
    if (directive.name.value === 'link') continue;
    const text = print(directive);
    if (!SECURES.test(text) && !PROTECTS.test(text) && !/\bSECURITY\b/.test(text)) continue;
    throw new Error(
      `The supergraph links a security feature by @${directive.name.value}: only what is linked by @link is enforced.`,
    );
  }
}

/** @throws Error naming what makes the whole supergraph no valid schema. */
function typesOf(document: DocumentNode): GraphQLSchema {
  const types = buildASTSchema(document, { assumeValidSDL: true });
  const [problem] = validateSchema(types);
  if (problem) throw new Error(`The supergraph is not a valid schema: ${problem.message}`);
  return types;
}

/** Value of the enum of graphs → the agency and its address. @throws Error where a name cannot be one of an agency. */
function graphsOf(document: DocumentNode): ReadonlyMap<string, { readonly agency: AgencyName; readonly url: string }> {
  const graphs = new Map<string, { agency: AgencyName; url: string }>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') continue;
    for (const value of definition.values ?? []) {
      const [name, url] = ['name', 'url'].map((argument) => {
        const node = value.directives?.[0]?.arguments?.find((each) => each.name.value === argument)?.value;
        return node?.kind === Kind.STRING ? node.value : undefined;
      });
      const agency = agencyName(name);
      if (!agency || url === undefined)
        throw new Error(`The subgraph ${value.name.value} has no name that can be used.`);
      graphs.set(value.name.value, { agency, url });
    }
  }
  return graphs;
}
